import type { SessionEvent } from '@countersign/contracts';
import type { CommandOf } from './commands.ts';
import { controlReturned } from './control.ts';
import { refuse, type Decision } from './decision.ts';
import type { Handoff, SessionState } from './session.ts';

const openHandoffs = (state: SessionState): Handoff[] => Object.values(state.handoffs).filter((handoff) => handoff.outcome === null);

function completed(handoffId: string, outcome: 'done' | 'failed' | 'timed_out', note: string | null): SessionEvent {
  return { type: 'countersign.session.handoff_completed.v1', data: { handoffId, outcome, note } };
}

/** The same hand-off asked for again is a repeat. */
export function decideRequestHandoff(command: CommandOf<'request_handoff'>, state: SessionState): Decision {
  const { handoffId, reason, instructions, deadline } = command;
  if (state.handoffs[handoffId]) return [];
  return [{ type: 'countersign.session.handoff_requested.v1', data: { handoffId, reason, instructions, deadline } }];
}

/** Whoever completes a hand-off gives control back first, so that the automation that waited for it may go on at once. */
export function decideCompleteHandoff({ handoffId, outcome, note, actor }: CommandOf<'complete_handoff'>, state: SessionState): Decision {
  const handoff = state.handoffs[handoffId];
  if (!handoff) return refuse('handoff_not_found');
  if (handoff.outcome !== null) return refuse('handoff_completed', { outcome: handoff.outcome });
  const returned = state.controlHolder === actor ? [controlReturned(actor, state.controlToken, 'returned')] : [];
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
