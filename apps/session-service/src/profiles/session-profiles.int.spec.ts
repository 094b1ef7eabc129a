import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { profileCommands, sessionCommands, type AttachResult, type ProfileView } from '@countersign/contracts';
import { waitFor } from '@countersign/test-kit';
import { chromium, type Page } from 'playwright-core';
import { pointsInto, runningProcesses } from '../browser-host/processes.ts';
import { ServiceProcesses, type ServiceProcess } from '../nodes/service-processes.fixture.ts';
import { LoginSite, type Logins } from './login-site.fixture.ts';
import { filesWith, storeFolder } from './stored-bytes.fixture.ts';

const TIMEOUT_MS = 90_000;
const SHARED_KEY = { SESSION_PROFILE_KEY: randomBytes(32).toString('base64'), SESSION_EGRESS_ALLOW: '127.0.0.0/8' };
const NOBODY: Logins = { session: '', persistent: '', localStorage: '', indexedDb: '', keyWorks: false };
const loggedInAs = (secret: string): Logins => ({ session: `${secret}-session`, persistent: `${secret}-persistent`, localStorage: `${secret}-local`, indexedDb: `${secret}-indexed`, keyWorks: true });

let services: ServiceProcesses;
let site: LoginSite;

beforeAll(async () => {
  [services, site] = [await ServiceProcesses.open(), await LoginSite.open()];
}, 180_000);
afterEach(() => services.endAll(), 60_000);
afterAll(async () => {
  await services?.close();
  await site?.close();
}, 60_000);

async function registerRun(candidateId: string): Promise<string> {
  const runId = randomUUID();
  await services.log.append({
    aggregate: 'run', aggregateId: runId, source: 'gateway', expectedSequence: 0, version: 0, context: { actor: 'key:tests', correlationId: 'a-test', runId },
    events: [{ type: 'countersign.run.registered.v1', data: { candidateId, title: null } }],
  });
  return runId;
}
async function candidateEvent(candidateId: string, expectedSequence: number, version: number, type: 'registered' | 'erased'): Promise<number> {
  const data = type === 'registered' ? { resume: {}, preferences: {}, documents: [] } : {};
  const { sequence } = await services.log.append({
    aggregate: 'candidate', aggregateId: candidateId, source: 'capture-service', expectedSequence, version, context: { actor: 'key:tests', correlationId: 'a-test' },
    events: [{ type: `countersign.candidate.${type}.v1`, data }],
  });
  return sequence;
}

async function start(candidateId: string, profile: { name: string; save: boolean }, more: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID();
  await services.must(sessionCommands.start, { id, runId: await registerRun(candidateId), profile, ...more });
  return id;
}
const refusal = async (candidateId: string, profile: { name: string; save: boolean }): Promise<string> => {
  const reply = await services.command(sessionCommands.start, { id: randomUUID(), runId: await registerRun(candidateId), profile });
  return reply.ok ? 'started' : reply.error.code;
};
const terminate = (id: string): Promise<unknown> => services.must(sessionCommands.terminate, { id });
const profilesOf = (candidateId: string): Promise<ProfileView[]> => services.must<ProfileView[]>(profileCommands.list, { candidateId });

async function inPage<Result>(id: string, use: (page: Page) => Promise<Result>): Promise<Result> {
  const { url, ticket } = await services.must<AttachResult>(sessionCommands.attachCdp, { id });
  const browser = await chromium.connectOverCDP(url, { headers: { Authorization: `Bearer ${ticket}` } });
  try {
    return await use(browser.contexts()[0]!.pages()[0]!);
  } finally {
    await browser.close();
  }
}
const logIn = (id: string, secret: string): Promise<void> => inPage(id, async (page) => {
  await page.goto(`${site.url}/login?secret=${secret}#${secret}`);
  await page.waitForFunction("document.title === 'logged in'");
});
const who = (id: string): Promise<Logins> => inPage(id, async (page) => {
  await page.goto(`${site.url}/who`);
  await page.waitForFunction("document.title === 'looked'");
  return JSON.parse(String(await page.evaluate('document.body.dataset.logins'))) as Logins;
});
async function savedLogin(candidateId: string, name: string, secret: string): Promise<string> {
  const id = await start(candidateId, { name, save: true });
  await logIn(id, secret);
  await terminate(id);
  return id;
}
async function loginOf(candidateId: string, name: string): Promise<Logins> {
  const id = await start(candidateId, { name, save: false });
  const logins = await who(id);
  await terminate(id);
  return logins;
}

/** In no store, no folder and no line of the service, once its session has ended. */
function isNowhereInPlainText(service: ServiceProcess, secret: string, candidateId: string): void {
  const store = storeFolder(services.nats.url);
  for (const folder of [store, service.dataFolder].filter((path) => path !== undefined)) expect([folder, filesWith(folder, secret)]).toEqual([folder, []]);
  // The search would find it: what is not sealed is found.
  if (store !== undefined) expect(filesWith(store, candidateId)).not.toEqual([]);
  expect(service.lines.filter((line) => line.includes(secret) || line.includes(SHARED_KEY.SESSION_PROFILE_KEY))).toEqual([]);
}

describe('a login that a person made once', () => {
  it('is there in the next session, on another node, in another folder, under another account, and nowhere in plain text', async () => {
    const candidateId = randomUUID();
    const secret = 'KNOWNSECRET4711';
    const nodeA = await services.start('a', { ...SHARED_KEY, LOG_LEVEL: 'trace' });
    const id = await start(candidateId, { name: 'workday', save: true });
    expect(await who(id)).toEqual(NOBODY);
    await logIn(id, secret);
    expect(await profilesOf(candidateId)).toEqual([{ name: 'workday', version: 0, savedAt: null, savedBy: null, sizeBytes: null, inUseBy: id }]);
    await terminate(id);
    expect(await services.storyOf(id)).toEqual(['started', 'profile_saved', 'terminated requested']);
    expect(await profilesOf(candidateId)).toMatchObject([{ name: 'workday', version: 1, savedBy: id, inUseBy: null }]);
    expect(services.nothingLeft(nodeA)).toBe(true);
    isNowhereInPlainText(nodeA, secret, candidateId);
    await services.end(nodeA);

    const nodeB = await services.start('b', { ...SHARED_KEY, SESSION_UID_BASE: '67000' });
    const again = await start(candidateId, { name: 'workday', save: true });
    expect(await who(again)).toEqual(loggedInAs(secret));
    await inPage(again, (page) => page.evaluate("localStorage.setItem('token', 'CHANGED-local')"));
    await terminate(again);
    expect(await loginOf(candidateId, 'workday')).toEqual({ ...loggedInAs(secret), localStorage: 'CHANGED-local' });
    expect((await services.eventsOf(again))[0]).toMatchObject({ data: { profile: { candidateId, name: 'workday', save: true, version: 1 } } });
    expect(await profilesOf(candidateId)).toMatchObject([{ version: 2, savedBy: again }]);
    expect(services.nothingLeft(nodeB)).toBe(true);
    isNowhereInPlainText(nodeB, secret, candidateId);
  }, TIMEOUT_MS);

  it('is nobody else\'s: not of another candidate, another profile, or a session without one (thorough)', async () => {
    const [candidateId, other] = [randomUUID(), randomUUID()];
    await services.start('a', { ...SHARED_KEY, SESSION_POOL_SIZE: '1' });
    await savedLogin(candidateId, 'workday', 'MINE');
    expect(await refusal(other, { name: 'workday', save: false })).toBe('profile_not_found');
    for (const id of [await start(other, { name: 'workday', save: true }), await start(candidateId, { name: 'greenhouse', save: true }), await services.startSession()]) {
      expect(await who(id)).toEqual(NOBODY);
      await terminate(id);
    }
  }, TIMEOUT_MS);

  it('has one session at a time that saves it, and any number that use it (ci)', async () => {
    const candidateId = randomUUID();
    await services.start('a', SHARED_KEY);
    await savedLogin(candidateId, 'workday', 'ONE');
    const writer = await start(candidateId, { name: 'workday', save: true });
    expect(await refusal(candidateId, { name: 'workday', save: true })).toBe('profile_in_use');
    await logIn(writer, 'TWO');
    expect(await loginOf(candidateId, 'workday')).toEqual(loggedInAs('ONE'));
    await terminate(writer);
    expect(await loginOf(candidateId, 'workday')).toEqual(loggedInAs('TWO'));
  }, TIMEOUT_MS);
});

describe('a session that saves a profile', () => {
  it('does so when its time is up, with a dialog open and a page that does not want to go (thorough)', async () => {
    const candidateId = randomUUID();
    await services.start('a', SHARED_KEY);
    const id = await start(candidateId, { name: 'workday', save: true }, { ttlSeconds: 10 });
    await logIn(id, 'LATE');
    await inPage(id, (page) => page.evaluate("onbeforeunload = () => 'stay'; setTimeout(() => alert('stay'), 300); 0"));
    await waitFor(async () => (await services.storyOf(id)).length > 1, { timeoutMs: 30_000, what: 'the session has expired' });
    expect(await services.storyOf(id)).toEqual(['started', 'profile_saved', 'expired deadline_reached']);
    await waitFor(async () => (await profilesOf(candidateId))[0]?.inUseBy === null, { timeoutMs: 10_000 });
    expect(await loginOf(candidateId, 'workday')).toEqual(loggedInAs('LATE'));
  }, TIMEOUT_MS);

  it('does so when the service stops (thorough)', async () => {
    const candidateId = randomUUID();
    const service = await services.start('a', SHARED_KEY);
    const id = await start(candidateId, { name: 'workday', save: true });
    await logIn(id, 'DRAINED');
    expect(await services.end(service)).toBe(0);
    expect(await services.storyOf(id)).toEqual(['started', 'profile_saved', 'terminated shutdown']);
    await services.start('b', SHARED_KEY);
    expect(await loginOf(candidateId, 'workday')).toEqual(loggedInAs('DRAINED'));
  }, TIMEOUT_MS);

  it('does so after an outage of NATS in which its time was up (thorough)', async () => {
    const candidateId = randomUUID();
    await services.start('a', SHARED_KEY);
    const id = await start(candidateId, { name: 'workday', save: true }, { ttlSeconds: 12 });
    const startedAtMs = Date.now();
    await logIn(id, 'OUTAGE');
    await services.nats.kill();
    await waitFor(() => Date.now() - startedAtMs > 15_000, { timeoutMs: 20_000 });
    await services.nats.restart();
    await waitFor(async () => (await services.storyOf(id).catch(() => [])).length > 1, { timeoutMs: 40_000, what: 'the session has expired' });
    expect(await services.storyOf(id)).toEqual(['started', 'profile_saved', 'expired deadline_reached']);
    await waitFor(async () => (await profilesOf(candidateId))[0]?.inUseBy === null, { timeoutMs: 10_000 });
    expect(await loginOf(candidateId, 'workday')).toEqual(loggedInAs('OUTAGE'));
  }, TIMEOUT_MS);

  it('does not when its browser crashes or its service is killed: the profile stays as it was, and is free (ci)', async () => {
    const candidateId = randomUUID();
    const service = await services.start('a', SHARED_KEY);
    await savedLogin(candidateId, 'workday', 'KEPT');
    const crashed = await start(candidateId, { name: 'workday', save: true });
    await logIn(crashed, 'LOST');
    const browser = runningProcesses().find(({ pid }) => pointsInto(join(service.dataFolder, 'browsers'), pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('--remote-debugging-pipe'));
    process.kill(browser!.pid, 'SIGKILL');
    await waitFor(async () => (await services.storyOf(crashed)).length > 1, { timeoutMs: 20_000, what: 'the crash is in the log' });
    expect(await services.storyOf(crashed)).toEqual(['started', 'terminated browser_crashed']);
    await waitFor(async () => (await profilesOf(candidateId))[0]?.inUseBy === null, { timeoutMs: 10_000 });

    const killed = await start(candidateId, { name: 'workday', save: true });
    await logIn(killed, 'LOST');
    await services.end(service, 'SIGKILL');
    await services.start('a', SHARED_KEY);
    expect(await services.storyOf(killed)).toEqual(['started', 'terminated host_lost']);
    expect(await profilesOf(candidateId)).toMatchObject([{ version: 1, inUseBy: null }]);
    const next = await start(candidateId, { name: 'workday', save: true });
    expect(await who(next)).toEqual(loggedInAs('KEPT'));
    await terminate(next);
    expect(await profilesOf(candidateId)).toMatchObject([{ version: 2 }]);
  }, TIMEOUT_MS);

  it('says so when what its browser holds is too large, and the profile stays as it was (thorough)', async () => {
    const candidateId = randomUUID();
    const service = await services.start('a', { ...SHARED_KEY, SESSION_PROFILE_BYTES: '2000000' });
    await savedLogin(candidateId, 'workday', 'SMALL');
    const id = await start(candidateId, { name: 'workday', save: true });
    await logIn(id, 'LARGE');
    // Of what cannot be pressed together: LevelDB compresses, sooner or later. It is on the disk some seconds later.
    const large = randomBytes(2_250_000).toString('base64');
    await inPage(id, (page) => page.evaluate((value) => localStorage.setItem('large', value), large));
    await waitFor(() => filesWith(join(service.dataFolder, 'browsers'), large.slice(-64)).length > 0, { timeoutMs: 30_000, what: 'what the page stored is on the disk' });
    await terminate(id);
    expect(await services.storyOf(id)).toEqual(['started', 'profile_not_saved too_large', 'terminated requested']);
    expect(await loginOf(candidateId, 'workday')).toEqual(loggedInAs('SMALL'));
  }, TIMEOUT_MS);

  it('is refused on a node that has another key (ci)', async () => {
    const candidateId = randomUUID();
    const right = await services.start('a', SHARED_KEY);
    await savedLogin(candidateId, 'workday', 'SEALED');
    await services.end(right);
    const wrong = await services.start('b', { SESSION_EGRESS_ALLOW: '127.0.0.0/8' });
    expect(wrong.lines.some((line) => line.includes('sealed with another key'))).toBe(true);
    expect(await refusal(candidateId, { name: 'workday', save: false })).toBe('profile_key_mismatch');
    expect(await refusal(candidateId, { name: 'workday', save: true })).toBe('profile_key_mismatch');
    await services.must(profileCommands.delete, { candidateId, name: 'workday' });
    expect(await profilesOf(candidateId).catch((error: Error) => error.message)).toMatch(/candidate_not_found/);
  }, TIMEOUT_MS);
});

describe('an erased candidate', () => {
  it('has no profiles any more, and a session that still runs saves none', async () => {
    const candidateId = randomUUID();
    await services.start('a', SHARED_KEY);
    const registered = await candidateEvent(candidateId, 0, 0, 'registered');
    await savedLogin(candidateId, 'workday', 'ERASED');
    await savedLogin(candidateId, 'greenhouse', 'ERASED');
    const running = await start(candidateId, { name: 'workday', save: true });
    await logIn(running, 'ERASED');
    await candidateEvent(candidateId, registered, 1, 'erased');
    await waitFor(async () => (await profilesOf(candidateId)).length === 0, { timeoutMs: 15_000, what: 'the profiles are gone' });
    await terminate(running);
    expect(await services.storyOf(running)).toEqual(['started', 'profile_not_saved candidate_erased', 'terminated requested']);
    expect(await profilesOf(candidateId)).toEqual([]);
    expect(await refusal(candidateId, { name: 'workday', save: true })).toBe('candidate_erased');
  }, TIMEOUT_MS);
});
