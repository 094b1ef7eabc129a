import { randomUUID } from 'node:crypto';
import type { DomainEvent, SessionEvent } from '@countersign/contracts';
import type { NewCommit } from '@countersign/event-log';

/** An event of about 550 bytes in its envelope: a session that is started, and then extended again and again. */
export function started(runId: string): SessionEvent {
  return {
    type: 'countersign.session.started.v1',
    data: {
      runId, provider: 'novnc', viewport: { width: 1280, height: 800 }, startUrl: 'https://jobs.example/apply/1', startedAt: '2026-11-22T10:00:00.000Z',
      expiresAt: '2026-11-22T11:00:00.000Z', heartbeatTimeoutMs: 60_000, node: 'node-1',
    },
  };
}
export const extended: SessionEvent = { type: 'countersign.session.extended.v1', data: { expiresAt: '2026-11-22T12:00:00.000Z' } };

export function commitOf(aggregateId: string, at: { sequence: number; version: number }, events: readonly DomainEvent[], runId: string): NewCommit {
  return {
    aggregate: 'session', aggregateId, source: 'session-service', expectedSequence: at.sequence, version: at.version, events,
    context: { actor: 'service:session-service', correlationId: randomUUID(), runId },
  };
}

/** Runs `work` for every index, so many at once. @returns seconds. */
export async function inFlight(count: number, atOnce: number, work: (index: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, async () => {
    while (next < count) await work(next++);
  }));
  return (performance.now() - startedAt) / 1000;
}
