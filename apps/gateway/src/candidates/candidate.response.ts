import { DocumentReference, Preferences, ReadFromFile, type CandidateView } from '@countersign/contracts';
import { Type } from '@sinclair/typebox';
import { Id, Instant, nullable } from '../http/openapi/parts.ts';
import { describes } from '../http/openapi/same.ts';

export const CandidateResponse = describes<CandidateView>()(
  Type.Object({
    id: Id,
    name: nullable(Type.String()),
    email: nullable(Type.String()),
    resume: Type.Record(Type.String(), Type.Unknown(), { description: 'JSON Resume.' }),
    preferences: Preferences,
    documents: Type.Array(DocumentReference),
    readFromFile: nullable(ReadFromFile),
    registeredAt: Instant,
    version: Type.Integer(),
  }),
);
