import { hash, randomUUID } from 'node:crypto';
import { cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AGGREGATES } from '@countersign/contracts';
import { buildOnce, serverKind, temporaryFolder, waitFor, type TemporaryFolder } from '@countersign/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appendSample, reached, sample, sampleIds, startStage, type SampleIds, type Stage } from '../projecting/read-model.fixture.ts';
import { run, said, start } from './cli.fixture.ts';

let stage: Stage;
let ids: SampleIds;
let env: Record<string, string>;
let folder: TemporaryFolder;
let last: number;

beforeAll(async () => {
  buildOnce(fileURLToPath(new URL('../../../..', import.meta.url)), '@countersign/gateway');
  stage = await startStage();
  folder = await temporaryFolder();
  ids = sampleIds();
  last = await appendSample(stage.history, ids);
  await appendSample(stage.history, sampleIds());
  last = await stage.history.append('session', ids.sessionId, [{ type: 'countersign.session.extended.v1', data: { expiresAt: '2026-11-22T12:00:00.000Z' } }], ids.runId);
  env = { NATS_URL: stage.nats.url, DATABASE_URL: stage.postgres.url, COUNTERSIGN_ACTOR: 'user:ada' };
}, 120_000);
afterAll(async () => {
  await stage?.stop();
  await folder?.remove();
});

const positions = (lines: readonly Record<string, unknown>[]) => lines.map(({ position }) => position);

describe('countersign', () => {
  it('has help for every command, and another exit code for a command line that is none', async () => {
    const { code, stdout } = await run(['--help'], {});
    expect(code).toBe(0);
    for (const command of ['replay', 'tail', 'state', 'diff', 'export', 'publish', 'parked', 'pass-over', 'doctor', 'rebuild']) expect(stdout).toContain(`\n  ${command}`);
    for (const args of [['nonsense'], ['replay', '--run', '7']]) expect([args, await run(args, env)]).toMatchObject([args, { code: 2, stdout: '' }]);
  });

  it('finds its servers in flags, the environment, or what npm start wrote; never a password in a flag (ci)', async () => {
    const file = join(folder.path, 'ready.json');
    await writeFile(file, JSON.stringify({ url: 'http://localhost:4400', natsUrl: stage.nats.url, databaseUrl: stage.postgres.url }));
    const last = ['replay', '--from', '11'];
    for (const [args, environment] of [[['--nats-url', stage.nats.url], { NATS_URL: 'nats://127.0.0.1:1' }], [[], { COUNTERSIGN_DATA: folder.path }]] as const) {
      expect(positions((await run([...last, ...args], environment)).lines)).toEqual([11]);
    }
    expect(await run(['rebuild', '--database-url', stage.postgres.url], env)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('takes no credentials') });
    expect(await run(last, { NATS_URL: 'nats://127.0.0.1:1' })).toMatchObject({ code: 3, stderr: expect.stringContaining('no connection to NATS') });
  });
});

describe('countersign replay', () => {
  it('prints every event in the order of the log, as the log has them', async () => {
    const { code, lines, stderr } = await run(['replay'], env);
    expect(code).toBe(0);
    expect(stderr).toContain(`${lines.length} events, verified`);
    const events = [];
    for (let position = 1; position <= last; position++) {
      for (const aggregate of AGGREGATES) {
        const subject = String(lines.find((line) => line['position'] === position)!['subject']);
        if (!subject.startsWith(aggregate)) continue;
        const commit = (await stage.log.load(aggregate, subject.split('/')[1]!)).find(({ sequence }) => sequence === position)!;
        events.push(...commit.events.map((event, index) => ({ ...event, position, commitindex: index, storedat: commit.storedAt.toISOString() })));
      }
    }
    expect(lines).toEqual(events);
  });

  it.each<[string, (of: SampleIds) => string[], number[]]>([
    ['a run', ({ runId }) => ['--run', runId], [2, 3, 4, 5, 5, 11]],
    ['a candidate, with its runs, from a position', ({ candidateId }) => ['--candidate', candidateId, '--from', '3'], [3, 4, 5, 5, 11]],
    ['a capture and a type', ({ captureId }) => ['--capture', captureId, '--type', 'capture.form_captured'], [5]],
    ['positions, and types', () => ['--from', '4', '--to', '10', '--type', 'session.*,run.registered'], [4, 7, 9]],
  ])('prints those of %s', async (_, args, expected) => {
    const { code, lines } = await run(['replay', ...args(ids)], env);
    expect([code, positions(lines)]).toEqual([0, expected]);
  });

  it('ends without a word when its reader has seen enough', async () => {
    const running = start(['replay'], env);
    running.child.stdout!.destroy();
    expect(await running.ended).toMatchObject({ code: 0, stderr: expect.not.stringContaining('EPIPE') });
  });
});

describe('countersign tail', () => {
  it('prints what comes, also while nats-server is away and back, and ends cleanly when it is stopped (ci)', async () => {
    const running = start(['tail', '--type', 'run.*'], env);
    await said(running, `following from position ${last + 1}`);
    const runId = randomUUID();
    const first = await stage.history.append('run', runId, [sample.run(ids.candidateId)], runId);
    await waitFor(() => running.stdout().includes(runId));
    await stage.nats.restart();
    const other = randomUUID();
    const second = await waitFor(() => stage.history.append('run', other, [sample.run(ids.candidateId)], other));
    await waitFor(() => running.stdout().includes(other), { timeoutMs: 20_000 });
    running.child.kill('SIGINT');
    const ended = await running.ended;
    expect([ended.code, positions(ended.lines)]).toEqual([0, [first, second]]);
    last = second;
  });
});

describe('countersign publish', () => {
  const event = (runId: string) => ({ type: 'countersign.run.registered.v1', subject: `run/${runId}`, data: { candidateId: ids.candidateId, title: 'From another service' } });

  it('appends an event once, however often it is asked, and says where it stands', async () => {
    const runId = randomUUID();
    const given = { ...event(runId), id: randomUUID(), time: '2026-11-22T09:00:00.000Z', actor: 'service:applications' };
    const file = join(folder.path, 'event.json');
    await writeFile(file, JSON.stringify(given));
    const first = await run(['publish', file, '--expect-version', '0'], env);
    expect(first).toMatchObject({ code: 0, lines: [{ position: last + 1, aggregate: 'run', aggregateId: runId, version: 1, published: true }] });
    expect(await run(['publish', '--expect-version', '0'], env, JSON.stringify(given))).toMatchObject({ code: 0, lines: [{ position: last + 1, published: false }] });
    const [commit] = await stage.log.load('run', runId);
    expect(commit!.events).toMatchObject([{ ...given, source: 'gateway', runid: runId, aggregateversion: 1 }]);
    const other = await run(['publish'], env, JSON.stringify({ ...given, data: { ...given.data, title: 'Else' } }));
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('the same id and other events') });
    last++;
  });

  it('appends several events as one commit, once by the id of the commit', async () => {
    const taskId = randomUUID();
    const task = { type: 'countersign.task.registered.v1', subject: `task/${taskId}`, data: { runId: ids.runId, url: 'https://jobs.example/2', company: 'Engines', title: 'Engineer' } };
    const args = ['publish', '--commit-id', randomUUID()];
    const both = [await run(args, env, JSON.stringify([task])), await run(args, env, JSON.stringify([task]))];
    expect(both).toMatchObject([{ code: 0, lines: [{ published: true }] }, { code: 0, lines: [{ published: false, position: last + 1 }] }]);
    expect(await run(['publish', '--expect-version', '0'], env, JSON.stringify(task))).toMatchObject({ code: 1, stderr: expect.stringContaining('is at version 1, not 0') });
    last++;
    expect(await stage.log.lastSequence()).toBe(last);
  });

  it('names everything that is wrong by its path, and publishes nothing', async () => {
    const wrong = [{ ...event('no-uuid'), extra: 1 }, { ...event(randomUUID()), source: 'mallory' }];
    const { code, stderr, stdout } = await run(['publish'], env, JSON.stringify(wrong));
    expect([code, stdout]).toEqual([2, '']);
    for (const path of ['/0/subject:', '/0/extra:', '/1/source: mallory may not write run']) expect(stderr).toContain(`\n  ${path}`);
    expect(await run(['publish', '--dry-run'], env, JSON.stringify(event(randomUUID())))).toMatchObject({ code: 0, stderr: expect.stringContaining('nothing was published') });
    expect(await stage.log.lastSequence()).toBe(last);
  });
});

describe('countersign parked', () => {
  it('lists what a reactor could not handle, and records who decided what and why', async () => {
    let isBroken = true;
    const handled: number[] = [];
    const reactor = await stage.log.react({
      name: 'mailer', aggregate: 'candidate', maxDeliveries: 1,
      handle: ({ sequence }) => (isBroken ? Promise.reject(new Error('the mail server is away')) : Promise.resolve(void handled.push(sequence))),
    });
    try {
      await waitFor(async () => (await stage.log.journal.parked()).length === 2);
      const { lines } = await run(['parked'], env);
      expect(lines).toMatchObject([{ reactor: 'mailer', position: 1, state: 'parked', error: expect.stringContaining('away') }, { position: 6 }]);
      isBroken = false;
      expect(await run(['parked', 'retry', 'mailer', '1', '--reason', 'it is back'], env)).toMatchObject({ code: 0, lines: [{ decision: 'retry', by: 'user:ada', reason: 'it is back' }] });
      await waitFor(() => handled.includes(1));
      expect(await run(['parked', 'skip', 'mailer', '6', '--reason', 'sent by hand', '--actor', 'user:bob'], env)).toMatchObject({ code: 0, lines: [{ decision: 'skip', by: 'user:bob' }] });
      await waitFor(async () => (await stage.log.journal.parked()).length === 0);
      expect(await run(['parked', 'skip', 'mailer', '6', '--reason', 'again'], env)).toMatchObject({ code: 1, stderr: expect.stringContaining('is not parked') });
      expect(await run(['pass-over', '3', '--reason', 'why not'], env)).toMatchObject({ code: 1, stderr: expect.stringContaining('nothing to pass over') });
    } finally {
      await reactor.stop();
    }
  });
});

describe('countersign state, diff and export', () => {
  it('shows how something was, and what changed it', async () => {
    const now = await run(['state', 'session', ids.sessionId], env);
    expect(now.lines).toMatchObject([{ version: 2, lastPosition: 11, state: { expiresAt: '2026-11-22T12:00:00.000Z' } }]);
    const changed = await run(['diff', 'session', ids.sessionId, '--from', '10'], env);
    expect(changed).toMatchObject({ code: 1, lines: [{ path: '/expiresAt', kind: 'changed', from: '2026-11-22T11:00:00.000Z', to: '2026-11-22T12:00:00.000Z', changed: { position: 11, actor: 'user:ada' } }] });
    expect(await run(['diff', 'session', ids.sessionId, '--from', '5', '--to', '10'], env)).toMatchObject({ code: 0, stdout: '' });
    const [, stored] = await stage.log.load('session', ids.sessionId);
    const justBefore = new Date(stored!.storedAt.getTime() - 1).toISOString();
    expect((await run(['state', 'session', ids.sessionId, '--at', justBefore], env)).lines)
      .toMatchObject([{ aggregate: 'session', version: 1, lastPosition: 4, state: { id: ids.sessionId, expiresAt: '2026-11-22T11:00:00.000Z' } }]);
  });

  it('writes a file whole or not at all, and says what it holds', async () => {
    const out = join(folder.path, 'run.csv');
    const { code, lines: [manifest] } = await run(['export', '--format', 'csv', '--run', ids.runId, '--out', out], env);
    const bytes = await readFile(out);
    const sha256 = hash('sha256', bytes, 'hex');
    expect([code, manifest]).toMatchObject([0, { file: out, format: 'csv', filter: { runId: ids.runId }, count: 7, firstPosition: 2, lastPosition: last, position: last, sizeBytes: bytes.length, sha256 }]);
    expect(bytes.toString().split('\r\n')).toHaveLength(9);
    const ndjson = await run(['export', '--format', 'ndjson', '--out', '-', '--to', '5'], env);
    expect(ndjson.stdout).toBe((await run(['replay', '--to', '5'], env)).stdout);
    expect(await run(['export', '--format', 'ocsf', '--out', '/nowhere/at/all'], env)).toMatchObject({ code: 2 });
  });
});

describe('countersign rebuild', () => {
  const schemas = async () => (await stage.sql.query<{ name: string }>(`select nspname as name from pg_namespace where nspname like 'read_model%'`)).map(({ name }) => name);

  it('says that they are equal, or what differs, and leaves all as it was when it is stopped (ci)', async () => {
    const { follower, waiter, errors } = stage.follower();
    follower.start();
    await reached(waiter, last, errors);
    await follower.stop();
    expect(await run(['rebuild'], env)).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining(`up to position ${last}: equal`) });
    await stage.sql.query(`update read_model.application_runs set title = 'Winter' where id = $1`, [ids.runId]);
    const holding = await stage.sql.reserve();
    await holding.query('begin');
    // The comparison waits for this: there it is stopped.
    await holding.query('lock table read_model.application_tasks in access exclusive mode');
    const running = start(['rebuild'], env);
    await said(running, 'comparing at position');
    running.child.kill('SIGINT');
    await holding.query('commit');
    holding.end();
    expect(await running.ended).toMatchObject({ code: 130, stdout: '' });
    expect(await schemas()).toEqual(['read_model']);
    expect(await run(['rebuild'], env)).toMatchObject({ code: 1, lines: [{ table: 'application_runs', id: ids.runId, kind: 'changed', columns: ['title'] }], stderr: expect.stringContaining('1 row differed') });
    expect(await run(['rebuild'], { ...env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })).toMatchObject({ code: 3 });
  });
});

describe('countersign doctor', () => {
  const statuses = (lines: readonly Record<string, unknown>[]) => Object.fromEntries(lines.map(({ check, status }) => [String(check).replace(/127[^ ]*/, 'here'), status]));

  it('looks at everything, and finds nothing wrong where nothing is', async () => {
    const { follower, waiter, errors } = stage.follower();
    follower.start();
    await reached(waiter, last, errors);
    const { code, lines, stderr } = await run(['doctor'], env);
    await follower.stop();
    expect(statuses(lines)).toEqual({
      'nats-server here': expect.stringMatching(/ok|warn/), durability: expect.stringMatching(/warn|unknown/), stream: 'ok', replicas: 'ok', extent: 'ok', 'reactor mailer': 'ok', 'parked events': 'ok', decisions: 'ok',
      verify: 'ok', 'clock of gateway': 'ok', 'clock of session-service': 'ok', 'clock of capture-service': 'ok', Postgres: 'warn', 'clock of Postgres': 'ok', 'read model': 'ok',
    });
    expect(lines.find(({ check }) => check === 'verify')).toMatchObject({ found: expect.stringContaining(`${last} commits with`) });
    for (const { status, todo } of lines) if (status === 'warn') expect(todo).not.toBe('');
    expect([code, stderr]).toEqual([0, 'nothing is wrong\n']);
  });

  it('says which server does not answer', async () => {
    const away = await run(['doctor'], { NATS_URL: 'nats://127.0.0.1:1', DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
    expect([away.code, statuses(away.lines)]).toEqual([3, { 'nats-server here': 'fail', Postgres: 'fail' }]);
  });
});

// The store of a container is not at hand: there, this says so and tries nothing.
const where = (await serverKind()) === 'process' ? describe : (name: string) => describe(name, () => it('is tried where servers are child processes', () => undefined));

where('a store that was damaged while nats-server was stopped', () => {
  let copies: string;
  const messages = () => join(stage.nats.storeFolder!, 'jetstream/$G/streams/EVENTS/msgs');
  const block = async () => join(messages(), (await readdir(messages())).find((name) => name.endsWith('.blk'))!);
  const restore = async (name: string) => {
    await rm(stage.nats.storeFolder!, { recursive: true });
    await cp(join(copies, name), stage.nats.storeFolder!, { recursive: true });
  };
  /** Where in the bytes a commit is: its run, task or capture names it. */
  const placeOf = (content: Buffer, position: number) => content.indexOf(`${['', `candidate/${ids.candidateId}`, `run/${ids.runId}`, `task/${ids.taskId}`][position]}"`);

  beforeAll(async () => {
    copies = `${folder.path}/copies`;
    await stage.nats.kill();
    await cp(stage.nats.storeFolder!, join(copies, 'earlier'), { recursive: true });
    await stage.nats.restart();
    const runId = randomUUID();
    last = await waitFor(() => stage.history.append('run', runId, [sample.run(ids.candidateId)], runId));
    const { follower, waiter, errors } = stage.follower();
    follower.start();
    await reached(waiter, last, errors);
    await follower.stop();
    await stage.nats.kill();
    await cp(stage.nats.storeFolder!, join(copies, 'whole'), { recursive: true });
  });

  it.each<[string, number, () => Promise<void>]>([
    ['a bit that is another', 2, async () => {
      const content = await readFile(await block());
      content[placeOf(content, 2)]! ^= 1;
      await writeFile(await block(), content);
    }],
    ['a block that is missing', 1, async () => rm(await block())],
    ['a block that is cut off', 3, async () => truncate(await block(), placeOf(await readFile(await block()), 3) + 20)],
    ['an older copy', NaN, () => restore('earlier')],
  ])('is found by doctor, which names the first wrong position: %s', async (_, position, damage) => {
    await restore('whole');
    await damage();
    await stage.nats.restart();
    const { code, lines, stderr } = await run(['doctor'], env);
    await stage.nats.kill();
    const wrong = Number.isNaN(position) ? last : position;
    expect([code, stderr]).toEqual([4, `the first wrong position is ${wrong}\n`]);
    expect(lines.find(({ check }) => check === 'verify')).toMatchObject({ status: 'fail', position: wrong, todo: expect.stringContaining('backup') });
  });

  it('is replayed up to it, and behind it when an operator decided so', async () => {
    await restore('whole');
    const content = await readFile(await block());
    content[placeOf(content, 2)]! ^= 1;
    await writeFile(await block(), content);
    await stage.nats.restart();
    if ((await waitFor(() => stage.log.lastSequence())) === 1) {
      // Newer servers may cut the log off there and know of nothing behind it: who has read it knows.
      expect(await run(['replay'], env)).toMatchObject({ code: 0, lines: [{ position: 1 }] });
      expect(await run(['doctor'], env)).toMatchObject({ code: 4, stderr: 'the first wrong position is 2\n' });
      return;
    }
    expect(await run(['replay'], env)).toMatchObject({ code: 4, lines: [{ position: 1 }], stderr: expect.stringContaining('2') });
    expect(await run(['pass-over', '3', '--reason', 'lost'], env)).toMatchObject({ code: 1, stderr: expect.stringContaining('the first wrong position is 2') });
    expect(await run(['pass-over', '2', '--reason', 'lost'], env)).toMatchObject({ code: 0, lines: [{ decision: 'pass over', position: 2, by: 'user:ada', reason: 'lost' }] });
    const replayed = await run(['replay'], env);
    // How much of what is behind it nats-server keeps depends on its version, and on whether it had written its index down.
    const kept = await waitFor(() => stage.log.lastSequence());
    const until = (await stage.log.journal.passedOver())[0]!.until;
    expect([replayed.code, [...new Set(positions(replayed.lines))]]).toEqual([0, [1, ...Array.from({ length: kept - until }, (_, index) => until + 1 + index)]]);
    expect((await run(['doctor', '--quick'], env)).lines.find(({ check }) => check === 'decisions')).toMatchObject({ status: 'warn', found: expect.stringContaining('user:ada') });
  });
});
