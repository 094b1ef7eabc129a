import type { HeartbeatResult } from '@countersign/contracts';
import type { CommandOutcome } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import { refuse } from './domain/decision.ts';
import { HostedSessions } from './hosted-sessions.ts';
import type { SessionLeases } from './session-leases.ts';
import { SESSION_LEASES } from './tokens.ts';

/** Leases, not transitions: the last heartbeat stands in a bucket, and in the event that ends the session. */
@Injectable()
export class Heartbeats {
  readonly #hosted: HostedSessions;
  readonly #leases: SessionLeases;

  constructor(hosted: HostedSessions, @Inject(SESSION_LEASES) leases: SessionLeases) {
    this.#hosted = hosted;
    this.#leases = leases;
  }

  async beat(id: string): Promise<CommandOutcome<HeartbeatResult>> {
    const { state, version } = await this.#hosted.load(id);
    if (state.status === 'unknown') return refuse('session_not_found');
    const hosted = this.#hosted.get(id);
    const isOver = hosted?.pendingEnd !== undefined || (hosted?.nowMs() ?? Date.now()) >= Date.parse(state.expiresAt);
    if (state.status !== 'active' || isOver) return refuse('session_not_active', { endedReason: state.endedReason });
    const lastHeartbeatAt = hosted?.beat() ?? new Date().toISOString();
    await this.#leases.put({ sessionId: id, lastHeartbeatAt });
    const timeoutMs = state.parameters?.heartbeatTimeoutMs ?? null;
    const endsMs = timeoutMs === null ? null : Math.min(Date.parse(lastHeartbeatAt) + timeoutMs, Date.parse(state.expiresAt));
    const leaseEndsAt = endsMs === null ? null : new Date(endsMs).toISOString();
    return { loaded: { sequence: 0, version }, result: { lastHeartbeatAt, leaseEndsAt, expiresAt: state.expiresAt } };
  }
}
