import { Rejected } from '@countersign/decider';
import { sessionErrors } from '@countersign/contracts';

/** A version of a profile whose sealed bytes are stored under their digest. */
export interface SavedProfile {
  readonly version: number;
  /** The session that saved it; a session saves once. */
  readonly sessionId: string;
  readonly sha256: string;
  /** Sealed. */
  readonly sizeBytes: number;
  readonly savedAt: string;
}

/** The one session that will save to the profile. */
export interface ProfileWriter {
  readonly sessionId: string;
  /** Which service hosts it; of a start that died with its service nothing else is known. */
  readonly host: string;
  /** Until then the session may be missing in the log: it is being started. RFC 3339. */
  readonly startsBy: string;
}

/** What is kept about a profile beside its bytes. */
export interface ProfileRecord {
  /** Names the key that all its versions are sealed with. A profile that was deleted and made again has another. */
  readonly keyId: string;
  /** What the next session starts from. */
  readonly current: SavedProfile | null;
  /** Bytes that count as soon as the writer's `profile_saved` is in the log, and not before. */
  readonly pending: SavedProfile | null;
  readonly writer: ProfileWriter | null;
}

/** What the log says of a session. */
export interface SessionFacts {
  readonly status: 'unknown' | 'active' | 'ended';
  /** Digest of the profile that it saved. */
  readonly savedSha256: string | null;
}

export const newRecord = (keyId: string): ProfileRecord => ({ keyId, current: null, pending: null, writer: null });

/**
 * The record as the log has it: a pending version whose session says in the log that it saved it is the current one, and a
 * session that ended writes no more. The same object when nothing changes; null when nothing is left to keep.
 * `isAbandoned`: no start of this session is under way any more.
 */
export function settledRecord(record: ProfileRecord, facts: SessionFacts, isAbandoned: boolean): ProfileRecord | null {
  const { keyId, current, pending, writer } = record;
  if (writer === null) return current === null ? null : record;
  if (pending !== null && facts.savedSha256 === pending.sha256) return { keyId, current: pending, pending: null, writer: null };
  if (facts.status === 'active' || (facts.status === 'unknown' && !isAbandoned)) return record;
  return current === null ? null : { keyId, current, pending: null, writer: null };
}

/** The record with this writer; its own repeat changes nothing. The record must be settled. */
export function withWriter(record: ProfileRecord, writer: ProfileWriter): ProfileRecord | Rejected {
  if (record.writer !== null && record.writer.sessionId !== writer.sessionId) {
    return new Rejected('profile_in_use', sessionErrors.profile_in_use, { sessionId: record.writer.sessionId });
  }
  return { ...record, writer };
}

/** Versions that are stored, or may be, and count in one record but not in the other. */
export function supersededBy(record: ProfileRecord, next: ProfileRecord | null): readonly SavedProfile[] {
  const kept = new Set([next?.current?.sha256, next?.pending?.sha256]);
  return [record.current, record.pending].filter((saved): saved is SavedProfile => saved !== null && !kept.has(saved.sha256));
}
