import type { ReactNode } from 'react';

interface NoticeProps {
  tone?: 'info' | 'good' | 'warn' | 'bad';
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  testId?: string;
}

/** A message about the page as a whole. Bad ones are announced at once, others when the reader pauses. */
export function Notice({ tone = 'info', title, children, actions, testId }: NoticeProps) {
  return (
    <div className={`notice ${tone}`} role={tone === 'bad' ? 'alert' : 'status'} data-testid={testId}>
      <p className="notice-title">{title}</p>
      {children !== undefined && <div className="notice-body">{children}</div>}
      {actions !== undefined && <div className="notice-actions">{actions}</div>}
    </div>
  );
}
