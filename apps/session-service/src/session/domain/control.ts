import type { SessionEvent } from '@countersign/contracts';
import type { CommandOf } from './commands.ts';
import { refuse, type Decision } from './decision.ts';
import type { SessionState } from './session.ts';

/** Taking what one already holds is a repeat, not a second turn: the token stays. */
export function decideTakeControl({ holder }: CommandOf<'take_control'>, state: SessionState): Decision {
  if (state.controlHolder === holder) return [];
  if (state.controlHolder !== null) return refuse('control_held', { holder: state.controlHolder });
  return [{ type: 'countersign.session.control_taken.v1', data: { holder, token: state.controlToken + 1 } }];
}

/** Returning when nobody holds control is a repeat; what somebody else holds stays theirs. */
export function decideReturnControl({ holder, token, reason }: CommandOf<'return_control'>, state: SessionState): Decision {
  if (state.controlHolder === null) return [];
  if (state.controlHolder !== holder) return refuse('control_not_held', { holder: state.controlHolder });
  if (token !== undefined && token !== state.controlToken) return refuse('control_not_held');
  return [controlReturned(holder, state.controlToken, reason)];
}

export function controlReturned(holder: string, token: number, reason: 'returned' | 'idle'): SessionEvent {
  return { type: 'countersign.session.control_returned.v1', data: { holder, token, reason } };
}
