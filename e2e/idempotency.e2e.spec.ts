import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectEventLog, type EventLog } from '@countersign/event-log';
import { buildOnce, freePort, startFaultyProxy, startNats, startPostgres, temporaryFolder, waitFor, type FaultyProxy, type TemporaryFolder, type TestNats, type TestPostgres } from '@countersign/test-kit';
import { Client } from 'pg';
import { ROOT } from './faults/root.ts';

/** Long enough for the other gateway to become the one that follows. */
const READ_MODEL_TIMEOUT_MS = 20_000;
const START_TIMEOUT_MS = 90_000;
const FIELD = { id: 'email', question: 'Email', type: 'email', required: true, sensitive: false, section: null, step: 1, help: null, labelSource: 'given', answer: 'ada@example.org', source: 'profile', confidence: 'high', evidence: null };

/** Where the gateway dies while it works on a request. */
type Step = 'after the claim' | 'after the command was sent' | 'after it was appended' | 'before the answer is stored' | 'after it is stored';
const STEPS: readonly Step[] = ['after the claim', 'after the command was sent', 'after it was appended', 'before the answer is stored', 'after it is stored'];

interface Command {
  readonly path: string;
  readonly as: 'automation' | 'reviewer' | 'operator';
  readonly body: unknown;
  /** Stands in the piece that the gateway sends to NATS for it, and in no other. */
  readonly sent: string;
  readonly status: number;
}
interface Answered {
  readonly status: number;
  readonly replayed: boolean;
  readonly headers: Record<string, string | null>;
  readonly body: Record<string, unknown>;
}

/** A gateway in a process of its own, everything that it sends through proxies. */
class GatewayProcess {
  url = '';
  nats!: FaultyProxy;
  postgres!: FaultyProxy;
  #child: ChildProcess | undefined;
  #output = '';

  constructor(private readonly folder: string) {}

  async start(natsUrl: string, databaseUrl: string): Promise<void> {
    const port = await freePort();
    [this.nats, this.postgres] = await Promise.all([startFaultyProxy(natsUrl), startFaultyProxy(databaseUrl)]);
    this.url = `http://127.0.0.1:${port}`;
    const bootstrap = join(this.folder, 'bootstrap.json');
    this.#child = run('gateway', {
      NATS_URL: this.nats.url, DATABASE_URL: this.postgres.url, GATEWAY_PORT: String(port), GATEWAY_BOOTSTRAP_FILE: bootstrap, GATEWAY_WEB_DIST: this.folder,
      GATEWAY_READ_YOUR_WRITES_TIMEOUT_MS: String(READ_MODEL_TIMEOUT_MS), LOG_LEVEL: 'warn',
    });
    for (const stream of [this.#child.stdout!, this.#child.stderr!]) stream.on('data', (chunk: Buffer) => { this.#output += chunk.toString(); });
    await waitFor(async () => this.#child!.exitCode !== null || ((await fetch(`${this.url}/health/live`)).ok && existsSync(bootstrap)), { timeoutMs: START_TIMEOUT_MS, everyMs: 50, what: 'the gateway answers' });
    if (this.#child.exitCode !== null) throw new Error(`the gateway ended:\n${this.#output}`);
  }

  get keys(): Record<Command['as'], string> {
    return (JSON.parse(readFileSync(join(this.folder, 'bootstrap.json'), 'utf8')) as { keys: Record<Command['as'], string> }).keys;
  }

  async kill(): Promise<void> {
    await killed(this.#child);
    await Promise.all([this.nats?.stop(), this.postgres?.stop()]);
  }
}

describe('a request repeated after kill -9 of its gateway (ci)', () => {
  let nats: TestNats;
  let postgres: TestPostgres;
  let folder: TemporaryFolder;
  let log: EventLog;
  let database: Client;
  let captureService: ChildProcess;
  let keys: GatewayProcess['keys'];
  /** The first is the one that dies next, the other answers the repeat. */
  let gateways: [GatewayProcess, GatewayProcess];
  let candidateId: string;
  let runId: string;

  beforeAll(async () => {
    for (const name of ['gateway', 'capture-service']) buildOnce(ROOT, `@countersign/${name}`);
    [nats, postgres, folder] = await Promise.all([startNats(), startPostgres(), temporaryFolder()]);
    captureService = run('capture-service', { NATS_URL: nats.url, LOG_LEVEL: 'warn', CAPTURE_INSTANCE: 'idempotency' });
    gateways = [new GatewayProcess(folder.path), new GatewayProcess(folder.path)];
    await gateways[0].start(nats.url, postgres.url);
    keys = gateways[0].keys;
    await gateways[1].start(nats.url, postgres.url);
    database = new Client({ connectionString: postgres.url });
    await database.connect();
    log = await connectEventLog({ natsUrl: nats.url, name: 'idempotency-test' });
    await waitFor(async () => {
      const { status, body } = await send(gateways[0], { path: '/v1/candidates', as: 'automation', body: { resume: { basics: { name: 'Ada', email: 'ada@example.org' } } } });
      candidateId = body['id'] as string;
      return status === 201;
    }, { timeoutMs: 30_000, what: 'capture-service answers' });
    runId = (await send(gateways[0], { path: '/v1/runs', as: 'automation', body: { candidateId } })).body['id'] as string;
  }, 240_000);
  afterAll(async () => {
    await Promise.all([...(gateways ?? []).map((gateway) => gateway.kill()), killed(captureService), log?.close(), database?.end()]);
    await Promise.all([nats?.stop(), postgres?.stop()]);
    await folder?.remove();
  }, 60_000);

  async function send(gateway: GatewayProcess, { path, as, body }: Pick<Command, 'path' | 'as' | 'body'>, key: string = randomUUID()): Promise<Answered> {
    const response = await fetch(`${gateway.url}${path}`, { method: 'POST', headers: { authorization: `Bearer ${keys[as]}`, 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify(body) });
    const headers = Object.fromEntries(['etag', 'location', 'countersign-position', 'content-type', 'retry-after'].map((name) => [name, response.headers.get(name)]));
    return { status: response.status, headers, replayed: response.headers.get('idempotency-replayed') === 'true', body: (await response.json()) as Record<string, unknown> };
  }

  /** Until it is answered: a key is taken until Postgres has heard of the death. */
  async function repeat(gateway: GatewayProcess, command: Command, key: string): Promise<Answered> {
    let answered: Answered;
    do answered = await send(gateway, command, key);
    while (answered.status === 409 && answered.body['code'] === 'idempotency_key_in_flight' && answered.headers['retry-after'] === '1');
    return answered;
  }

  /** Sends them all, kills the gateway when each of them has come to the step, and gives what came back before that. */
  async function dieAt(step: Step, gateway: GatewayProcess, [run, ...others]: readonly Command[], keysOf: readonly string[]): Promise<(Answered | undefined)[]> {
    const lastBefore = await log.lastSequence();
    const commands = [run!, ...others];
    const sending = (index: number) => send(gateway, commands[index]!, keysOf[index]).catch(() => undefined);
    const answers: Promise<Answered | undefined>[] = [];
    const seen = new Set<string>();
    const everythingSeen = (count: number) => waitFor(() => seen.size === count, { timeoutMs: 20_000, everyMs: 2, what: `all come to ${step}` });
    switch (step) {
      case 'after the claim':
        gateway.nats.halfOpen();
        answers.push(...commands.map((_, index) => sending(index)));
        await waitFor(async () => (await database.query('select from gateway.idempotency_keys where holder is not null')).rowCount === commands.length, { timeoutMs: 20_000, everyMs: 5, what: 'all are claimed' });
        break;
      case 'after the command was sent':
      case 'after it was appended':
        // What a gateway appends itself it decides on what the log says, so answers get lost only when that is sent.
        gateway.nats.onSent = (text) => {
          for (const { sent } of commands) if (text.includes(sent)) seen.add(sent);
          if (seen.size > 0) gateway.nats.loseAnswers(true);
          return 'pass';
        };
        answers.push(sending(0));
        await everythingSeen(1);
        answers.push(...others.map((_, index) => sending(index + 1)));
        await everythingSeen(commands.length);
        if (step === 'after it was appended') await waitFor(async () => (await log.lastSequence()) >= lastBefore + commands.length, { timeoutMs: 20_000, everyMs: 5, what: 'all are carried out' });
        break;
      case 'before the answer is stored':
        gateway.postgres.onSent = (text) => {
          if (!text.includes('set answer =')) return 'pass';
          seen.add(String(seen.size));
          return 'hold';
        };
        answers.push(...commands.map((_, index) => sending(index)));
        await everythingSeen(commands.length);
        break;
      case 'after it is stored':
        answers.push(...commands.map((_, index) => sending(index)));
        await Promise.all(answers);
    }
    await gateway.kill();
    return Promise.all(answers);
  }

  /** How many events of each type came after a position. */
  async function effectsSince(before: number): Promise<Record<string, number>> {
    const last = await log.lastSequence();
    const found: Record<string, number> = {};
    let position = before;
    const follower = await log.follow({
      after: before,
      onBatch: async (commits) => {
        for (const { events, sequence } of commits) {
          // A gateway that starts gives out a sign-in link.
          for (const { type } of events) if (!type.startsWith('countersign.audit.')) found[type] = (found[type] ?? 0) + 1;
          position = sequence;
        }
      },
    });
    await waitFor(() => position >= last, { timeoutMs: 10_000, everyMs: 5, what: 'the log is read' });
    await follower.stop();
    return found;
  }

  async function newCommands(gateway: GatewayProcess): Promise<Command[]> {
    const newTask = async () => (await send(gateway, { path: '/v1/tasks', as: 'automation', body: { runId, url: 'https://jobs.example.org/1', company: 'Acme', title: 'Engineer' } })).body['id'] as string;
    const capture = async () => ({ path: '/v1/captures', as: 'automation' as const, body: { taskId: await newTask(), fields: [FIELD] } });
    const { id, answersSha256 } = (await send(gateway, await capture())).body as { id: string; answersSha256: string };
    return [
      { path: '/v1/runs', as: 'automation', body: { candidateId }, sent: 'PUB countersign.events.run.', status: 201 },
      { ...(await capture()), sent: 'PUB capture.capture', status: 201 },
      { path: `/v1/captures/${id}/approve`, as: 'reviewer', body: { answersSha256 }, sent: 'PUB capture.approve', status: 200 },
    ];
  }

  it.each(STEPS)('killed %s, has one effect and the same answer', async (step) => {
    const [victim, other] = gateways;
    const commands = await newCommands(other);
    const keysOf = commands.map(() => randomUUID());
    const before = await log.lastSequence();
    const first = await dieAt(step, victim, commands, keysOf);
    const restarting = victim.start(nats.url, postgres.url);
    const answers = await Promise.all(commands.map((command, index) => repeat(other, command, keysOf[index]!)));
    const isStored = step === 'after it is stored';
    expect(answers.map(({ status, replayed }) => ({ status, replayed }))).toEqual(commands.map(({ status }) => ({ status, replayed: isStored })));
    expect(answers.map(({ body }) => body)).toEqual([expect.objectContaining({ candidateId }), expect.objectContaining({ status: 'in_review' }), expect.objectContaining({ status: 'approved' })]);
    expect(first.map((answered) => answered && { ...answered, replayed: true })).toEqual(isStored ? answers : commands.map(() => undefined));
    await restarting;
    for (const [index, command] of commands.entries()) {
      for (const gateway of gateways) expect(await send(gateway, command, keysOf[index])).toEqual({ ...answers[index]!, replayed: true });
      expect(await send(other, { ...command, body: {} }, keysOf[index])).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
    }
    expect(await effectsSince(before)).toEqual({ 'countersign.run.registered.v1': 1, 'countersign.capture.form_captured.v1': 1, 'countersign.capture.answers_proposed.v1': 1, 'countersign.capture.approved.v1': 1 });
    gateways = [other, victim];
  }, 180_000);

  it('is refused as in flight while a gateway that lives works on it, whichever is asked', async () => {
    const [one, other] = gateways;
    const [command] = await newCommands(one);
    const key = randomUUID();
    one.nats.delay(300);
    const answering = send(one, command!, key);
    await waitFor(async () => (await database.query('select from gateway.idempotency_keys where holder is not null')).rowCount === 1, { timeoutMs: 20_000, everyMs: 5, what: 'it is claimed' });
    for (const gateway of [one, other]) expect(await send(gateway, command!, key)).toMatchObject({ status: 409, headers: { 'retry-after': '1' }, body: { code: 'idempotency_key_in_flight' } });
    one.nats.delay(0);
    const answered = await answering;
    expect(answered).toMatchObject({ status: 201, replayed: false });
    expect(await send(other, command!, key)).toEqual({ ...answered, replayed: true });
  }, 60_000);
});

function run(service: string, env: Record<string, string>): ChildProcess {
  return spawn('setpriv', ['--pdeathsig', 'KILL', '--', process.execPath, join(ROOT, 'apps', service, 'dist/main.js')], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } });
}

async function killed(child: ChildProcess | undefined): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await waitFor(() => child.exitCode !== null || child.signalCode !== null, { timeoutMs: 20_000, everyMs: 5, what: 'the process has ended' });
}
