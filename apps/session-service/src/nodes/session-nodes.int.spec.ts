import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionCommands, SESSION_HOSTS_BUCKET, SESSION_NODES_BUCKET, type AttachResult, type HeartbeatResult, type SessionHealth } from '@countersign/contracts';
import { startFaultyProxy, waitFor, type FaultyProxy } from '@countersign/test-kit';
import { Kvm } from '@nats-io/kv';
import { chromium } from 'playwright-core';
import type { NodeLease } from './domain/node-lease.ts';
import { ServiceProcesses, type ServiceProcess } from './service-processes.fixture.ts';

const LONG_MS = 90_000;
let all: ServiceProcesses;

beforeAll(async () => void (all = await ServiceProcesses.open()), 120_000);
afterEach(() => all.endAll(), 40_000);
afterAll(() => all?.close(), 40_000);

async function leaseOf(name: string): Promise<NodeLease | undefined> {
  const entry = await (await new Kvm(all.connection).open(SESSION_NODES_BUCKET)).get(Buffer.from(`node-${name}`).toString('base64url'));
  return entry?.operation === 'PUT' ? entry.json<NodeLease>() : undefined;
}
const instanceOf = async (name: string): Promise<string> => (await leaseOf(name))!.instance;
/** Until every node has renewed its lease once more after all were ready: each has looked at the others then. */
async function together(names: string[]): Promise<void> {
  const leases = (): Promise<(NodeLease | undefined)[]> => Promise.all(names.map(leaseOf));
  await waitFor(async () => (await leases()).every((lease) => lease?.status === 'ready'), { timeoutMs: 10_000 });
  for (let turn = 0; turn < 2; turn++) {
    const before = await leases();
    await waitFor(async () => (await leases()).every((lease, index) => lease!.renewedAt > before[index]!.renewedAt), { timeoutMs: 10_000 });
  }
}

describe('two session nodes', () => {
  it('answer for each other: any node takes any command, the stream comes from the host', async () => {
    const [a, b] = await Promise.all([all.start('a'), all.start('b')]);
    const instances = [await instanceOf('a'), await instanceOf('b')];
    const runId = await all.registerRun();
    const start = { id: randomUUID(), runId, ttlSeconds: 600 };
    const hostIndex = 1;
    await all.must(sessionCommands.start, start, { to: instances[hostIndex]! });
    const { id } = start;
    expect(await all.nodeOf(id)).toBe('node-b');
    expect([all.nothingLeft(a), all.nothingLeft(b)]).toEqual([true, false]);

    // Sent to any node, again and again: whichever gets it, the host answers.
    for (let turn = 0; turn < 8; turn++) {
      const beat = await all.must<HeartbeatResult>(sessionCommands.heartbeat, { id });
      expect(Date.parse(beat.leaseEndsAt!) - Date.parse(beat.lastHeartbeatAt)).toBe(60_000);
      expect(await all.command(sessionCommands.start, start)).toMatchObject({ ok: true, result: { id } });
    }
    expect(all.nothingLeft(a)).toBe(true);
    expect(await all.must(sessionCommands.takeControl, { id }, { actor: 'user:ada' })).toEqual({ token: 1 });
    const attached = await Promise.all(Array.from({ length: 8 }, () => all.must<AttachResult>(sessionCommands.attachCdp, { id })));
    expect(new Set(attached.map(({ url }) => new URL(url).host)).size).toBe(1);
    expect(new URL(attached[0]!.url).host).toBe(new URL((await leaseOf('b'))!.streamUrl).host);
    await all.must(sessionCommands.returnControl, { id, token: 1 }, { actor: 'user:ada' });
    const browser = await chromium.connectOverCDP(attached[0]!.url, { headers: { Authorization: `Bearer ${attached[0]!.ticket}` } });
    expect(await browser.contexts()[0]!.pages()[0]!.evaluate('1 + 1')).toBe(2);
    await browser.close();
    for (let turn = 0; turn < 4; turn++) await all.must(sessionCommands.grantConsole, { id, mode: 'view' });
    await Promise.all(Array.from({ length: 4 }, () => all.must(sessionCommands.terminate, { id })));
    expect(all.nothingLeft(b)).toBe(true);
    expect(await all.storyOf(id)).toEqual(['started', 'control_taken', 'control_returned returned', ...Array(4).fill('console_granted'), 'terminated requested']);
    expect(await all.command(sessionCommands.heartbeat, { id })).toMatchObject({ ok: false, error: { code: 'session_not_active' } });
    expect(await all.command(sessionCommands.heartbeat, { id: randomUUID() })).toMatchObject({ ok: false, error: { code: 'session_not_found' } });
  }, LONG_MS);

  it('what came on a node\'s own subject is never passed on again (ci)', async () => {
    await Promise.all([all.start('a'), all.start('b')]);
    const id = await all.startSession();
    const [host, other] = (await all.nodeOf(id)) === 'node-a' ? ['a', 'b'] : ['b', 'a'];
    expect(await all.command(sessionCommands.attachCdp, { id }, { to: await instanceOf(host!) })).toMatchObject({ ok: true });
    expect(await all.command(sessionCommands.attachCdp, { id }, { to: await instanceOf(other!) })).toMatchObject({ ok: false, error: { code: 'service_unavailable', details: { node: `node-${host}` } } });
  }, LONG_MS);

  it('share what is started: a full one and one that shuts down send it to the other, until all are full (ci)', async () => {
    const limits = { SESSION_LIMIT: '2', SESSION_NODE_LEASE_SECONDS: '3', SESSION_LIMIT_PER_RUN: '10' };
    const [, b] = await Promise.all([all.start('a', limits), all.start('b', { ...limits, SESSION_DRAIN_SECONDS: '30' })]);
    await together(['a', 'b']);
    const runId = await all.registerRun();
    const replies = await Promise.all(Array.from({ length: 6 }, () => all.command<{ id: string }>(sessionCommands.start, { id: randomUUID(), runId })));
    const started = replies.flatMap((reply) => (reply.ok ? [reply.result.id] : []));
    const refused = replies.flatMap((reply) => (reply.ok ? [] : [reply.error]));
    expect((await Promise.all(started.map((id) => all.nodeOf(id)))).sort()).toEqual(['node-a', 'node-a', 'node-b', 'node-b']);
    expect(refused).toHaveLength(2);
    for (const error of refused) expect(error).toMatchObject({ code: 'session_limit_reached', details: { retryAfterSeconds: expect.any(Number) } });

    const ofA = (await Promise.all(started.map(async (id) => ((await all.nodeOf(id)) === 'node-a' ? [id] : [])))).flat();
    await all.must(sessionCommands.terminate, { id: ofA[0] });
    b.process.kill('SIGTERM');
    await waitFor(async () => (await leaseOf('b'))?.status === 'draining', { timeoutMs: 5_000 });
    // Its own sessions run on, and it still answers for them.
    const ofB = started.filter((id) => !ofA.includes(id));
    await all.must(sessionCommands.heartbeat, { id: ofB[0] });
    const late = randomUUID();
    expect(await all.command(sessionCommands.start, { id: late, runId }, { to: await instanceOf('b') })).toMatchObject({ ok: false, error: { code: 'service_unavailable' } });
    for (let turn = 0; turn < 5; turn++) expect(await all.command(sessionCommands.start, { id: late, runId })).toMatchObject({ ok: true });
    expect(await all.nodeOf(late)).toBe('node-a');
    for (const id of ofB) await all.must(sessionCommands.terminate, { id });
    await waitFor(() => b.process.exitCode !== null, { timeoutMs: 10_000, what: 'the drained node has ended by itself' });
    expect(b.process.exitCode).toBe(0);
    expect(await leaseOf('b')).toBeUndefined();
  }, LONG_MS);

  it('let sessions run on after SIGTERM as long as they may, or until they are told again (thorough)', async () => {
    const service = await all.start('a', { SESSION_DRAIN_SECONDS: '600' });
    const id = await all.startSession();
    service.process.kill('SIGTERM');
    await waitFor(async () => (await leaseOf('a'))?.status === 'draining', { timeoutMs: 5_000 });
    expect(await all.must<SessionHealth>(sessionCommands.health, undefined)).toMatchObject({ status: 'draining', sessions: 1 });
    expect(await all.command(sessionCommands.attachCdp, { id })).toMatchObject({ ok: true });
    service.process.kill('SIGTERM');
    await waitFor(() => service.process.exitCode !== null, { timeoutMs: 10_000 });
    expect(service.process.exitCode).toBe(0);
    expect(await all.storyOf(id)).toEqual(['started', 'terminated shutdown']);
    expect(all.nothingLeft(service)).toBe(true);
  }, LONG_MS);

  it('of one name: the second is refused, and takes over at once when the first was killed (ci)', async () => {
    const first = await all.start('a');
    await expect(all.start('other', { SESSION_NODE: 'node-a' })).rejects.toThrow(/another session-service \(instance .*\) runs under the name node-a: give each its own SESSION_NODE/);
    const id = await all.startSession();
    await all.end(first, 'SIGKILL');
    const beganMs = performance.now();
    await all.start('other', { SESSION_NODE: 'node-a' });
    expect(performance.now() - beganMs).toBeLessThan(15_000);
    expect(await all.storyOf(id)).toEqual(['started', 'terminated host_lost']);
  }, LONG_MS);
});

describe('a node that is lost', () => {
  const lease = { SESSION_NODE_LEASE_SECONDS: '3' };
  const isLost = async (id: string): Promise<boolean> => (await all.storyOf(id)).at(-1) === 'terminated host_lost';
  async function pairWithSession(): Promise<{ id: string; host: ServiceProcess; other: ServiceProcess }> {
    const [a, b] = await Promise.all([all.start('a', lease), all.start('b', lease)]);
    const id = await all.startSession({ heartbeatTimeoutSeconds: null });
    const isA = (await all.nodeOf(id)) === 'node-a';
    return isA ? { id, host: a, other: b } : { id, host: b, other: a };
  }

  it('by kill -9: another node ends its sessions, and forgets them', async () => {
    const { id, host } = await pairWithSession();
    await all.must(sessionCommands.heartbeat, { id });
    const { runid } = (await all.eventsOf(id))[0]!;
    await all.end(host, 'SIGKILL');
    // Until its lease is over nobody knows whether it is lost.
    expect(await all.command(sessionCommands.attachCdp, { id })).toMatchObject({ ok: false, error: { code: 'service_unavailable', details: { node: `node-${host.name}` } } });
    await waitFor(() => isLost(id), { timeoutMs: 15_000 });
    expect((await all.eventsOf(id)).at(-1)).toMatchObject({ actor: 'service:session-service', runid, data: { lastHeartbeatAt: expect.any(String) } });
    expect(await all.command(sessionCommands.heartbeat, { id })).toMatchObject({ ok: false, error: { code: 'session_not_active', details: { endedReason: 'host_lost' } } });
    expect(await all.command(sessionCommands.terminate, { id })).toMatchObject({ ok: true });
    const hosts = await new Kvm(all.connection).open(SESSION_HOSTS_BUCKET);
    await waitFor(async () => (await hosts.get(id))?.operation !== 'PUT');
  }, LONG_MS);

  it('by a pause: when it goes on it ends what others declared lost, and begins anew (thorough)', async () => {
    const { id, host, other } = await pairWithSession();
    host.process.kill('SIGSTOP');
    await waitFor(() => isLost(id), { timeoutMs: 15_000 });
    expect(all.nothingLeft(host)).toBe(false);
    host.process.kill('SIGCONT');
    await waitFor(() => all.nothingLeft(host), { timeoutMs: 15_000 });
    await waitFor(async () => (await leaseOf(host.name))?.status === 'ready', { timeoutMs: 10_000 });
    expect(await all.storyOf(id)).toEqual(['started', 'terminated host_lost']);
    await all.end(other);
    const again = await all.startSession();
    expect(await all.nodeOf(again)).toBe(`node-${host.name}`);
  }, LONG_MS);

  it('by a pause, after its name went to another: it ends (thorough)', async () => {
    const first = await all.start('a', lease);
    const id = await all.startSession();
    first.process.kill('SIGSTOP');
    await all.start('other', { ...lease, SESSION_NODE: 'node-a' });
    expect(await all.storyOf(id)).toEqual(['started', 'terminated host_lost']);
    first.process.kill('SIGCONT');
    await waitFor(() => first.process.exitCode !== null, { timeoutMs: 20_000 });
    expect(first.process.exitCode).toBe(1);
    expect(first.lines.join('\n')).toContain('another session-service took the name of this node');
    expect(await all.must<SessionHealth>(sessionCommands.health, undefined)).toMatchObject({ status: 'ready', node: 'node-a', sessions: 0 });
  }, LONG_MS);
});

describe('a node that is cut off', () => {
  let proxy: FaultyProxy;
  afterEach(async () => {
    await all.endAll();
    await proxy?.stop();
  }, 40_000);

  it('does nothing for its sessions after its lease, and ends them when it hears that they were declared lost (ci)', async () => {
    proxy = await startFaultyProxy(all.nats.url);
    const lease = { SESSION_NODE_LEASE_SECONDS: '3' };
    const [a] = await Promise.all([all.start('a', { ...lease, NATS_URL: proxy.url }), all.start('b', lease)]);
    const id = randomUUID();
    await all.must(sessionCommands.start, { id, runId: await all.registerRun(), heartbeatTimeoutSeconds: null }, { to: await instanceOf('a') });
    const { url, ticket } = await all.must<AttachResult>(sessionCommands.attachCdp, { id });
    const browser = await chromium.connectOverCDP(url, { headers: { Authorization: `Bearer ${ticket}` } });
    const closed = new Promise((resolve) => browser.once('disconnected', resolve));
    const page = browser.contexts()[0]!.pages()[0]!;
    const drive = (): Promise<unknown> => page.evaluate('1 + 1').catch((error: Error) => error.message);
    expect(await drive()).toBe(2);

    // What it sends arrives, what it is told does not: it cannot know whether it still has its lease.
    proxy.loseAnswers(true);
    await waitFor(async () => String(await drive()).includes('human_has_control'), { timeoutMs: 8_000, what: 'the browser is out of reach' });
    await waitFor(async () => (await all.storyOf(id)).at(-1) === 'terminated host_lost', { timeoutMs: 15_000 });
    expect(String(await drive())).toContain('human_has_control');
    expect(all.nothingLeft(a)).toBe(false);

    proxy.loseAnswers(false);
    proxy.cut();
    await closed;
    await waitFor(() => all.nothingLeft(a), { timeoutMs: 15_000 });
    await waitFor(async () => (await leaseOf('a'))?.status === 'ready', { timeoutMs: 10_000 });
    expect(await all.storyOf(id)).toEqual(['started', 'terminated host_lost']);
  }, LONG_MS);
});

describe('an outage of NATS', () => {
  it('longer than heartbeat and node leases ends no session, and each has a whole lease afterwards (thorough)', async () => {
    await Promise.all(['a', 'b'].map((name) => all.start(name, { SESSION_NODE_LEASE_SECONDS: '3' })));
    const ids = await Promise.all([1, 2].map(() => all.startSession({ heartbeatTimeoutSeconds: 8 })));
    await all.nats.kill();
    await new Promise((resolve) => setTimeout(resolve, 10_000)); // The outage itself.
    await all.nats.restart();
    await waitFor(async () => (await all.command(sessionCommands.heartbeat, { id: ids[0] }, { timeoutMs: 1_000 }).catch(() => undefined))?.ok, { timeoutMs: 15_000, everyMs: 200 });
    for (const id of ids) expect(await all.storyOf(id)).toEqual(['started']);
    await waitFor(async () => (await all.command(sessionCommands.attachCdp, { id: ids[1] })).ok, { timeoutMs: 6_000, what: 'the browser of a session that nobody was heard of is in reach' });
    await waitFor(async () => (await all.storyOf(ids[1]!)).at(-1) === 'expired heartbeat_lost', { timeoutMs: 15_000 });
  }, LONG_MS);
});
