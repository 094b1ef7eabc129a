import { spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EVENTS_STREAM } from '@countersign/contracts';
import { aggregate, ConflictError, connectEventLog, connectNats, type EventLog } from '@countersign/event-log';
import { buildOnce, startNats, startPostgres, temporaryFolder, waitFor, type TemporaryFolder, type TestNats, type TestPostgres } from '@countersign/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstreamManager, type StoredMsg } from '@nats-io/jetstream';
import { Client } from 'pg';
import { ROOT } from '../start/configuration.ts';
import { putBack } from './put-back.ts';
import { takeBackup } from './take.ts';

const BEFORE = 300;
const WHILE = 60;
const context = { actor: 'user:ada', correlationId: 'backup' };
const OBJECT = 'a'.repeat(64);

let nats: TestNats;
let postgres: TestPostgres;
let folder: TemporaryFolder;
let log: EventLog;
const said: string[] = [];
const say = (line: string) => void said.push(line);
const addresses = () => ({ natsUrl: nats.url, databaseUrl: postgres.url });

beforeAll(async () => {
  buildOnce(ROOT, '@countersign/gateway');
  [nats, postgres, folder] = await Promise.all([startNats(), startPostgres(), temporaryFolder()]);
  log = await connectEventLog({ natsUrl: nats.url });
}, 120_000);
afterAll(async () => {
  await log?.close();
  await Promise.all([nats?.stop(), postgres?.stop()]);
  await folder?.remove();
}, 60_000);

function register(count: number, to: EventLog = log, text = randomBytes(1_500).toString('base64')): Promise<{ sequence: number }> {
  const resume = { basics: { name: 'Ada' }, count, text };
  return to.append({ aggregate: 'candidate', aggregateId: randomUUID(), source: 'capture-service', expectedSequence: 0, version: 0, context, events: [{ type: 'countersign.candidate.registered.v1', data: { resume, preferences: {}, documents: [] } }] });
}

/** Everything that is stored of each message, by position. */
async function messages(natsUrl: string, upTo: number): Promise<string[]> {
  const connection = await connectNats({ natsUrl });
  const manager = await jetstreamManager(connection);
  const stored = await Promise.all(Array.from({ length: upTo }, (_, index) => manager.streams.getMessage(EVENTS_STREAM, { seq: index + 1 })));
  await connection.close();
  return stored.map((message) => described(message!));
}
const described = ({ seq, subject, time, header, data }: StoredMsg) => JSON.stringify([seq, subject, time, [...header], Buffer.from(data).toString('base64')]);

async function query<Row extends object>(statement: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  try {
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end();
  }
}

const rebuild = () => spawnSync(process.execPath, [join(ROOT, 'apps/gateway/dist/cli/main.js'), 'rebuild'], { encoding: 'utf8', env: { ...process.env, NATS_URL: nats.url, DATABASE_URL: postgres.url } });

/** What only the database knows: a key, a webhook with its sealed secret and a delivery, an answer that was kept. */
async function fillDatabase(position: number): Promise<{ secret: Buffer; endpoint: string }> {
  const [endpoint, secret] = [randomUUID(), Buffer.from([0, 1, 2, 253, 254, 255])];
  await query(`insert into gateway.api_keys values ('key-1', 'first', '["operator"]', 'digest', 'user:ada', now(), null)`);
  await query(`insert into gateway.webhook_endpoints values ($1, 'https://hooks.example', null, '[]', null, true, null, 0, null, 'user:ada', now(), 1)`, [endpoint]);
  await query('insert into gateway.webhook_secrets values ($1, $2, $3, now(), null)', [randomUUID(), endpoint, secret]);
  for (const at of [position, 1_000_000]) {
    await query(`insert into gateway.webhook_deliveries (id, endpoint_id, event_id, type, position, payload, status, created_at, next_attempt_at) values ($1, $2, $3, 't', $4, '{"a": 1.0}', 'pending', now(), now())`, [randomUUID(), endpoint, randomUUID(), at]);
  }
  await query(`insert into gateway.idempotency_keys values ('key:1', 'digest', 'print', null, now())`);
  return { secret, endpoint };
}

async function putObject(): Promise<void> {
  const connection = await connectNats({ natsUrl: nats.url });
  const created = await connection.request('$JS.API.STREAM.CREATE.OBJ_documents', JSON.stringify({ name: 'OBJ_documents', subjects: ['$O.documents.C.>', '$O.documents.M.>'], storage: 'file', discard: 'new', allow_rollup_hdrs: true }));
  expect(created.json()).not.toHaveProperty('error');
  await connection.request('$O.documents.C.1', OBJECT);
  await connection.close();
}

describe('a backup that is taken while everybody writes (ci)', () => {
  let kept: string[];
  /** What the backup promises, and where the restored log ends. */
  let least: number;
  let position: number;
  let acknowledged: number[];
  let database: Awaited<ReturnType<typeof fillDatabase>>;
  const handled: number[] = [];

  it('is taken', async () => {
    for (let index = 0; index < BEFORE; index += 50) await Promise.all(Array.from({ length: 50 }, (_, each) => register(index + each)));
    // One that fits into no message, so that its content is in another stream.
    acknowledged = [(await register(-1, log, 'x'.repeat(1_500_000))).sequence];
    const reactor = await log.react({ name: 'try', handle: ({ sequence }) => Promise.resolve(void handled.push(sequence)) });
    await waitFor(() => handled.length === BEFORE + 1);
    await reactor.stop();
    await putObject();
    expect(rebuild().status).toBe(0);
    database = await fillDatabase(BEFORE);
    let isWriting = true;
    const writing = (async () => {
      for (let index = 0; isWriting || index < WHILE; index++) {
        acknowledged.push((await register(BEFORE + index)).sequence);
        await pause(2);
      }
    })();
    const manifest = await takeBackup(addresses(), join(folder.path, 'backup'), say);
    isWriting = false;
    await writing;
    ({ position: least } = manifest);
    expect(least).toBeGreaterThan(BEFORE);
    expect(least).toBeLessThan(acknowledged.at(-1)!);
    kept = await messages(nats.url, acknowledged.at(-1)!);
  }, 120_000);

  it('is not written over another, and leaves nothing when it fails', async () => {
    await expect(takeBackup(addresses(), join(folder.path, 'backup'), say)).rejects.toThrow('EEXIST');
    await expect(takeBackup({ ...addresses(), databaseUrl: 'postgres://nobody@127.0.0.1:1/none' }, join(folder.path, 'other'), say)).rejects.toThrow();
    expect(spawnSync('ls', [folder.path], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean)).toEqual(['backup']);
  }, 60_000);

  it('brings everything back up to its position, byte for byte, on servers that know nothing', async () => {
    await log.close();
    await Promise.all([nats.stop(), postgres.stop()]);
    [nats, postgres] = await Promise.all([startNats(), startPostgres()]);
    ({ position } = await putBack(addresses(), join(folder.path, 'backup'), say));
    expect(position).toBeGreaterThanOrEqual(least);
    kept = kept.slice(0, position);
    expect(await messages(nats.url, position)).toEqual(kept);
    log = await connectEventLog({ natsUrl: nats.url });
    expect(await log.lastSequence()).toBe(position);
    const connection = await connectNats({ natsUrl: nats.url });
    const object = await (await jetstreamManager(connection)).streams.getMessage('OBJ_documents', { seq: 1 });
    expect(object!.string()).toBe(OBJECT);
    await connection.close();
  }, 120_000);

  it('gives back what Postgres alone knew, and nothing that tells of events after it', async () => {
    expect(await query('select id, name, roles, revoked_at from gateway.api_keys')).toEqual([{ id: 'key-1', name: 'first', roles: ['operator'], revoked_at: null }]);
    expect(await query('select endpoint_id, sealed from gateway.webhook_secrets')).toEqual([{ endpoint_id: database.endpoint, sealed: database.secret }]);
    expect(await query('select position, payload from gateway.webhook_deliveries')).toEqual([{ position: String(BEFORE), payload: '{"a": 1.0}' }]);
    expect(await query('select * from gateway.idempotency_keys')).toEqual([]);
  });

  it('has a read model that is the fold of the log', async () => {
    expect(await query('select count(*)::int as count from read_model.candidates')).toEqual([{ count: position }]);
    const again = rebuild();
    expect({ status: again.status, says: again.stderr.trim().split('\n').at(-1) }).toEqual({ status: 0, says: expect.stringContaining('equal') });
  }, 60_000);

  it('lets followers, reactors and writers go on where they were', async () => {
    const seen: number[] = [];
    const follower = await log.follow({ after: position - 5, onBatch: (commits) => Promise.resolve(void seen.push(...commits.map(({ sequence }) => sequence))) });
    const reacted: number[] = [];
    const reactor = await log.react({ name: 'try', handle: ({ sequence }) => Promise.resolve(void reacted.push(sequence)) });
    const [{ aggregateId, last }] = [lastOf(kept)];
    const candidates = aggregate<string, { type: 'countersign.candidate.resume_updated.v1'; data: { resume: Record<string, unknown>; preferences: object; documents: [] } }, null>({
      log, aggregate: 'candidate', source: 'capture-service',
      decider: { initialState: null, decide: (name) => [{ type: 'countersign.candidate.resume_updated.v1', data: { resume: { name }, preferences: {}, documents: [] } }], evolve: () => null },
    });
    const { loaded } = await candidates.handle(aggregateId, 'after the backup', context);
    expect(loaded).toMatchObject({ sequence: position + 1, version: 2 });
    // Whoever still knows of what came after the backup is told that it is not so.
    await expect(log.append({ aggregate: 'candidate', aggregateId, source: 'capture-service', expectedSequence: position + 7, version: 2, context, events: [{ type: 'countersign.candidate.resume_updated.v1', data: { resume: {}, preferences: {}, documents: [] } }] })).rejects.toThrow(ConflictError);
    expect(last).toBe(position);
    await waitFor(() => seen.includes(position + 1) && reacted.includes(position + 1));
    expect(seen).toEqual(Array.from({ length: 6 }, (_, index) => position - 4 + index));
    // What it had done before the backup is not done again.
    expect(Math.min(...reacted)).toBe(BEFORE + 2);
    await Promise.all([follower.stop(), reactor.stop()]);
    expect((await log.verify({ reaches: position + 1 })).firstWrong).toBeUndefined();
  }, 60_000);

  it('is refused when the servers are not empty, or when a byte of it is another', async () => {
    await expect(putBack(addresses(), join(folder.path, 'backup'), say)).rejects.toThrow('has streams already');
    const path = join(folder.path, 'backup', 'EVENTS.stream');
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(path, bytes);
    await expect(putBack(addresses(), join(folder.path, 'backup'), say)).rejects.toThrow('is not what was written');
  });

  function lastOf(all: readonly string[]): { aggregateId: string; last: number } {
    const [last, subject] = JSON.parse(all.at(-1)!) as [number, string];
    return { aggregateId: subject.split('.').at(-1)!, last };
  }
});
