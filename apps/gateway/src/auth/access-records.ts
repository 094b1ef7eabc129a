import { createHash, randomUUID } from 'node:crypto';
import type { AuditEvent, CommandMeta } from '@countersign/contracts';
import { ConflictError, UnacknowledgedError, type EventLog } from '@countersign/event-log';
import { contextOf, EVENT_LOG } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '../http/problem.ts';

const GATEWAY = 'service:gateway';

/** What the gateway does by itself, as its own. */
export function ownMeta(): CommandMeta {
  return { actor: GATEWAY, correlationId: randomUUID() };
}

/** Writes into the log who came in, and which credentials were given out and ended. Each record is an aggregate of its own. */
@Injectable()
export class AccessRecords {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  /**
   * `once` names what can happen once only: it is recorded once, however often it is tried.
   * @returns the position of the record. @throws ProblemError service_unavailable
   */
  async record(event: AuditEvent, meta: CommandMeta, once?: string): Promise<number> {
    const aggregateId = once === undefined ? randomUUID() : recordIdOf(once);
    try {
      const { sequence } = await this.log.append({
        aggregate: 'audit', aggregateId, source: 'gateway', expectedSequence: 0, version: 0, events: [event], context: contextOf(meta),
      });
      return sequence;
    } catch (error) {
      if (once !== undefined && error instanceof ConflictError) return (await this.log.load('audit', aggregateId)).at(-1)?.sequence ?? 0;
      if (error instanceof UnacknowledgedError) throw new ProblemError('service_unavailable', { detail: 'This could not be recorded. Try again.' });
      throw error;
    }
  }
}

/** A UUID of version 8 (RFC 9562) over what can happen once. */
function recordIdOf(once: string): string {
  const bytes = createHash('sha256').update(JSON.stringify(['record of access', once])).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
