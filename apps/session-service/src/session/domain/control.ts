import type { SessionEvent } from '@countersign/contracts';
import type { CommandOf } from './commands.ts';
import { refuse, type Decision } from './decision.ts';
import type { SessionState } from './session.ts';

/**
 * Taking what one already holds is a repeat, not a second turn: the token stays. What a lent console holds in a person's name
 * that person may take over, but no lent console what another one holds.
 */
export function decideTakeControl({ holder, consoleId }: CommandOf<'take_control'>, state: SessionState): Decision {
  const { controlHolder, controlConsoleId, controlToken } = state;
  const taken: SessionEvent = { type: 'countersign.session.control_taken.v1', data: { holder, token: controlToken + 1, ...(consoleId === undefined ? {} : { consoleId }) } };
  if (controlHolder === null) return [taken];
  if (controlHolder === holder && controlConsoleId === (consoleId ?? null)) return [];
  if (controlHolder === holder && consoleId === undefined) return [controlReturned(holder, controlToken, 'taken_over'), taken];
  return refuse('control_held', { holder: controlHolder });
}

/** Whether control is in the hands of the person, or of this lent console of theirs. */
export function holdsControl(state: SessionState, person: string, lentConsoleId: string | undefined): boolean {
  return state.controlHolder === person && (lentConsoleId === undefined || state.controlConsoleId === lentConsoleId);
}

/**
 * Returning when nobody holds control is a repeat; what somebody else holds stays theirs. A token of an earlier turn ends
 * no later one, also of the same person: two pages may be open, and a request may come late.
 */
export function decideReturnControl({ holder, token, consoleId, reason }: CommandOf<'return_control'>, state: SessionState): Decision {
  if (state.controlHolder === null) return [];
  if (!holdsControl(state, holder, consoleId)) return refuse('control_not_held', { holder: state.controlHolder });
  if (token !== undefined && token !== state.controlToken) return refuse('control_token_stale', { token: state.controlToken });
  return [controlReturned(holder, state.controlToken, reason)];
}

export function controlReturned(holder: string, token: number, reason: 'returned' | 'idle' | 'taken_over'): SessionEvent {
  return { type: 'countersign.session.control_returned.v1', data: { holder, token, reason } };
}
