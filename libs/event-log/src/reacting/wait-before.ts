import type { ReactOptions } from '../event-log.ts';
import { backoffMs } from '../limits.ts';

/** Milliseconds before the given delivery (2, 3 …). */
export function waitBefore(options: Pick<ReactOptions, 'backoffMs'>, delivery: number): number {
  return options.backoffMs?.at(Math.min(delivery - 2, options.backoffMs.length - 1)) ?? backoffMs(delivery - 2);
}
