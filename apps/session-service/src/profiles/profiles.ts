import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { candidateErrors, sessionErrors, type ProfileNotSavedReason, type ProfileView, type SessionProfile } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import type { EventLog } from '@countersign/event-log';
import type { ProfileOutcome } from '../session/domain/commands.ts';
import { newRecord, settledRecord, supersededBy, withWriter, type ProfileRecord, type SavedProfile } from './domain/profile-record.ts';
import { unpackProfile, type ProfileContents } from './profile-archive.ts';
import type { ProfileObjects } from './profile-objects.ts';
import { RecordChangedError, type ProfileId, type ProfileKeyId, type ProfileRecords, type StoredRecord } from './profile-records.ts';
import { KEY_BYTES, seal, SealBrokenError, unseal, type MasterKey } from './sealing.ts';
import { loadCandidateStatus, loadSessionFacts } from './session-facts.ts';

/** Changes of the same record by others after which a command gives up. */
const MAX_ATTEMPTS = 8;
/** A key that no record names after this long was made by a service that died at that moment. */
const KEY_WITHOUT_RECORD_MS = 60_000;
export const MAX_PROFILES_PER_CANDIDATE = 20;

interface ProfilesLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
export interface ProfilesOptions {
  readonly log: EventLog;
  readonly records: ProfileRecords;
  readonly objects: ProfileObjects;
  readonly masterKey: MasterKey;
  /** Which service this is: node and data folder. */
  readonly host: string;
  /** Bytes of cookies and files of one profile. */
  readonly maxBytes: number;
  /** A session that is not in the log this long after it asked for a profile will never be. */
  readonly longestStartMs: number;
  readonly logger: ProfilesLogger;
}
export interface StartingProfile {
  readonly profile: SessionProfile;
  /** null: nothing was saved yet, the browser starts empty. */
  readonly contents: ProfileContents | null;
}

/**
 * The browser profiles of candidates. The log decides which version counts: bytes are stored first, then `profile_saved` is
 * appended with the end of the session, then the record follows. Whoever meets a record in between settles it by the log.
 */
export class Profiles {
  readonly #options: ProfilesOptions;

  constructor(options: ProfilesOptions) {
    this.#options = options;
  }

  get maxBytes(): number {
    return this.#options.maxBytes;
  }

  /** Opens a profile for a session that is about to start; with `save` the session is its writer from here on. */
  async begin(choice: { readonly candidateId: string; readonly name: string; readonly save: boolean; readonly sessionId: string }): Promise<StartingProfile | Rejected> {
    const { candidateId, name, save, sessionId } = choice;
    const refused = await this.#refusal(candidateId);
    if (refused) return refused;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      const begun = await this.#begin(choice).catch(ifChanged);
      if (begun instanceof Rejected) return begun;
      if (!begun) continue;
      const { current } = begun;
      const contents = current && (await this.#contents({ candidateId, name, keyId: begun.keyId }, current));
      if (current && !contents) {
        // Between reading the record and the bytes a newer version may have taken its place.
        const again = await this.#options.records.get({ candidateId, name });
        if (again?.record.current?.sha256 !== current.sha256) continue;
        await this.settle({ candidateId, name }, sessionId);
        return refuse('profile_unreadable');
      }
      if ((await loadCandidateStatus(this.#options.log, candidateId)) === 'erased') {
        await this.eraseAllOf(candidateId);
        return candidateErased();
      }
      return { profile: { candidateId, name, save, version: current?.version ?? 0 }, contents };
    }
    return refuse('profile_in_use');
  }

  /**
   * Stores what the session's browser held, as the version that counts when the returned event is in the log. Definite
   * failures are an event, too; any other throws and may be tried again.
   */
  async store(profile: SessionProfile, sessionId: string, packed: Buffer): Promise<ProfileOutcome> {
    const { records, objects, log, masterKey } = this.#options;
    const id: ProfileId = { candidateId: profile.candidateId, name: profile.name };
    if ((await loadCandidateStatus(log, id.candidateId)) === 'erased') return notSaved(id, 'candidate_erased');
    const found = await records.get(id);
    const wrapped = found && (await records.key({ ...id, keyId: found.record.keyId }));
    if (found?.record.writer?.sessionId !== sessionId || !wrapped) return notSaved(id, 'profile_deleted');
    const version = (found.record.current?.version ?? 0) + 1;
    const sealed = seal(masterKey.unwrap(wrapped, aboutKey(id)), packed, aboutVersion(id, version));
    const saved: SavedProfile = {
      version, sessionId, sha256: createHash('sha256').update(sealed).digest('hex'), sizeBytes: sealed.length, savedAt: new Date().toISOString(),
    };
    // The record names the bytes before they are there, so that nothing can be stored that nobody knows of.
    const revision = await records.replace(id, { ...found.record, pending: saved }, found.revision).catch(ifChanged);
    if (revision === undefined) return notSaved(id, 'profile_deleted');
    await objects.put({ ...id, sha256: saved.sha256 }, sealed);
    if ((await records.get(id))?.revision !== revision) {
      await objects.remove({ ...id, sha256: saved.sha256 });
      return notSaved(id, 'profile_deleted');
    }
    return { type: 'countersign.session.profile_saved.v1', data: { ...id, version, sha256: saved.sha256, sizeBytes: saved.sizeBytes } };
  }

  /**
   * Brings the record in line with the log. `failedStart`: this session will never be in the log. Returns the settled record;
   * null when there is none.
   */
  async settle(id: ProfileId, failedStart?: string): Promise<StoredRecord | null> {
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      const settled = await this.#settle(id, failedStart).catch(ifChanged);
      if (settled !== undefined) return settled;
    }
    throw new RecordChangedError(`the record of profile ${id.name} kept changing`);
  }

  /** After the end of a session that was to save: its version takes its place, or its claim goes. */
  async finish({ candidateId, name }: SessionProfile, sessionId: string): Promise<void> {
    await this.settle({ candidateId, name }, sessionId);
    // An erasure may have come between: whoever of the two comes last finds what the other left.
    if ((await loadCandidateStatus(this.#options.log, candidateId)) === 'erased') await this.eraseAllOf(candidateId);
  }

  async list(candidateId: string): Promise<readonly ProfileView[] | Rejected> {
    const ids = await this.#options.records.ids(candidateId);
    if (ids.length === 0 && (await loadCandidateStatus(this.#options.log, candidateId)) === 'unknown') return candidateNotFound();
    const views: ProfileView[] = [];
    for (const id of ids) {
      const settled = await this.settle(id);
      if (settled) views.push(viewOf(id, settled.record));
    }
    return views;
  }

  /** A session that is to save to it saves nothing any more. */
  async delete(id: ProfileId): Promise<Rejected | undefined> {
    if (!(await this.settle(id))) {
      return (await loadCandidateStatus(this.#options.log, id.candidateId)) === 'unknown' ? candidateNotFound() : refuse('profile_not_found');
    }
    await this.#remove(id);
    return undefined;
  }

  /** Everything of the candidate: records, keys, bytes. Idempotent. */
  async eraseAllOf(candidateId: string): Promise<void> {
    const { records, objects, logger } = this.#options;
    const ids = await records.ids(candidateId);
    for (const id of ids) await this.#remove(id);
    for (const key of await records.keyIds(candidateId)) await records.removeKey(key);
    const stored = await objects.all(candidateId);
    for (const object of stored) await objects.remove(object);
    if (ids.length + stored.length > 0) logger.info({ candidateId, profiles: ids.length }, 'the browser profiles of an erased candidate were removed');
  }

  /** What a lost service left behind: claims of its sessions, bytes that no record names, profiles of erased candidates. */
  async sweep(): Promise<void> {
    const { records, objects, log, host } = this.#options;
    // Bytes first: a record names them before they are stored, so those that no record names then are left over.
    const stored = await objects.all();
    const keys = (await records.keyIds()).filter(({ addedAt }) => Date.now() - addedAt.getTime() > KEY_WITHOUT_RECORD_MS);
    const named = new Set<string>();
    for (const id of await records.ids()) {
      if ((await loadCandidateStatus(log, id.candidateId)) === 'erased') {
        await this.#remove(id);
        continue;
      }
      const writer = (await records.get(id))?.record.writer;
      const settled = await this.settle(id, writer?.host === host ? writer.sessionId : undefined);
      if (!settled) continue;
      const { keyId, current, pending } = settled.record;
      for (const name of [keyId, current?.sha256, pending?.sha256]) if (name !== undefined) named.add(name);
    }
    for (const key of keys) if (!named.has(key.keyId)) await records.removeKey(key);
    for (const object of stored) if (!named.has(object.sha256)) await objects.remove(object);
    await objects.removeFragments();
  }

  /** Several services that share profiles must have the same master key; the first profile decides which. */
  async isMasterKeyRight(): Promise<boolean> {
    const { records, masterKey } = this.#options;
    const known = await records.masterKeyChecksum();
    if (known === masterKey.checksum) return true;
    if (known !== null && (await records.ids()).length > 0) return false;
    await records.setMasterKeyChecksum(masterKey.checksum);
    return true;
  }

  async #refusal(candidateId: string): Promise<Rejected | undefined> {
    if ((await loadCandidateStatus(this.#options.log, candidateId)) === 'erased') return candidateErased();
    return (await this.isMasterKeyRight()) ? undefined : refuse('profile_key_mismatch');
  }

  /** @throws RecordChangedError */
  async #begin({ candidateId, name, save, sessionId }: Parameters<Profiles['begin']>[0]): Promise<ProfileRecord | Rejected> {
    const { records, host, longestStartMs, masterKey } = this.#options;
    const id: ProfileId = { candidateId, name };
    const settled = await this.settle(id);
    if (!save) return settled?.record.current ? settled.record : refuse('profile_not_found');
    const writer = { sessionId, host, startsBy: new Date(Date.now() + longestStartMs).toISOString() };
    const record = withWriter(settled?.record ?? newRecord(randomUUID()), writer);
    if (record instanceof Rejected) return record;
    if (settled) {
      await records.replace(id, record, settled.revision);
      return record;
    }
    const limit = MAX_PROFILES_PER_CANDIDATE;
    if ((await records.ids(candidateId)).length >= limit) return refuse('profile_limit_reached', { limit });
    const key = { ...id, keyId: record.keyId };
    await records.addKey(key, masterKey.wrap(randomBytes(KEY_BYTES), aboutKey(id)));
    await records.create(id, record).catch(async (error: unknown) => {
      await records.removeKey(key);
      throw error;
    });
    return record;
  }

  async #contents(id: ProfileKeyId, { sha256, version }: SavedProfile): Promise<ProfileContents | null> {
    const { records, objects, masterKey, maxBytes, logger } = this.#options;
    const [wrapped, sealed] = await Promise.all([records.key(id), objects.get({ candidateId: id.candidateId, name: id.name, sha256 })]);
    if (!wrapped || !sealed) return null;
    try {
      return await unpackProfile(unseal(masterKey.unwrap(wrapped, aboutKey(id)), sealed, aboutVersion(id, version)), maxBytes);
    } catch (error) {
      const reason = error instanceof SealBrokenError ? 'its seal is broken' : (error as Error).message;
      logger.error({ candidateId: id.candidateId, profile: id.name, version, reason }, 'a saved browser profile cannot be opened');
      return null;
    }
  }

  async #settle(id: ProfileId, failedStart: string | undefined): Promise<StoredRecord | null> {
    const { records, objects, log, logger } = this.#options;
    const found = await records.get(id);
    if (!found) return null;
    const { record, revision } = found;
    const { writer } = record;
    if (!writer) return found;
    const facts = await loadSessionFacts(log, writer.sessionId);
    const isAbandoned = writer.sessionId === failedStart || Date.now() > Date.parse(writer.startsBy);
    const next = settledRecord(record, facts, isAbandoned);
    if (next === record) return found;
    const nextRevision = await records.replace(id, next, revision);
    if (next === null) await records.removeKey({ ...id, keyId: record.keyId });
    for (const { sha256 } of supersededBy(record, next)) await objects.remove({ ...id, sha256 });
    logger.info({ candidateId: id.candidateId, profile: id.name, version: next?.current?.version ?? 0, sessionId: writer.sessionId }, 'browser profile settled');
    return next && { record: next, revision: nextRevision };
  }

  /** The record first: a session that saves at this moment finds it gone and takes its bytes back. */
  async #remove(id: ProfileId): Promise<void> {
    const { records, objects } = this.#options;
    for (let attempt = 1; ; attempt++) {
      const found = await records.get(id);
      if (!found) break;
      if (attempt > MAX_ATTEMPTS) throw new RecordChangedError(`the record of profile ${id.name} kept changing`);
      const removed = await records.replace(id, null, found.revision).catch(ifChanged);
      if (removed !== undefined) await records.removeKey({ ...id, keyId: found.record.keyId });
    }
    for (const object of await objects.all(id.candidateId)) if (object.name === id.name) await objects.remove(object);
  }
}

const aboutKey = ({ candidateId, name }: ProfileId): string => `countersign profile key ${candidateId} ${name}`;
const aboutVersion = ({ candidateId, name }: ProfileId, version: number): string => `countersign profile ${candidateId} ${name} ${version}`;

export function notSaved({ candidateId, name }: ProfileId, reason: ProfileNotSavedReason): ProfileOutcome {
  return { type: 'countersign.session.profile_not_saved.v1', data: { candidateId, name, reason } };
}

const refuse = (code: keyof typeof sessionErrors, details?: unknown): Rejected => new Rejected(code, sessionErrors[code], details);
const candidateErased = (): Rejected => new Rejected('candidate_erased', candidateErrors.candidate_erased);
const candidateNotFound = (): Rejected => new Rejected('candidate_not_found', candidateErrors.candidate_not_found);

function viewOf({ name }: ProfileId, { current, writer }: ProfileRecord): ProfileView {
  return {
    name, version: current?.version ?? 0, savedAt: current?.savedAt ?? null, savedBy: current?.sessionId ?? null, sizeBytes: current?.sizeBytes ?? null,
    inUseBy: writer?.sessionId ?? null,
  };
}

function ifChanged(error: unknown): undefined {
  if (error instanceof RecordChangedError) return undefined;
  throw error;
}
