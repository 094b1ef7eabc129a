import type { MeView } from '@countersign/contracts';
import { hasRole } from '../api/me.ts';

/** As the gateway has it: what was on the screen is for those who answer for it. */
export function mayWatch(me: MeView | null): boolean {
  return hasRole(me, 'reviewer', 'auditor', 'operator');
}
