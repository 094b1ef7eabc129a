import type { HandoffView } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { LiveEvents } from '../live/live-events.ts';
import { afterCommit } from '../live/place.ts';
import { ReadModelWaiter } from '../projecting/read-model-waiter.ts';
import { SessionQueries } from './session.queries.ts';

const COMPLETED = 'countersign.session.handoff_completed.v1';

/** Waits for the outcome of a hand-off by the events that pass through this gateway, not by asking the database again. */
@Injectable()
export class HandoffWatch {
  constructor(
    private readonly sessions: SessionQueries,
    private readonly live: LiveEvents,
    private readonly waiter: ReadModelWaiter,
  ) {}

  async read(sessionId: string, handoffId: string): Promise<HandoffView | undefined> {
    return (await this.sessions.get(sessionId))?.handoffs.find(({ id }) => id === handoffId);
  }

  /** The hand-off as soon as its outcome is known, or as it is when the signal aborts or the gateway shuts down. */
  async readWhenCompleted(sessionId: string, handoffId: string, signal: AbortSignal): Promise<HandoffView | undefined> {
    // In this order: what happens between the two is heard of.
    const after = this.waiter.position;
    const handoff = await this.read(sessionId, handoffId);
    if (handoff?.outcome !== null || signal.aborted) return handoff;
    const completed = new AbortController();
    await this.live.follow({
      filter: { sessionId, types: [COMPLETED] },
      take: ({ events }) => { if (events.some(({ event: { data } }) => (data as { handoffId?: unknown }).handoffId === handoffId)) completed.abort(); },
      room: () => Promise.resolve(),
    }, afterCommit(after), AbortSignal.any([signal, completed.signal]));
    return this.read(sessionId, handoffId);
  }
}
