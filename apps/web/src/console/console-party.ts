import type { ConsoleView, MeView, SessionView } from '@countersign/contracts';
import { completeHandoff, completeHandoffByConsole, giveBackControl, giveBackControlByConsole, takeControl, takeControlByConsole } from '../api/endpoints.ts';
import { hasRole } from '../api/me.ts';

/** What a page with a console has to know of the session. */
export type ConsoleSession = ConsoleView['session'] & Partial<Pick<SessionView, 'runId' | 'consoles'>>;

/** Who looks on here, and what they may do: somebody who is signed in, or whoever bears the cookie of a console. */
export interface ConsoleParty {
  readonly actor: string;
  /** May take control, give it back and complete hand-offs. */
  readonly mayControl: boolean;
  hasControl(session: ConsoleSession): boolean;
  take(sessionId: string): Promise<unknown>;
  giveBack(sessionId: string): Promise<unknown>;
  completeHandoff(sessionId: string, handoffId: string, outcome: 'done' | 'failed', note: string): Promise<unknown>;
}

export function signedInParty(me: MeView): ConsoleParty {
  return {
    actor: me.actor,
    mayControl: hasRole(me, 'reviewer', 'operator'),
    hasControl: (session) => session.status === 'active' && session.controlHolder === me.actor,
    take: takeControl,
    giveBack: giveBackControl,
    completeHandoff,
  };
}

export function bearerParty(view: ConsoleView): ConsoleParty {
  return {
    actor: view.user,
    mayControl: view.mode === 'control',
    // That the person has control is not enough: a link that was made for them does not use what they took elsewhere.
    hasControl: (session) => session.status === 'active' && view.hasControl,
    take: takeControlByConsole,
    giveBack: giveBackControlByConsole,
    completeHandoff: completeHandoffByConsole,
  };
}
