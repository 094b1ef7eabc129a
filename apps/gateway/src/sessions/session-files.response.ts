import type { SessionFilesView, SessionFileView } from '@countersign/contracts';
import { Type } from '@sinclair/typebox';
import { Id, Instant, nullable, oneOf } from '../http/openapi/parts.ts';
import { describes } from '../http/openapi/same.ts';

export const SessionFileResponse = describes<SessionFileView>()(
  Type.Object({
    id: Id,
    name: Type.String(),
    origin: oneOf(['download', 'upload']),
    state: oneOf(['in_progress', 'done', 'cancelled', 'too_large']),
    sizeBytes: Type.Integer({ description: 'So far, while it is in progress.' }),
    totalBytes: nullable(Type.Integer({ description: 'What the server announced; null when it did not, and for uploads.' })),
    sha256: nullable(Type.String()),
    mediaType: Type.String(),
    path: Type.String({ description: 'The name under which CDP clients give the file to a form (`DOM.setFileInputFiles`); no path of any disk.' }),
    createdAt: Instant,
  }),
);
export const SessionFilesResponse = describes<SessionFilesView>()(
  Type.Object({
    files: Type.Array(SessionFileResponse),
    chooser: nullable(Type.Object({ multiple: Type.Boolean(), openedAt: Instant }, { description: 'A page waits for a choice of files.' })),
    limits: Type.Object({ fileBytes: Type.Integer(), totalBytes: Type.Integer() }),
  }),
);
