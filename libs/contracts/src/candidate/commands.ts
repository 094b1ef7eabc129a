import { Type, type Static } from '@sinclair/typebox';
import { Uuid } from '../envelope.ts';
import { DocumentReference, Preferences } from './events.ts';

const person = {
  resume: Type.Record(Type.String(), Type.Unknown()),
  preferences: Type.Optional(Preferences),
  documents: Type.Optional(Type.Array(DocumentReference, { maxItems: 20 })),
};
export const RegisterCandidate = Type.Object({ id: Uuid, ...person }, { additionalProperties: false });
export type RegisterCandidate = Static<typeof RegisterCandidate>;
export const UpdateResume = Type.Object({ id: Uuid, expectedVersion: Type.Optional(Type.Integer({ minimum: 1 })), ...person }, { additionalProperties: false });
export type UpdateResume = Static<typeof UpdateResume>;

/** Reads a PDF or DOCX that was uploaded; it becomes the candidate's resume among the documents. */
export const ReadResume = Type.Object({ id: Uuid, expectedVersion: Type.Optional(Type.Integer({ minimum: 1 })), document: Type.Omit(DocumentReference, ['kind'], { additionalProperties: false }) }, { additionalProperties: false });
export type ReadResume = Static<typeof ReadResume>;

/** NATS request subjects; the reply is a CommandReply. */
export const candidateCommands = { register: 'candidate.register', updateResume: 'candidate.update_resume', readResume: 'candidate.read_resume' } as const;
