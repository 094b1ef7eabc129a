import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EVENTS_STREAM, type BusUser } from '@countersign/contracts';
import { connectEventLog, connectNats, jetStreamManagerOf, natsAccounts, natsUrlOf, passwordsFor, prepareNats, type EventLog } from '@countersign/event-log';
import { buildOnce, startNats, waitFor, type TestNats } from '@countersign/test-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

const ROOT = new URL('../..', import.meta.url).pathname;
const passwords = passwordsFor((user) => `p-${user}`);

/** Takes what the notifier posts; `answer` decides how. */
class Channel {
  readonly posted: { id: string; text: string }[] = [];
  answer: (response: ServerResponse) => void = (response) => void response.end('ok');
  readonly #server: Server = createServer((request, response) => void this.#take(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/services/T0/B0/secret`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    this.posted.push({ id: String(request.headers['idempotency-key']), text: (JSON.parse(body) as { text: string }).text });
    this.answer(response);
  }
}

/** As recorded for its event version in libs/contracts. */
function golden(type: string): { type: string; data: unknown } {
  const { data } = JSON.parse(readFileSync(`${ROOT}/libs/contracts/golden/${type}.json`, 'utf8')) as { data: unknown };
  return { type, data };
}

describe('the notifier', () => {
  let nats: TestNats;
  let channel: Channel;
  let webhookUrl: string;
  let captures: EventLog;
  let sessions: EventLog;
  const started: ChildProcess[] = [];
  const urlOf = (user: BusUser) => natsUrlOf(user, passwords[user], new URL(nats.url).host);

  beforeAll(async () => {
    buildOnce(ROOT, '@countersign/event-log');
    nats = await startNats({ accounts: natsAccounts(passwords) });
    const bootstrap = await connectNats({ natsUrl: urlOf('bootstrap') });
    await prepareNats(bootstrap, { recordingRetentionMs: 24 * 3600 * 1000 });
    // A delivery that nobody answers comes again after half a minute; not here.
    await (await jetStreamManagerOf(bootstrap)).consumers.update(EVENTS_STREAM, 'notifier', { ack_wait: 1e9 });
    await bootstrap.close();
    [captures, sessions] = await Promise.all([connectEventLog({ natsUrl: urlOf('capture-service') }), connectEventLog({ natsUrl: urlOf('session-service') })]);
  }, 120_000);

  beforeEach(async () => {
    channel = new Channel();
    webhookUrl = await channel.start();
  });

  afterAll(async () => {
    await Promise.all([captures.close(), sessions.close()]);
    await nats.stop();
  });

  async function run(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [`${ROOT}/examples/notifier/main.ts`], {
      stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NATS_URL: urlOf('notifier'), NOTIFIER_WEBHOOK_URL: webhookUrl, COUNTERSIGN_URL: 'https://countersign.example' },
    });
    started.push(child);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); });
    await waitFor(() => output.includes('listening') || child.exitCode !== null, { timeoutMs: 20_000 });
    expect(output).toContain('listening');
    return child;
  }

  async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }

  const capture = async (...types: string[]) => {
    const id = randomUUID();
    const context = { actor: 'service:capture-service', correlationId: 'try' };
    await captures.append({ aggregate: 'capture', aggregateId: id, source: 'capture-service', expectedSequence: 0, version: 0, events: types.map(golden), context });
    return id;
  };

  it('says what waits for a person and what was submitted, and nothing else', async () => {
    const notifier = await run();
    const first = await capture('countersign.capture.form_captured.v1', 'countersign.capture.answers_proposed.v1');
    const second = await capture('countersign.capture.approved.v1', 'countersign.capture.submission_started.v1', 'countersign.capture.submitted.v1');
    const third = randomUUID();
    const handoff = { type: 'countersign.session.handoff_requested.v1', data: { ...(golden('countersign.session.handoff_requested.v1').data as object), reason: '<!channel> captcha' } };
    await sessions.append({ aggregate: 'session', aggregateId: third, source: 'session-service', expectedSequence: 0, version: 0, events: [handoff], context: { actor: 'service:session-service', correlationId: 'try' } });
    await waitFor(() => channel.posted.length === 3, { timeoutMs: 10_000 });
    await end(notifier, 'SIGTERM');
    expect(channel.posted.map(({ text }) => text)).toEqual([
      `An application waits for your review: https://countersign.example/captures/${first}`,
      `An application was submitted: https://countersign.example/captures/${second}`,
      `A browser needs a person (&lt;!channel&gt; captcha): https://countersign.example/console/${third}`,
    ]);
    await channel.stop();
  });

  it('leaves nothing out when it is killed before, while and after it posts', async () => {
    const expected = new Set<string>();
    const add = async () => { expected.add(await capture('countersign.capture.form_captured.v1')); };
    const told = () => new Set(channel.posted.map(({ text }) => text.slice(text.lastIndexOf('/') + 1)));
    await add();
    // The line has arrived, the answer never does.
    channel.answer = () => undefined;
    let notifier = await run();
    await waitFor(() => channel.posted.length === 1, { timeoutMs: 10_000 });
    await end(notifier, 'SIGKILL');
    await add();
    channel.answer = (response) => {
      channel.answer = (next) => void next.end('ok');
      response.writeHead(503).end();
    };
    for (let count = 0; count < 20; count++) await add();
    notifier = await run();
    await waitFor(() => told().size > 5, { timeoutMs: 15_000 });
    await end(notifier, 'SIGKILL');
    notifier = await run();
    await waitFor(() => told().size === expected.size, { timeoutMs: 20_000 });
    await end(notifier, 'SIGTERM');
    expect(told()).toEqual(expected);
    const ids = new Map(channel.posted.map(({ id, text }) => [text, id]));
    expect(channel.posted.filter(({ id, text }) => ids.get(text) !== id)).toEqual([]);
    await channel.stop();
  });
});
