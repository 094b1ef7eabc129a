/** unknown: it could not be looked at, and the rest says why. */
export type Status = 'ok' | 'warn' | 'fail' | 'unknown';

/** One thing that was looked at. */
export interface Check {
  readonly check: string;
  readonly status: Status;
  readonly found: string;
  /** What an operator does about it; empty where there is nothing to do. */
  readonly todo: string;
  /** The log itself is damaged, or a server did not answer. */
  readonly because?: 'corrupt' | 'unreachable';
  /** The first wrong position of the log. */
  readonly position?: number;
}

export const ok = (check: string, found: string): Check => ({ check, status: 'ok', found, todo: '' });
export const warn = (check: string, found: string, todo: string): Check => ({ check, status: 'warn', found, todo });
export const fail = (check: string, found: string, todo: string, because?: Check['because']): Check => ({ check, status: 'fail', found, todo, ...(because ? { because } : {}) });
export const unknown = (check: string, found: string, todo: string): Check => ({ check, status: 'unknown', found, todo });
