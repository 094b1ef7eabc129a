import type { HandoffView } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { LiveEvents } from '../live/live-events.ts';
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
    for await (const events of this.live.subscribe({ after, signal })) {
      const completes = events.some(({ type, data }) => type === COMPLETED && (data as { handoffId?: unknown }).handoffId === handoffId);
      if (completes) break;
    }
    return this.read(sessionId, handoffId);
  }
}
