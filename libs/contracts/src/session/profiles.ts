import { Type, type Static } from '@sinclair/typebox';
import { Uuid } from '../envelope.ts';

/** Of a candidate's browser profile; unique for the candidate. */
export const ProfileName = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' });
/** `save`: what the browser holds at an orderly end becomes the profile's next version; one session at a time may ask for it. */
export const ProfileChoice = Type.Object({ name: ProfileName, save: Type.Boolean() }, { additionalProperties: false });
export type ProfileChoice = Static<typeof ProfileChoice>;

/** What a session was started from; version 0 is a profile that nothing was saved to yet. */
export const SessionProfile = Type.Object(
  { candidateId: Uuid, name: ProfileName, save: Type.Boolean(), version: Type.Integer({ minimum: 0 }) },
  { additionalProperties: false },
);
export type SessionProfile = Static<typeof SessionProfile>;

/** Why an orderly end saved nothing; the profile stays as it was, if it is still there. */
export const ProfileNotSavedReason = Type.Union([
  Type.Literal('too_large'),
  Type.Literal('profile_deleted'),
  Type.Literal('candidate_erased'),
  Type.Literal('browser_not_answering'),
  Type.Literal('storage_failed'),
]);
export type ProfileNotSavedReason = Static<typeof ProfileNotSavedReason>;

const command = <P extends Parameters<typeof Type.Object>[0]>(properties: P) => Type.Object(properties, { additionalProperties: false });
export const ListProfiles = command({ candidateId: Uuid });
export type ListProfiles = Static<typeof ListProfiles>;
export const DeleteProfile = command({ candidateId: Uuid, name: ProfileName });
export type DeleteProfile = Static<typeof DeleteProfile>;

/** NATS request subjects; the reply is a CommandReply. Profiles are not of the log, so its position is 0. */
export const profileCommands = {
  list: 'profile.list', //     ListProfiles → ProfileView[]
  delete: 'profile.delete', // DeleteProfile
} as const;

/** What is known of a saved browser profile; never what is in it. */
export interface ProfileView {
  name: string;
  /** 0: nothing was saved yet. */
  version: number;
  savedAt: string | null;
  /** Session that saved it. */
  savedBy: string | null;
  /** Sealed bytes. */
  sizeBytes: number | null;
  /** Session that will save to it. */
  inUseBy: string | null;
}
