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

/** NATS request subjects; the reply is a CommandReply. */
export const candidateCommands = { register: 'candidate.register', updateResume: 'candidate.update_resume' } as const;
