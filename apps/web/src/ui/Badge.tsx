import type { ComponentProps } from 'react';

export type Tone = 'neutral' | 'accent' | 'good' | 'warn' | 'bad' | 'violet';

export function Badge({ tone = 'neutral', dot = false, children, ...rest }: Omit<ComponentProps<'span'>, 'className'> & { tone?: Tone; dot?: boolean }) {
  return (
    <span {...rest} className={`badge ${tone}${dot ? ' dot' : ''}`}>
      {children}
    </span>
  );
}
