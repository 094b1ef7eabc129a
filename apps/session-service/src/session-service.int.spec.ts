import { randomUUID } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { SESSION_LEASES_BUCKET, sessionCommands, type AttachResult, type CommandReply, type SessionHealth, type SignOfLife } from '@countersign/contracts';
import { connectNats, jetStreamEventLog, type EventLog } from '@countersign/event-log';
import { buildOnce, startNats, temporaryFolder, waitFor, type TemporaryFolder, type TestNats } from '@countersign/test-kit';
import { Kvm } from '@nats-io/kv';
import { createInbox, type NatsConnection } from '@nats-io/transport-node';
import { chromium } from 'playwright-core';
import { pointsInto, runningProcesses } from './browser-host/processes.ts';

const WORKSPACE = join(import.meta.dirname, '../../..');
const MAIN = join(import.meta.dirname, '../dist/main.js');
const START_TIMEOUT_MS = 60_000;

let nats: TestNats;
let connection: NatsConnection;
let log: EventLog;
let folder: TemporaryFolder;
const services = new Set<ChildProcess>();

interface Service {
  readonly process: ChildProcess;
  readonly dataFolder: string;
  readonly lines: string[];
}

/** The built service in a process of its own: what is tried here is what happens when that process is killed. */
async function startService(name: string, environment: Record<string, string> = {}): Promise<Service> {
  const dataFolder = join(folder.path, name);
  mkdirSync(dataFolder, { recursive: true, mode: 0o755 });
  const child = spawn(process.execPath, ['--enable-source-maps', MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NATS_URL: nats.url, SESSION_DATA_DIR: dataFolder, SESSION_NODE: `node-${name}`, SESSION_POOL_SIZE: '0', ...environment },
  });
  services.add(child);
  const lines: string[] = [];
  for (const stream of [child.stdout!, child.stderr!]) createInterface(stream).on('line', (line) => lines.push(line));
  const isReady = (): boolean => lines.some((line) => line.includes('"msg":"ready"'));
  await waitFor(() => isReady() || child.exitCode !== null, { timeoutMs: 20_000, what: 'the service is ready' });
  if (!isReady()) throw new Error(`the service ended:\n${lines.join('\n')}`);
  return { process: child, dataFolder, lines };
}

async function ended(child: ChildProcess, signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (signal) child.kill(signal);
  await waitFor(() => child.exitCode !== null || child.signalCode !== null, { timeoutMs: 20_000, what: 'the service has ended' });
  services.delete(child);
  return child.exitCode;
}

/** As Nest's client sends a request. */
async function command<Result = unknown>(pattern: string, data: unknown, actor = 'key:tests'): Promise<CommandReply<Result>> {
  const payload = JSON.stringify({ pattern, id: randomUUID(), data: { data, meta: { actor, correlationId: 'a-test' } } });
  const inbox = createInbox();
  const answers = connection.subscribe(inbox, { timeout: START_TIMEOUT_MS });
  connection.publish(pattern, payload, { reply: inbox });
  for await (const answer of answers) {
    const { response } = answer.json<{ response?: CommandReply<Result> | SignOfLife }>();
    if (response && 'ok' in response) return response;
  }
  throw new Error(`no answer to ${pattern}`);
}

async function must<Result>(pattern: string, data: unknown, actor?: string): Promise<Result> {
  const reply = await command<Result>(pattern, data, actor);
  if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  return reply.result;
}

async function registerRun(): Promise<string> {
  const runId = randomUUID();
  await log.append({
    aggregate: 'run', aggregateId: runId, source: 'gateway', expectedSequence: 0, version: 0,
    events: [{ type: 'countersign.run.registered.v1', data: { candidateId: randomUUID(), title: null } }],
    context: { actor: 'key:tests', correlationId: 'a-test', runId },
  });
  return runId;
}

async function startSession(parameters: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID();
  await must(sessionCommands.start, { id, runId: await registerRun(), ...parameters });
  return id;
}

const eventsOf = async (id: string) => (await log.load('session', id)).flatMap((commit) => commit.events);
const lastEventOf = async (id: string) => (await eventsOf(id)).at(-1);
/** Every live process of the service's browsers: flags or variables of each point into the data folder. */
const browserProcesses = (service: Service): number[] => {
  const roots = runningProcesses().filter(({ pid }) => pid !== service.process.pid && pid !== process.pid && pointsInto(join(service.dataFolder, 'browsers'), pid));
  const uids = new Set(roots.map(({ uid }) => uid).filter((uid) => uid !== process.getuid!()));
  return runningProcesses().filter(({ pid, uid }) => uids.has(uid) || roots.some((root) => root.pid === pid)).map(({ pid }) => pid);
};
const browserFolders = (service: Service): string[] => readdirSync(join(service.dataFolder, 'browsers'));
const nothingLeft = (service: Service): boolean => browserProcesses(service).length === 0 && browserFolders(service).length === 0;

beforeAll(async () => {
  buildOnce(WORKSPACE, '@countersign/session-service');
  nats = await startNats();
  connection = await connectNats({ natsUrl: nats.url, name: 'tests' });
  log = await jetStreamEventLog(connection);
  folder = await temporaryFolder();
}, 120_000);
afterEach(async () => {
  for (const child of services) await ended(child, 'SIGTERM');
}, 30_000);
afterAll(async () => {
  await log?.close();
  await connection?.close();
  await nats?.stop();
  await folder?.remove();
});

describe('a session of the service', () => {
  it('starts, is driven over CDP, and leaves nothing when it is terminated', async () => {
    const service = await startService('a');
    const runId = await registerRun();
    const id = randomUUID();
    const start = { id, runId, startUrl: 'about:blank', ttlSeconds: 600 };
    expect(await must(sessionCommands.start, start)).toEqual({ id });
    expect(await eventsOf(id)).toMatchObject([{ type: 'countersign.session.started.v1', runid: runId, actor: 'key:tests', correlationid: 'a-test', data: { node: 'node-a' } }]);
    expect(await must(sessionCommands.start, start)).toEqual({ id });
    expect(await command(sessionCommands.start, { ...start, ttlSeconds: 700 })).toMatchObject({ ok: false, error: { code: 'session_exists' } });

    const { url, ticket } = await must<AttachResult>(sessionCommands.attachCdp, { id });
    const browser = await chromium.connectOverCDP(url, { headers: { Authorization: `Bearer ${ticket}` } });
    const page = browser.contexts()[0]!.pages()[0]!;
    await page.goto('data:text/html,<title>hello</title>');
    expect(await page.title()).toBe('hello');
    expect(await page.evaluate('[innerWidth, innerHeight, outerWidth - screen.width, outerHeight - screen.height]')).toEqual([1280, 800, 0, 0]);
    expect(browserProcesses(service).length).toBeGreaterThan(3);

    const disconnected = new Promise((resolve) => browser.once('disconnected', resolve));
    const terminated = await command(sessionCommands.terminate, { id });
    expect(terminated).toMatchObject({ ok: true, version: 2 });
    expect(nothingLeft(service)).toBe(true);
    await disconnected;
    expect(await command(sessionCommands.terminate, { id })).toMatchObject({ ok: true, version: 2 });
    expect(await lastEventOf(id)).toMatchObject({ type: 'countersign.session.terminated.v1', data: { reason: 'requested' } });
    expect(await command(sessionCommands.attachCdp, { id })).toMatchObject({ ok: false, error: { code: 'session_not_active' } });
    expect(await command(sessionCommands.heartbeat, { id })).toMatchObject({ ok: false, error: { code: 'session_not_active' } });
  }, START_TIMEOUT_MS);

  it('refuses what cannot be, and changes nothing', async () => {
    const service = await startService('b', { SESSION_LIMIT: '1' });
    const id = randomUUID();
    const runId = await registerRun();
    expect(await command(sessionCommands.start, { id, runId: randomUUID() })).toMatchObject({ ok: false, error: { code: 'run_not_found' } });
    expect(await command(sessionCommands.start, { id, runId, viewport: { width: 1 } })).toMatchObject({ ok: false, error: { code: 'command_invalid' } });
    expect(await command(sessionCommands.start, { id, runId, startUrl: 'file:///etc/passwd' })).toMatchObject({ ok: false, error: { code: 'command_invalid' } });
    expect(await command(sessionCommands.terminate, { id })).toMatchObject({ ok: false, error: { code: 'session_not_found' } });
    expect(await command(sessionCommands.heartbeat, { id })).toMatchObject({ ok: false, error: { code: 'session_not_found' } });
    expect(nothingLeft(service)).toBe(true);
    const [first, second] = await Promise.all([1, 2].map(() => command(sessionCommands.start, { id: randomUUID(), runId })));
    expect([first, second].filter((reply) => reply!.ok)).toHaveLength(1);
    expect([first, second]).toContainEqual(expect.objectContaining({ ok: false, error: expect.objectContaining({ code: 'session_limit_reached' }) }));
    expect(await log.load('session', id)).toEqual([]);
    const health = await must<SessionHealth>(sessionCommands.health, undefined);
    expect(health).toEqual({ status: 'ready', node: 'node-b', sessions: 1, sessionLimit: 1, poolReady: 0 });
  }, START_TIMEOUT_MS);

  it('says why the browser did not start (ci)', async () => {
    const service = await startService('c', { CHROMIUM_BIN: '/nowhere/chromium' });
    const id = randomUUID();
    const reply = await command(sessionCommands.start, { id, runId: await registerRun() });
    expect(reply).toMatchObject({ ok: false, error: { code: 'session_start_failed', details: { reason: expect.stringContaining('/nowhere/chromium was not found') } } });
    expect(await eventsOf(id)).toMatchObject([{ type: 'countersign.session.start_failed.v1', data: { reason: expect.stringContaining('/nowhere/chromium') } }]);
    expect(nothingLeft(service)).toBe(true);
  }, START_TIMEOUT_MS);

  it('expires when its heartbeats stop, and lives on while they come (ci)', async () => {
    const service = await startService('d');
    const [silent, beating] = await Promise.all([startSession({ heartbeatTimeoutSeconds: 5 }), startSession({ heartbeatTimeoutSeconds: 5 })]);
    const beat = () => must<{ lastHeartbeatAt: string }>(sessionCommands.heartbeat, { id: beating });
    const last = await waitFor(async () => {
      const { lastHeartbeatAt } = await beat();
      return (await lastEventOf(silent!))?.type === 'countersign.session.expired.v1' && lastHeartbeatAt;
    }, { timeoutMs: 15_000, everyMs: 500 });
    expect(await lastEventOf(silent!)).toMatchObject({ actor: 'service:session-service', data: { reason: 'heartbeat_lost', lastHeartbeatAt: null } });
    expect(await eventsOf(beating!)).toHaveLength(1);
    const lease = await (await new Kvm(connection).open(SESSION_LEASES_BUCKET)).get(beating!);
    expect(lease?.json()).toEqual({ sessionId: beating, lastHeartbeatAt: last });
    await must(sessionCommands.terminate, { id: beating });
    await waitFor(() => nothingLeft(service));
    expect(await lastEventOf(beating!)).toMatchObject({ data: { lastHeartbeatAt: last } });
  }, START_TIMEOUT_MS);

  it('is terminated as crashed when its browser dies', async () => {
    const service = await startService('e');
    const id = await startSession();
    process.kill(runningProcesses().find(({ pid }) => pointsInto(join(service.dataFolder, 'browsers'), pid))!.pid, 'SIGKILL');
    await waitFor(async () => (await lastEventOf(id))?.type === 'countersign.session.terminated.v1');
    expect(await lastEventOf(id)).toMatchObject({ data: { reason: 'browser_crashed' } });
    await waitFor(() => nothingLeft(service));
  }, START_TIMEOUT_MS);
});

describe('consoles and control of a session', () => {
  it('go from a grant, once, to a ticket, and from hand to hand', async () => {
    await startService('f');
    const id = await startSession();
    const grant = await must<{ grantId: string; secret: string }>(sessionCommands.grantConsole, { id, mode: 'control', user: 'ada' });
    expect(await command(sessionCommands.openConsole, { id, secret: grant.secret }, 'user:bob')).toMatchObject({ ok: false, error: { code: 'grant_not_yours' } });
    const opened = await must<{ consoleId: string; cookieSecret: string }>(sessionCommands.openConsole, { id, secret: grant.secret }, 'user:ada');
    expect(opened).toMatchObject({ mode: 'control', user: 'user:ada' });
    expect(await command(sessionCommands.openConsole, { id, secret: grant.secret }, 'user:ada')).toMatchObject({ ok: false, error: { code: 'grant_used' } });
    const attach = { id, consoleId: opened.consoleId, cookieSecret: opened.cookieSecret };
    expect(await must(sessionCommands.attachConsole, attach)).toMatchObject({ url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/sessions\//), ticket: expect.any(String) });
    expect(await command(sessionCommands.attachConsole, { ...attach, cookieSecret: grant.secret })).toMatchObject({ ok: false, error: { code: 'console_not_open' } });

    expect(await must(sessionCommands.takeControl, { id }, 'user:ada')).toEqual({ token: 1 });
    expect(await command(sessionCommands.takeControl, { id }, 'user:bob')).toMatchObject({ ok: false, error: { code: 'control_held' } });
    const handoffId = randomUUID();
    await must(sessionCommands.requestHandoff, { id, handoffId, reason: 'captcha', instructions: 'Solve it.', timeoutSeconds: 60 });
    await must(sessionCommands.completeHandoff, { id, handoffId, outcome: 'done' }, 'user:ada');
    expect(await must(sessionCommands.takeControl, { id }, 'user:bob')).toEqual({ token: 2 });
    await must(sessionCommands.revokeConsole, { id, grantId: grant.grantId });
    expect(await command(sessionCommands.attachConsole, attach)).toMatchObject({ ok: false, error: { code: 'console_not_open' } });
    const text = JSON.stringify(await log.load('session', id));
    for (const secret of [grant.secret, opened.cookieSecret]) expect(text).not.toContain(secret);
  }, START_TIMEOUT_MS);
});

describe('the end of the service', () => {
  it('by SIGTERM ends every session first (ci)', async () => {
    const service = await startService('g');
    const ids = [await startSession(), await startSession()];
    expect(await ended(service.process, 'SIGTERM')).toBe(0);
    expect(nothingLeft(service)).toBe(true);
    for (const id of ids) expect(await lastEventOf(id)).toMatchObject({ type: 'countersign.session.terminated.v1', data: { reason: 'shutdown' } });
  }, START_TIMEOUT_MS);

  it('by SIGKILL leaves no process; the next start removes the files and says that the host was lost (ci)', async () => {
    const service = await startService('h', { SESSION_POOL_SIZE: '1' });
    const id = await startSession();
    const terminated = await startSession();
    await must(sessionCommands.terminate, { id: terminated });
    await must(sessionCommands.heartbeat, { id });
    await ended(service.process, 'SIGKILL');
    await waitFor(() => browserProcesses(service).length === 0, { timeoutMs: 5000 });
    expect(browserFolders(service).length).toBeGreaterThan(0);
    expect(await eventsOf(id)).toHaveLength(1);
    const again = await startService('h');
    expect(await lastEventOf(id)).toMatchObject({ type: 'countersign.session.terminated.v1', data: { reason: 'host_lost', lastHeartbeatAt: expect.any(String) } });
    expect(await lastEventOf(terminated)).toMatchObject({ data: { reason: 'requested' } });
    expect(nothingLeft(again)).toBe(true);
  }, START_TIMEOUT_MS);

  it('is refused to a second one that uses the same folder (ci)', async () => {
    await startService('i');
    await expect(startService('i')).rejects.toThrow('another session-service');
  }, START_TIMEOUT_MS);
});
