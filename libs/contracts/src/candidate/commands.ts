import { Type, type Static } from '@sinclair/typebox';
import { Sha256, Uuid } from '../envelope.ts';
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

/** Reads an uploaded PDF or DOCX. Nothing is stored: what comes of it is for a person to correct, and to register. */
export const ProposeResume = Type.Object({ sha256: Sha256 }, { additionalProperties: false });
export type ProposeResume = Static<typeof ProposeResume>;

/** NATS request subjects; the reply is a CommandReply. */
export const candidateCommands = {
  register: 'candidate.register',
  updateResume: 'candidate.update_resume',
  proposeResume: 'candidate.propose_resume', // ProposeResume → ResumeProposalView; appends nothing
} as const;
