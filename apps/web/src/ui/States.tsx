import { hasCode } from '@countersign/client';
import type { ReactNode } from 'react';
import { messageOf } from '../api/http.ts';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';

export function Loading({ children }: { children: ReactNode }) {
  return (
    <p className="loading" role="status">
      <span className="spinner" aria-hidden="true" />
      {children}
    </p>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <strong>{title}</strong>
      {children !== undefined && <p>{children}</p>}
    </div>
  );
}

/** What could not be read, and a way to try again. */
export function Failure({ what, error, retry }: { what: string; error: unknown; retry?: () => void }) {
  const missing = hasCode(error, 'run_not_found', 'capture_not_found', 'session_not_found', 'http_404');
  return (
    <Notice
      tone="bad"
      title={missing ? `There is no such ${what}` : `Could not load the ${what}`}
      actions={retry && !missing ? <Button small onClick={retry}>Try again</Button> : undefined}
    >
      {messageOf(error)}
    </Notice>
  );
}
