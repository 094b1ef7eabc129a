import type { MeView, Role } from '@countersign/contracts';
import { createContext, useContext } from 'react';

/** Who is signed in; null: nobody. */
export const MeContext = createContext<MeView | null>(null);

export function useMe(): MeView | null {
  return useContext(MeContext);
}

export function hasRole(me: MeView | null, ...roles: Role[]): boolean {
  return me !== null && roles.some((role) => me.roles.includes(role));
}
