import type { AuditEventView } from '@countersign/contracts';
import { Type } from '@sinclair/typebox';
import { Id, Instant, nullable } from '../http/openapi/parts.ts';
import { describes } from '../http/openapi/same.ts';

export const AuditEventResponse = describes<AuditEventView>()(
  Type.Object({
    position: Type.Integer({ description: 'Stream sequence of its commit.' }),
    index: Type.Integer({ description: '0-based, within its commit.' }),
    id: Id,
    type: Type.String({ examples: ['countersign.session.started.v1'] }),
    source: Type.String(),
    aggregate: Type.String(),
    aggregateId: Id,
    aggregateVersion: Type.Integer(),
    runId: nullable(Id),
    actor: Type.String(),
    correlationId: Type.String(),
    causationId: nullable(Type.String()),
    time: Instant,
    storedAt: Type.String({ format: 'date-time', description: 'By the clock of the log.' }),
    data: Type.Unknown(),
  }),
);
