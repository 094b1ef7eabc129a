import { DocumentReference, Preferences, type CandidateView, type ResumeProposalView } from '@countersign/contracts';
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
    registeredAt: Instant,
    version: Type.Integer(),
  }),
);

export const ResumeProposalResponse = describes<ResumeProposalView>()(
  Type.Object({
    resume: Type.Record(Type.String(), Type.Unknown(), { description: 'JSON Resume. Correct it, and register it with POST /v1/candidates; `basics.name` may be missing.' }),
    notes: Type.Array(Type.String(), { description: 'What is missing, was left out, or was not understood.' }),
    confidence: Type.Literal('low'),
    excerpt: Type.String({ description: "The beginning of the document's text, to compare with." }),
  }),
);
