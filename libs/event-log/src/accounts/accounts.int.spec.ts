import { randomUUID } from 'node:crypto';
import {
  DOCUMENTS_BUCKET, EVENTS_STREAM, EVENTS_WILDCARD, JETSTREAM_API_PREFIX, JOURNAL_STREAM, JOURNAL_SUBJECT, PROFILE_RECORDS_BUCKET, PROFILES_BUCKET, RECORDINGS_BUCKET, SERVICE_NAMES, SESSION_HOSTS_BUCKET, SESSION_LEASES_BUCKET,
  sessionCommands, subjectOf, type AggregateName, type BusUser, type ServiceName,
} from '@countersign/contracts';
import { startNats, waitFor, type TestNats } from '@countersign/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AckPolicy, DeliverPolicy, type JetStreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { Objm } from '@nats-io/obj';
import { createInbox, headers, type NatsConnection } from '@nats-io/transport-node';
import { writeHeaders } from '../commit/commit-headers.ts';
import { encodeCommit } from '../commit/encode-commit.ts';
import { appendSome, commitOf, context, NEW, registered, withText } from '../contract-suite/candidates.ts';
import { UnacknowledgedError } from '../errors.ts';
import type { Commit, EventLog } from '../event-log.ts';
import { Acknowledgements } from '../jetstream/acknowledgements.ts';
import { publishCommit } from '../jetstream/appender.ts';
import { connectNats, jetStreamManagerOf, jetStreamOf } from '../jetstream/connect.ts';
import { jetStreamEventLog } from '../jetstream/jetstream-event-log.ts';
import { natsAccounts, natsUrlOf, passwordsFor } from './nats-accounts.ts';
import { prepareNats } from './prepare-nats.ts';

const API = JETSTREAM_API_PREFIX;
const passwords = passwordsFor((user) => `secret of ${user}`);
let nats: TestNats;
const connections = new Map<BusUser, NatsConnection>();
const logs = new Map<ServiceName, EventLog>();
let operator: JetStreamManager;

/** As in `NATS_URL`. */
const urlOf = (user: BusUser): string => natsUrlOf(user, passwords[user], new URL(nats.url).host);
const at = (user: BusUser): NatsConnection => connections.get(user)!;
const logOf = (service: ServiceName): EventLog => logs.get(service)!;
const stored = async (): Promise<number> => (await operator.streams.info(EVENTS_STREAM)).state.last_seq;

beforeAll(async () => {
  nats = await startNats({ accounts: natsAccounts(passwords) });
  const bootstrap = await connectNats({ natsUrl: urlOf('bootstrap') });
  await prepareNats(bootstrap, { recordingRetentionMs: 24 * 3600 * 1000 });
  await bootstrap.close();
  for (const user of [...SERVICE_NAMES, 'operator'] as const) connections.set(user, await connectNats({ natsUrl: urlOf(user), name: user }));
  for (const service of SERVICE_NAMES) logs.set(service, await jetStreamEventLog(at(service), { idleCheckMs: 100 }));
  operator = await jetStreamManagerOf(at('operator'));
}, 60_000);

afterAll(async () => {
  for (const log of logs.values()) await log.close();
  for (const connection of connections.values()) await connection.close();
  await nats.stop();
});

/** What came back within a moment: a text of an answer, or why there was none. */
async function ask(user: BusUser, subject: string, body: unknown = ''): Promise<string> {
  try {
    return (await at(user).request(subject, typeof body === 'string' ? body : JSON.stringify(body), { timeout: 1_000 })).string();
  } catch (error) {
    return (error as Error).name;
  }
}

describe('what the services are given', () => {
  it('appends, loads and follows, also what fits into no message', async () => {
    const log = logOf('capture-service');
    const id = randomUUID();
    const first = await log.append(commitOf(id, NEW, [registered()]));
    await log.append(commitOf(id, first, [withText('x'.repeat(2_000_000))]));
    await expect(log.append(commitOf(id, first, [withText('late')]))).rejects.toThrow('is not at sequence');
    for (const reader of ['session-service', 'capture-service', 'gateway'] as const) expect(await logOf(reader).load('candidate', id)).toHaveLength(2);
    const seen: Commit[] = [];
    const follower = await logOf('gateway').follow({ after: 0, onBatch: (commits) => { seen.push(...commits); return Promise.resolve(); } });
    await waitFor(() => follower.position === first.sequence + 1);
    const [next] = await appendSome(log, 1);
    await waitFor(() => follower.position === next!);
    await follower.stop();
    expect(JSON.stringify(seen.at(-2)!.events).length).toBeGreaterThan(2_000_000);
    expect((await logOf('gateway').verify()).firstWrong).toBeUndefined();
  });

  it('lets session-service and the notifier react, once for each commit', async () => {
    const seen: Record<string, number[]> = { 'session-service-erased-profiles': [], notifier: [] };
    const react = (service: ServiceName, name: string) => logOf(service).react({ name, handle: ({ sequence }) => { seen[name]!.push(sequence); return Promise.resolve(); } });
    const reactors = await Promise.all([react('session-service', 'session-service-erased-profiles'), react('notifier', 'notifier')]);
    const last = (await appendSome(logOf('capture-service'), 3)).at(-1)!;
    await waitFor(() => Object.values(seen).every((sequences) => sequences.length === last), { timeoutMs: 10_000 });
    await waitFor(async () => (await operator.consumers.info(EVENTS_STREAM, 'notifier')).num_ack_pending === 0);
    await Promise.all(reactors.map((reactor) => reactor.stop()));
    expect(seen['notifier']).toEqual(Array.from({ length: last }, (_, index) => index + 1));
  });

  it('lets a system outside register runs, under a name of its own', async () => {
    const id = randomUUID();
    const events = [{ type: 'countersign.run.registered.v1', data: { candidateId: randomUUID(), title: null } }];
    const { sequence } = await logOf('application-system').append({ aggregate: 'run', aggregateId: id, source: 'application-system', expectedSequence: 0, version: 0, events, context });
    expect((await logOf('gateway').load('run', id)).map((commit) => commit.sequence)).toEqual([sequence]);
    await expect(logOf('application-system').append({ ...commitOf(randomUUID(), NEW, [registered()]), source: 'application-system' })).rejects.toThrow('may not write candidate');
  });

  it('keeps the leases of sessions, where the gateway sees them', async () => {
    const mine = await new Kvm(jetStreamOf(at('session-service'))).create(SESSION_LEASES_BUCKET, { history: 1 });
    const seen: string[] = [];
    const watched = await (await new Kvm(jetStreamOf(at('gateway'))).open(SESSION_LEASES_BUCKET)).watch();
    void (async () => { for await (const entry of watched) seen.push(`${entry.operation} ${entry.key}`); })();
    const revision = await mine.create('a', '1');
    await mine.update('a', '2', revision);
    await mine.put('b', '1');
    await mine.delete('b');
    expect((await mine.get('a'))?.string()).toBe('2');
    const keys: string[] = [];
    for await (const key of await mine.keys()) keys.push(key);
    expect(keys).toEqual(['a']);
    await waitFor(() => seen.length === 4);
    watched.stop();
    expect(seen).toEqual(['PUT a', 'PUT a', 'PUT b', 'DEL b']);
  });

  it('keeps objects, and removes those that are its own', async () => {
    const bytes = Buffer.alloc(400_000, 'd');
    for (const [bucket, writer, reader] of [[DOCUMENTS_BUCKET, 'gateway', 'capture-service'], [DOCUMENTS_BUCKET, 'capture-service', 'gateway'], [RECORDINGS_BUCKET, 'session-service', 'gateway']] as const) {
      const name = randomUUID();
      await (await new Objm(jetStreamOf(at(writer))).create(bucket)).putBlob({ name }, bytes);
      expect(bytes.equals((await (await new Objm(jetStreamOf(at(reader))).open(bucket)).getBlob(name))!)).toBe(true);
    }
    const profiles = await new Objm(jetStreamOf(at('session-service'))).create(PROFILES_BUCKET);
    await profiles.putBlob({ name: 'p' }, bytes);
    await profiles.delete('p');
    const manager = await jetStreamManagerOf(at('session-service'));
    expect((await manager.streams.info(`OBJ_${PROFILES_BUCKET}`)).state.messages).toBe(1);
    const records = await new Kvm(jetStreamOf(at('session-service'))).create(PROFILE_RECORDS_BUCKET);
    expect(await manager.streams.deleteMessage(`KV_${PROFILE_RECORDS_BUCKET}`, await records.put('key', 'secret'), true)).toBe(true);
  });

  it('carries commands, signs of life and "nobody is there" between those that are meant to speak', async () => {
    // nats-server 2.9 does not say across accounts that nobody is there.
    expect(await ask('gateway', sessionCommands.start)).toMatch(/NoResponders|RequestError|TimeoutError/);
    const server = at('session-service').subscribe(sessionCommands.start, { queue: 'session-service', callback: (_, message) => { message.respond('working'); message.respond('done'); } });
    await at('session-service').flush();
    const inbox = createInbox();
    const answers: string[] = [];
    at('gateway').subscribe(inbox, { callback: (_, message) => void answers.push(message.string()) });
    at('gateway').publish(sessionCommands.start, '{}', { reply: inbox });
    await waitFor(() => answers.length === 2);
    expect(answers).toEqual(['working', 'done']);
    for (const stranger of ['capture-service', 'notifier', 'application-system', 'operator'] as const) expect(await ask(stranger, sessionCommands.start)).not.toMatch(/working|done/);
    server.unsubscribe();
  });
});

describe('what no service can', () => {
  const OWN: Record<ServiceName, readonly AggregateName[]> = {
    'session-service': ['session'], 'capture-service': ['capture', 'candidate'], gateway: ['run', 'task'], 'application-system': ['run', 'task'], notifier: [],
  };
  const foreign = SERVICE_NAMES.flatMap((service) => (['run', 'task', 'candidate', 'session', 'capture'] as const).filter((aggregate) => !OWN[service].includes(aggregate)).map((aggregate) => [service, aggregate] as const));

  it.each(foreign)('%s stores nothing on a subject of %s', async (service, aggregate) => {
    const before = await stored();
    const subject = subjectOf(aggregate, randomUUID());
    expect(await ask(service, subject, '[]')).toMatch(NOBODY);
    at(service).publish(subject, '[]');
    expect(await ask(service, `${API}.${subject}`, '[]')).toMatch(NOBODY);
    expect(await stored()).toBe(before);
  });

  /** As raw as it gets: the tricks by which permissions of users in one account were got round. */
  const tricks: [string, (onto: string) => Promise<void>][] = [
    ['the server\'s answer is led there: stream info', async (onto) => send('gateway', `${API}.STREAM.INFO.${EVENTS_STREAM}`, '', onto)],
    ['the server\'s answer is led there: consumer info', async (onto) => send('notifier', `${API}.CONSUMER.INFO.${EVENTS_STREAM}.notifier`, '', onto)],
    ['the server\'s answer is led there: a direct get', async (onto) => send('capture-service', `${API}.DIRECT.GET.${EVENTS_STREAM}`, JSON.stringify({ seq: 1 }), onto)],
    ['the acknowledgement of a key is led there', async (onto) => send('capture-service', `${API}.$KV.open-submissions.x`, '[]', onto)],
    ['the status of a pull is led there', async (onto) => send('gateway', `${API}.CONSUMER.MSG.NEXT.${EVENTS_STREAM}.gateway-webhooks`, JSON.stringify({ batch: 100, expires: 1e9 }), onto)],
    ['the messages of a pull are led there', async (onto) => send('notifier', `${API}.CONSUMER.MSG.NEXT.${EVENTS_STREAM}.notifier`, JSON.stringify({ batch: 100, no_wait: true }), onto)],
  ];
  it.each(tricks)('writes on the subject of a session when %s', async (_, play) => {
    await appendSome(logOf('capture-service'), 1);
    const [before, onto] = [await stored(), subjectOf('session', randomUUID())];
    await play(onto);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([await stored(), await lastOn(onto)]).toEqual([before, null]);
  });

  it('stores an old event of another again: a pull that is answered onto its subject', async () => {
    const subject = subjectOf('session', randomUUID());
    const { seq } = await jetStreamOf(at('session-service')).publish(subject, '[]', { msgID: randomUUID() });
    for (const reply of [subject, subjectOf('session', randomUUID())]) send('notifier', `${API}.CONSUMER.MSG.NEXT.${EVENTS_STREAM}.notifier`, JSON.stringify({ batch: 100, no_wait: true }), reply);
    await at('notifier').flush();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([await stored(), (await lastOn(subject))?.seq]).toEqual([seq, seq]);
  });

  it('leads the acknowledgement of an own event onto the subject of a session', async () => {
    const onto = subjectOf('session', randomUUID());
    const before = await stored();
    const { headers: beside, payload, subject } = encodeCommit(commitOf(randomUUID(), NEW, [registered()]));
    const own = headers();
    writeHeaders(beside, (name, value) => own.set(name, value));
    at('capture-service').publish(subject, payload, { reply: onto, headers: own });
    await waitFor(async () => (await stored()) > before);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([await stored(), await lastOn(onto)]).toEqual([before + 1, null]);
  });

  it('has an event of another taken for a repeat: a commit id that is used first is no success', async () => {
    const encoded = encodeCommit({ ...commitOf(randomUUID(), NEW, [registered()]) });
    const { commitId } = encoded.headers;
    const squatted = await jetStreamOf(at('gateway')).publish(subjectOf('run', randomUUID()), '[]', { msgID: commitId });
    const publisher = { acknowledgements: new Acknowledgements(at('capture-service'), 2_500), manager: await jetStreamManagerOf(at('capture-service')), ask: <Answer>(question: () => Promise<Answer>) => question() };
    const sequence = await publishCommit(publisher, encoded, 0).catch((error: Error) => error);
    if (typeof sequence === 'number') expect((await lastOn(encoded.subject))?.seq).toBe(sequence);
    else expect(sequence).toBeInstanceOf(UnacknowledgedError);
    expect(sequence).not.toBe(squatted.seq);
  });

  it('makes a consumer push where it may not write', async () => {
    const [hosts, before] = [`KV_${SESSION_HOSTS_BUCKET}`, await stored()];
    const state = async () => [await stored(), (await operator.streams.info(hosts)).state.messages];
    const then = await state();
    const deliver = (user: ServiceName, subject: string) => ask(user, `${API}.CONSUMER.CREATE.${EVENTS_STREAM}.${randomUUID().slice(0, 8)}.${EVENTS_WILDCARD}`, {
      stream_name: EVENTS_STREAM, config: { deliver_subject: subject, filter_subject: EVENTS_WILDCARD, deliver_policy: 'all', ack_policy: 'none', inactive_threshold: 2e9, name: undefined },
    });
    // A server delivers only where somebody listens to this very subject, which a stream does not. The journal does: these two may write it anyway.
    const heard: string[] = [];
    for (const user of ['gateway', 'capture-service'] as const) at(user).subscribe(`_INBOX.${user}.barrier`, { callback: (_, { subject }) => void heard.push(subject) });
    await Promise.all(['gateway', 'capture-service'].map((user) => at(user as ServiceName).flush()));
    for (const user of ['gateway', 'capture-service'] as const) {
      for (const subject of [`$KV.${SESSION_HOSTS_BUCKET}.x`, subjectOf('session', randomUUID()), `$JS.API.STREAM.PURGE.${hosts}`, `$JS.API.STREAM.DELETE.${hosts}`, '_INBOX.session-service.x', `_INBOX.${user}.barrier`]) await deliver(user, subject);
    }
    await operator.consumers.add(EVENTS_STREAM, { deliver_subject: '_INBOX.gateway.barrier', ack_policy: AckPolicy.None, deliver_policy: DeliverPolicy.All, inactive_threshold: 2e9 });
    await waitFor(() => heard.length >= before);
    expect(await state()).toEqual(then);
  });

  it.each([...SERVICE_NAMES, 'operator'] as const)('deletes, purges, alters or makes a stream: %s', async (user) => {
    const names = async () => (await operator.streams.names().next()).sort();
    const [streams, before] = [await names(), await stored()];
    const alien = user === 'session-service' ? `OBJ_${DOCUMENTS_BUCKET}` : `KV_${SESSION_HOSTS_BUCKET}`;
    for (const prefix of [API, '$JS.API']) {
      for (const stream of [EVENTS_STREAM, JOURNAL_STREAM, alien]) {
        for (const [call, body] of [['DELETE', ''], ['PURGE', ''], ['MSG.DELETE', { seq: 1 }], ['UPDATE', { name: stream, subjects: ['countersign.events.>'], max_msgs: 1 }], ['CREATE', { name: `${stream}2`, subjects: ['mine'] }], ['RESTORE', {}], ['SNAPSHOT', { deliver_subject: 'mine' }]] as const) {
          expect(await ask(user, `${prefix}.STREAM.${call}.${stream}`, body)).not.toMatch(/success": ?true|"config"/);
        }
      }
    }
    expect([await names(), await stored()]).toEqual([streams, before]);
  });

  it.each(['session-service', 'application-system', 'notifier'] as const)('makes a consumer of the log without being a follower: %s', async (user) => {
    const before = await consumers();
    for (const prefix of [API, '$JS.API']) {
      for (const call of [`CREATE.${EVENTS_STREAM}`, `CREATE.${EVENTS_STREAM}.mine`, `CREATE.${EVENTS_STREAM}.mine.${EVENTS_WILDCARD}`, `DURABLE.CREATE.${EVENTS_STREAM}.mine`, `DELETE.${EVENTS_STREAM}.gateway-webhooks`]) {
        expect(await ask(user, `${prefix}.CONSUMER.${call}`, { stream_name: EVENTS_STREAM, config: { durable_name: 'mine', ack_policy: 'explicit' } })).not.toMatch(/"created"|success": ?true/);
      }
    }
    expect(await consumers()).toEqual(before);
  });

  it('reads without being asked to: a bystander', async () => {
    const heard: string[] = [];
    const everything = at('notifier').subscribe('>', { callback: (_, { subject }) => void (subject.startsWith('_INBOX') || heard.push(subject)) });
    await at('notifier').flush();
    await appendSome(logOf('capture-service'), 1);
    at('gateway').publish(sessionCommands.start, '{}');
    await at('gateway').flush();
    await at('notifier').flush();
    everything.unsubscribe();
    for (const call of [`STREAM.MSG.GET.${EVENTS_STREAM}`, `DIRECT.GET.${EVENTS_STREAM}`]) expect(await ask('notifier', `${API}.${call}`, { seq: 1 })).toMatch(NOBODY);
    expect(await ask('notifier', `${API}.CONSUMER.MSG.NEXT.${EVENTS_STREAM}.gateway-webhooks`, { batch: 1, no_wait: true })).toMatch(NOBODY);
    expect(await ask('notifier', `${API}.STREAM.MSG.GET.KV_${PROFILE_RECORDS_BUCKET}`, { seq: 1 })).toMatch(NOBODY);
    expect(await ask('notifier', JOURNAL_SUBJECT, '{}')).toMatch(NOBODY);
    expect(heard).toEqual([]);
  });

  it('comes in under a wrong name, or listens where the streams are', async () => {
    const url = new URL(urlOf('gateway'));
    for (const credentials of ['', 'gateway:wrong@', 'bootstrap:secret%20of%20gateway@']) await expect(connectNats({ natsUrl: `nats://${credentials}${url.host}`, connectTimeoutMs: 500 })).rejects.toThrow('no connection');
    const refused = new Promise<Error | null>((resolve) => at('operator').subscribe('countersign.events.>', { callback: (error) => resolve(error) }));
    expect((await refused)?.name).toBe('PermissionViolationError');
  });
});

const NOBODY = /^(NoRespondersError|RequestError)$/;

function send(user: ServiceName, subject: string, body: string, reply: string): void {
  at(user).publish(subject, body, { reply });
}

const lastOn = (subject: string) => operator.streams.getMessage(EVENTS_STREAM, { last_by_subj: subject });

async function consumers(): Promise<string[]> {
  return (await operator.consumers.list(EVENTS_STREAM).next()).map(({ name }) => name).filter((name) => ['mine', 'notifier', 'gateway-webhooks'].includes(name)).sort();
}
