import type { SessionEvent } from '@countersign/contracts';
import type { CommandOf } from './commands.ts';
import { controlReturned, holdsControl } from './control.ts';
import { refuse, type Decision } from './decision.ts';
import type { Handoff, SessionState } from './session.ts';

const openHandoffs = (state: SessionState): Handoff[] => Object.values(state.handoffs).filter((handoff) => handoff.outcome === null);

function completed(handoffId: string, outcome: 'done' | 'failed' | 'timed_out', note: string | null): SessionEvent {
  return { type: 'countersign.session.handoff_completed.v1', data: { handoffId, outcome, note } };
}

/** Nobody can see to more at once; more of them are an automation that asks in a loop. */
const MAX_OPEN_HANDOFFS = 20;

/** The same hand-off asked for again is a repeat, also when it is completed or its session has ended. The first deadline stands. */
export function decideRequestHandoff(command: CommandOf<'request_handoff'>, state: SessionState): Decision {
  const { handoffId, reason, instructions, deadline } = command;
  const known = state.handoffs[handoffId];
  if (known) return known.reason === reason && known.instructions === instructions ? [] : refuse('handoff_exists');
  if (state.status !== 'active') return refuse('session_not_active', { endedReason: state.endedReason });
  if (openHandoffs(state).length >= MAX_OPEN_HANDOFFS) return refuse('handoff_limit_reached', { limit: MAX_OPEN_HANDOFFS });
  return [{ type: 'countersign.session.handoff_requested.v1', data: { handoffId, reason, instructions, deadline } }];
}

/** Whoever completes a hand-off gives control back first, so that the automation that waited for it may go on at once. */
export function decideCompleteHandoff({ handoffId, outcome, note, actor, consoleId }: CommandOf<'complete_handoff'>, state: SessionState): Decision {
  const handoff = state.handoffs[handoffId];
  if (!handoff) return refuse('handoff_not_found');
  if (handoff.outcome !== null) return refuse('handoff_completed', { outcome: handoff.outcome });
  const returned = holdsControl(state, actor, consoleId) ? [controlReturned(actor, state.controlToken, 'returned')] : [];
  return [...returned, completed(handoffId, outcome, note)];
}

export function timeOutHandoffs(now: string, state: SessionState): SessionEvent[] {
  return openHandoffs(state)
    .filter(({ deadline }) => Date.parse(deadline) <= Date.parse(now))
    .map(({ handoffId }) => completed(handoffId, 'timed_out', null));
}

/** Nobody can complete a hand-off of a session that ends; who waits for one must hear of it. */
export function failOpenHandoffs(state: SessionState): SessionEvent[] {
  return openHandoffs(state).map(({ handoffId }) => completed(handoffId, 'failed', 'The session ended.'));
}
