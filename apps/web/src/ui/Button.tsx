import type { ComponentProps } from 'react';

type Look = 'plain' | 'primary' | 'danger' | 'danger strong' | 'quiet';

export function Button({ look = 'plain', small = false, busy = false, className = '', children, disabled, ...rest }: ComponentProps<'button'> & { look?: Look; small?: boolean; busy?: boolean }) {
  const classes = ['button', look === 'plain' ? '' : look, small ? 'small' : '', className].filter(Boolean).join(' ');
  return (
    <button type="button" {...rest} className={classes} disabled={disabled === true || busy} aria-busy={busy || undefined}>
      {busy && <span className="spinner" aria-hidden="true" />}
      {children}
    </button>
  );
}
