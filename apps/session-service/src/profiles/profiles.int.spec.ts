import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DomainEvent, SessionEvent } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import { connectNats, jetStreamEventLog, type EventLog } from '@countersign/event-log';
import { startNats, waitFor, type TestNats } from '@countersign/test-kit';
import type { NatsConnection } from '@nats-io/transport-node';
import { packProfile } from './profile-archive.ts';
import { openProfileObjects, type ProfileObjects } from './profile-objects.ts';
import { openProfileRecords, type ProfileRecords } from './profile-records.ts';
import { WRITER_STEPS, type WriterTask } from './profile-writer.fixture.ts';
import { MAX_PROFILES_PER_CANDIDATE, Profiles, type StartingProfile } from './profiles.ts';
import { MasterKey } from './sealing.ts';
import { filesWith, storeFolder } from './stored-bytes.fixture.ts';

const MAX_BYTES = 1_000_000;
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const key = randomBytes(32);
let nats: TestNats;
let connection: NatsConnection;
let log: EventLog;
let records: ProfileRecords;
let objects: ProfileObjects;
let profiles: Profiles;

const open = (options: { masterKey?: Buffer; host?: string; longestStartMs?: number } = {}): Profiles =>
  new Profiles({
    log, records, objects, masterKey: new MasterKey(options.masterKey ?? key), host: options.host ?? 'node-a', maxBytes: MAX_BYTES,
    longestStartMs: options.longestStartMs ?? 60_000, logger: silent,
  });

beforeAll(async () => {
  nats = await startNats();
  connection = await connectNats({ natsUrl: nats.url, name: 'tests' });
  log = await jetStreamEventLog(connection);
  records = await openProfileRecords(connection);
  objects = await openProfileObjects(connection);
  profiles = open();
});
afterAll(async () => {
  await log?.close();
  await connection?.close();
  await nats?.stop();
});

async function append(aggregate: 'session' | 'candidate', id: string, events: readonly DomainEvent[]): Promise<void> {
  const commits = await log.load(aggregate, id);
  await log.append({
    aggregate, aggregateId: id, source: aggregate === 'session' ? 'session-service' : 'capture-service', events,
    expectedSequence: commits.at(-1)?.sequence ?? 0, version: commits.at(-1)?.events.at(-1)!.aggregateversion ?? 0,
    context: { actor: 'key:tests', correlationId: 'a-test' },
  });
}
const started = (sessionId: string): Promise<void> => {
  const at = new Date().toISOString();
  const data = { runId: randomUUID(), provider: 'novnc' as const, viewport: { width: 1280, height: 800 }, startUrl: null, startedAt: at, expiresAt: at, heartbeatTimeoutMs: null, node: 'node-a' };
  return append('session', sessionId, [{ type: 'countersign.session.started.v1', data }] satisfies SessionEvent[]);
};
const ended = (sessionId: string, ...events: SessionEvent[]): Promise<void> =>
  append('session', sessionId, [...events, { type: 'countersign.session.terminated.v1', data: { reason: 'requested', lastHeartbeatAt: null } }]);
const registered = (candidateId: string): Promise<void> => append('candidate', candidateId, [{ type: 'countersign.candidate.registered.v1', data: { resume: {}, preferences: {}, documents: [] } }]);
const erased = (candidateId: string): Promise<void> => append('candidate', candidateId, [{ type: 'countersign.candidate.erased.v1', data: {} }]);

async function must(begun: Promise<StartingProfile | Rejected>): Promise<StartingProfile> {
  const profile = await begun;
  if (profile instanceof Rejected) throw new Error(profile.code);
  return profile;
}
const packed = (cookie: string): Promise<Buffer> => packProfile({ cookies: [{ name: 'login', value: cookie }], files: [] }, MAX_BYTES);

/** A session that saves this cookie, from its start to its end. */
async function save(candidateId: string, name: string, cookie: string): Promise<string> {
  const sessionId = randomUUID();
  const { profile } = await must(profiles.begin({ candidateId, name, save: true, sessionId }));
  await started(sessionId);
  await ended(sessionId, await profiles.store(profile, sessionId, await packed(cookie)));
  await profiles.finish(profile, sessionId);
  return sessionId;
}
async function cookieIn(candidateId: string, name: string, reader = profiles): Promise<unknown> {
  const { contents } = await must(reader.begin({ candidateId, name, save: false, sessionId: randomUUID() }));
  return contents?.cookies[0]?.['value'];
}
const codeOf = async (begun: Promise<StartingProfile | Rejected | undefined>): Promise<string | undefined> => {
  const outcome = await begun;
  return outcome instanceof Rejected ? outcome.code : undefined;
};
async function leftOf(candidateId: string): Promise<{ records: number; keys: number; objects: number }> {
  return { records: (await records.ids(candidateId)).length, keys: (await records.keyIds(candidateId)).length, objects: (await objects.all(candidateId)).length };
}
const NOTHING = { records: 0, keys: 0, objects: 0 };
const ONE_PROFILE = { records: 1, keys: 1, objects: 1 };

describe('a browser profile (ci)', () => {
  it('is what the last session saved, for any number of sessions that only read', async () => {
    const candidateId = randomUUID();
    expect(await codeOf(profiles.begin({ candidateId, name: 'workday', save: false, sessionId: randomUUID() }))).toBe('profile_not_found');
    const first = await save(candidateId, 'workday', 'one');
    expect(await cookieIn(candidateId, 'workday')).toBe('one');
    expect(await profiles.list(candidateId)).toMatchObject([{ name: 'workday', version: 1, savedBy: first, inUseBy: null }]);
    await save(candidateId, 'workday', 'two');
    await save(candidateId, 'other', 'three');
    expect(await Promise.all([cookieIn(candidateId, 'workday'), cookieIn(candidateId, 'workday'), cookieIn(candidateId, 'other')])).toEqual(['two', 'two', 'three']);
    expect(await profiles.list(candidateId)).toMatchObject([{ name: 'other', version: 1 }, { name: 'workday', version: 2 }]);
    expect(await leftOf(candidateId)).toEqual({ records: 2, keys: 2, objects: 2 });
  });

  it('has one writer at a time, until its session ends, or will never start', async () => {
    const candidateId = randomUUID();
    const [first, second] = [randomUUID(), randomUUID()];
    const begin = (sessionId: string, name = 'workday', of = profiles) => of.begin({ candidateId, name, save: true, sessionId });
    const both = await Promise.all([codeOf(begin(first)), codeOf(begin(second))]);
    expect(both.filter((code) => code === 'profile_in_use')).toHaveLength(1);
    const [winner, loser] = both[0] === undefined ? [first, second] : [second, first];
    expect(await profiles.list(candidateId)).toMatchObject([{ name: 'workday', version: 0, inUseBy: winner }]);
    expect(await codeOf(begin(winner))).toBeUndefined();
    await started(winner);
    expect(await codeOf(begin(loser))).toBe('profile_in_use');
    await ended(winner);
    expect(await codeOf(begin(loser))).toBeUndefined();
    await profiles.settle({ candidateId, name: 'workday' }, loser);
    expect(await leftOf(candidateId)).toEqual(NOTHING);
    // A start that died with its service.
    const hasty = open({ longestStartMs: 0, host: 'node-b' });
    await begin(first, 'slow', hasty);
    expect(await codeOf(begin(second, 'slow'))).toBeUndefined();
    await profiles.settle({ candidateId, name: 'slow' }, second);
  });

  it('is not saved by a session that lost its claim, and the other one is whole', async () => {
    const candidateId = randomUUID();
    const late = randomUUID();
    const { profile } = await must(profiles.begin({ candidateId, name: 'workday', save: true, sessionId: late }));
    await started(late);
    await append('session', late, [{ type: 'countersign.session.terminated.v1', data: { reason: 'host_lost', lastHeartbeatAt: null } }]);
    await save(candidateId, 'workday', 'of another');
    expect(await profiles.store(profile, late, await packed('too late'))).toMatchObject({ type: 'countersign.session.profile_not_saved.v1', data: { reason: 'profile_deleted' } });
    expect(await cookieIn(candidateId, 'workday')).toBe('of another');
  });

  it('can be deleted, also while a session is to save to it, which then saves nothing', async () => {
    const candidateId = randomUUID();
    expect(await codeOf(profiles.delete({ candidateId, name: 'workday' }) as never)).toBe('candidate_not_found');
    await registered(candidateId);
    expect(await codeOf(profiles.delete({ candidateId, name: 'workday' }) as never)).toBe('profile_not_found');
    await save(candidateId, 'workday', 'one');
    const sessionId = randomUUID();
    const { profile } = await must(profiles.begin({ candidateId, name: 'workday', save: true, sessionId }));
    await started(sessionId);
    expect(await profiles.delete(profile)).toBeUndefined();
    expect(await leftOf(candidateId)).toEqual(NOTHING);
    expect(await profiles.store(profile, sessionId, await packed('again'))).toMatchObject({ data: { reason: 'profile_deleted' } });
    expect(await leftOf(candidateId)).toEqual(NOTHING);
    expect(await profiles.list(candidateId)).toEqual([]);
  });

  it('is one of a limited number', async () => {
    const candidateId = randomUUID();
    for (let index = 0; index < MAX_PROFILES_PER_CANDIDATE; index++) await must(profiles.begin({ candidateId, name: `p${index}`, save: true, sessionId: randomUUID() }));
    expect(await codeOf(profiles.begin({ candidateId, name: 'one-more', save: true, sessionId: randomUUID() }))).toBe('profile_limit_reached');
  });

  it('is sealed: stored bytes do not show it, another key or changed bytes do not open it', async () => {
    const candidateId = randomUUID();
    await save(candidateId, 'workday', 'KNOWN-SECRET-COOKIE');
    const [object] = await objects.all(candidateId);
    expect((await objects.get(object!))!.includes('KNOWN-SECRET')).toBe(false);
    const stranger = open({ masterKey: randomBytes(32) });
    expect(await codeOf(stranger.begin({ candidateId, name: 'workday', save: false, sessionId: randomUUID() }))).toBe('profile_key_mismatch');
    expect(await stranger.isMasterKeyRight()).toBe(false);
    const stored = await records.get({ candidateId, name: 'workday' });
    // An older version under the number of a newer one.
    await records.replace({ candidateId, name: 'workday' }, { ...stored!.record, current: { ...stored!.record.current!, version: 2 } }, stored!.revision);
    expect(await codeOf(profiles.begin({ candidateId, name: 'workday', save: false, sessionId: randomUUID() }))).toBe('profile_unreadable');
  });
});

describe('the erasure of a candidate (ci)', () => {
  it('removes records, keys and bytes, and lets nothing be begun or saved after', async () => {
    const candidateId = randomUUID();
    await registered(candidateId);
    await save(candidateId, 'workday', 'one');
    const sessionId = randomUUID();
    const { profile } = await must(profiles.begin({ candidateId, name: 'other', save: true, sessionId }));
    await started(sessionId);
    await erased(candidateId);
    await profiles.eraseAllOf(candidateId);
    expect(await leftOf(candidateId)).toEqual(NOTHING);
    expect(await profiles.store(profile, sessionId, await packed('late'))).toMatchObject({ data: { reason: 'candidate_erased' } });
    expect(await codeOf(profiles.begin({ candidateId, name: 'workday', save: true, sessionId }))).toBe('candidate_erased');
    expect(await leftOf(candidateId)).toEqual(NOTHING);
  });

  it('leaves nothing of a save that races with it, whoever comes first', async () => {
    for (let round = 0; round < 12; round++) {
      const candidateId = randomUUID();
      await registered(candidateId);
      await save(candidateId, 'workday', 'before');
      const sessionId = randomUUID();
      const { profile } = await must(profiles.begin({ candidateId, name: 'workday', save: true, sessionId }));
      await started(sessionId);
      const bytes = await packed('racing');
      const saving = (async () => {
        await ended(sessionId, await profiles.store(profile, sessionId, bytes));
        await profiles.finish(profile, sessionId);
      })();
      await new Promise((resolve) => setTimeout(resolve, round * 1.5));
      await erased(candidateId);
      await Promise.all([saving, profiles.eraseAllOf(candidateId)]);
      await profiles.sweep();
      expect(await leftOf(candidateId)).toEqual(NOTHING);
    }
  });
});

describe('a writer that is killed (ci)', () => {
  it.each(WRITER_STEPS)('when it has %s leaves the old or the new profile whole, as the log says', async (killAt) => {
    const [candidateId, sessionId] = [randomUUID(), randomUUID()];
    await save(candidateId, 'workday', 'old');
    const task: WriterTask = { natsUrl: nats.url, masterKey: key.toString('base64'), candidateId, name: 'workday', sessionId, runId: randomUUID(), cookie: 'new', killAt };
    const writer = spawn(process.execPath, ['--conditions=source', '--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'profile-writer.fixture.ts'), JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '' } });
    const errors: Buffer[] = [];
    writer.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    const [, signal] = (await once(writer, 'exit')) as [number | null, string | null];
    expect([signal, Buffer.concat(errors).toString()]).toEqual(['SIGKILL', '']);

    const events = (await log.load('session', sessionId)).flatMap((commit) => commit.events);
    const isSaved = events.some(({ type }) => type === 'countersign.session.profile_saved.v1');
    expect(isSaved).toBe(['committed', 'settled', 'finished'].includes(killAt));
    // Readers never see anything but a whole version, whatever has been settled yet.
    expect(await cookieIn(candidateId, 'workday')).toBe(isSaved ? 'new' : 'old');
    if (events.length > 0 && !isSaved) {
      expect(await codeOf(profiles.begin({ candidateId, name: 'workday', save: true, sessionId: randomUUID() }))).toBe('profile_in_use');
      await append('session', sessionId, [{ type: 'countersign.session.terminated.v1', data: { reason: 'host_lost', lastHeartbeatAt: null } }]);
    }
    // The service that is started again on that node.
    await open({ host: 'writer' }).sweep();
    expect(await leftOf(candidateId)).toEqual(ONE_PROFILE);
    expect(await cookieIn(candidateId, 'workday')).toBe(isSaved ? 'new' : 'old');
    await save(candidateId, 'workday', 'next');
    expect(await cookieIn(candidateId, 'workday')).toBe('next');
    expect(await profiles.list(candidateId)).toMatchObject([{ version: isSaved ? 3 : 2, inUseBy: null }]);
    expect(await leftOf(candidateId)).toEqual(ONE_PROFILE);
  }, 30_000);
});

describe('the key of a deleted profile (ci)', () => {
  it('is overwritten in the file of the stream', async () => {
    const store = storeFolder(nats.url);
    if (store === undefined) return; // The server runs in a container; what is tried is the same.
    const candidateId = randomUUID();
    await save(candidateId, 'workday', 'one');
    const [id] = await records.keyIds(candidateId);
    const wrapped = (await records.key(id!))!;
    await waitFor(() => filesWith(store, wrapped).length > 0, { timeoutMs: 5000, what: 'the wrapped key is on the disk' });
    await profiles.delete({ candidateId, name: 'workday' });
    await waitFor(() => filesWith(store, wrapped).length === 0, { timeoutMs: 5000, what: 'the wrapped key is off the disk' });
  });
});
