import { randomUUID } from 'node:crypto';
import type { AuditReadEvent, CommandMeta } from '@countersign/contracts';
import { UnacknowledgedError, type EventLog } from '@countersign/event-log';
import { contextOf, EVENT_LOG } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '../http/problem.ts';
import type { RecordedEvent } from './recorded-event.ts';

export type AuditReading = AuditReadEvent['data'];

/** Writes into the log who read the audit. */
@Injectable()
export class AuditReadings {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  /**
   * Before anything is given out: what cannot be recorded is not read. Every reading is an aggregate of its own with one event, so
   * that readers never wait for each other. @returns the position of the record. @throws ProblemError service_unavailable
   */
  async record(reading: AuditReading, meta: CommandMeta): Promise<number> {
    const event: AuditReadEvent = { type: 'countersign.audit.read.v1', data: reading };
    try {
      const { sequence } = await this.log.append({
        aggregate: 'audit', aggregateId: randomUUID(), source: 'gateway', expectedSequence: 0, version: 0, events: [event], context: contextOf(meta),
      });
      return sequence;
    } catch (error) {
      if (error instanceof UnacknowledgedError) throw new ProblemError('service_unavailable', { detail: 'That this was read could not be recorded, so it was not read.' });
      throw error;
    }
  }
}

/** How much was read. */
export function extentOf(events: readonly Pick<RecordedEvent, 'position'>[]): Pick<AuditReading, 'count' | 'firstPosition' | 'lastPosition'> {
  return { count: events.length, firstPosition: events[0]?.position ?? null, lastPosition: events.at(-1)?.position ?? null };
}
