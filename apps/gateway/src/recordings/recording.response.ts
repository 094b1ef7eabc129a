import type { RecordingSegmentView, RecordingView } from '@countersign/contracts';
import { Type } from '@sinclair/typebox';
import { Instant, nullable, oneOf } from '../http/openapi/parts.ts';
import { describes } from '../http/openapi/same.ts';

const RecordingSegmentResponse = describes<RecordingSegmentView>()(
  Type.Object({
    index: Type.Integer({ minimum: 0 }),
    from: Instant,
    to: Type.String({ format: 'date-time', description: 'A little later than the next one\'s `from`.' }),
    sizeBytes: Type.Integer(),
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    state: oneOf(['available', 'expired'], '`expired`: not kept any more; the log still has its digest.'),
  }),
);
export const RecordingResponse = describes<RecordingView>()(
  Type.Object({
    recorded: Type.Boolean({ description: 'The session was started with `record`.' }),
    stopped: nullable(Type.Object({ reason: oneOf(['size_limit', 'failed']), at: Instant }, { description: 'Why it was given up before the session ended.' })),
    segments: Type.Array(RecordingSegmentResponse, { description: 'By index. Of a running session: those that are finished.' }),
  }),
);
