import { AuditFilter, EXPORT_FORMATS, type AuditDifferenceView, type AuditEventView, type AuditPositionView, type AuditStateView, type ExportManifestView } from '@countersign/contracts';
import { Type } from '@sinclair/typebox';
import { Id, Instant, nullable, oneOf } from '../http/openapi/parts.ts';
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

const subject = { aggregate: oneOf(['run', 'task', 'candidate', 'session', 'capture']), id: Id };
const position = Type.Integer({ description: 'Stream sequence of a commit.' });

export const AuditStateResponse = describes<AuditStateView>()(
  Type.Object({
    ...subject,
    position: Type.Integer({ description: 'The state is that after every commit up to here.' }),
    version: Type.Integer({ description: 'Of the aggregate.' }),
    lastPosition: Type.Integer({ description: 'Of the last event that shows in it.' }),
    state: Type.Unknown({ description: 'What GET of the resource answered.' }),
  }),
);

const VersionAt = Type.Object({ position, version: Type.Integer({ description: '0: it did not exist yet.' }) });
export const AuditDifferenceResponse = describes<AuditDifferenceView>()(
  Type.Object({
    ...subject,
    from: VersionAt,
    to: VersionAt,
    differences: Type.Array(
      Type.Object({
        path: Type.String({ description: 'JSON pointer into the state; members of lists stand under their id.', examples: ['/fields/email/answer'] }),
        kind: oneOf(['added', 'removed', 'changed']),
        from: Type.Optional(Type.Unknown()),
        to: Type.Optional(Type.Unknown()),
        changed: Type.Object({ position, index: Type.Integer(), eventId: Id, type: Type.String(), actor: Type.String({ examples: ['user:ada'] }), time: Instant }, { description: 'The event that changed it last.' }),
      }),
    ),
  }),
);

export const AuditPositionResponse = describes<AuditPositionView>()(
  Type.Object({
    position,
    storedAt: nullable(Type.String({ format: 'date-time', description: 'When the log stored the last event up to there.' })),
    lastPosition: Type.Integer({ description: 'The last of the log.' }),
    readModelPosition: Type.Integer({ description: 'Up to here events are listed and exported.' }),
  }),
);

export const ExportManifestResponse = describes<ExportManifestView>()(
  Type.Object({
    format: oneOf(EXPORT_FORMATS),
    filter: AuditFilter,
    position: Type.Integer({ description: 'The log was read up to and with this position.' }),
    count: Type.Integer(),
    firstPosition: nullable(Type.Integer()),
    lastPosition: nullable(Type.Integer()),
    sizeBytes: Type.Integer(),
    sha256: Type.String({ description: 'Of all bytes of the file.' }),
    signature: Type.Null({ description: 'Manifests are not signed yet.' }),
  }),
);
