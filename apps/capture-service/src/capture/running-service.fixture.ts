import { randomUUID } from 'node:crypto';
import { captureCommands, candidateCommands, sessionCommands, WRITER_OF, type AggregateName, type AttachResult, type CommandReply, type DomainEvent, type RequestHandoff, type SignOfLife } from '@countersign/contracts';
import { fold } from '@countersign/decider';
import { connectNats, jetStreamEventLog, natsConnectionOptions, type EventLog } from '@countersign/event-log';
import { freePort, smallChromium, spawnBound, startNats, temporaryFolder, waitFor } from '@countersign/test-kit';
import { NestFactory } from '@nestjs/core';
import { Transport, type MicroserviceOptions } from '@nestjs/microservices';
import type { INestMicroservice } from '@nestjs/common';
import { createInbox, type Msg, type NatsConnection } from '@nats-io/transport-node';
import { pino } from 'pino';
import { chromium, type Browser } from 'playwright-core';
import { AppModule } from '../app.module.ts';
import type { CaptureServiceConfig } from '../config.ts';
import { sha256Of } from './captures.ts';
import type { Capture } from './domain/capture.ts';
import { captureDecider, currentDigest } from './domain/decide.ts';

export const META = { actor: 'user:ada', correlationId: 'spec' };
const decider = captureDecider(sha256Of);
const CHROMIUM_ARGS = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--window-size=1200,900'];

/** The status with which nats-server answers where nobody listens. */
const NO_RESPONDERS = 503;
const LISTENING_TIMEOUT_MS = 20_000;

/** The service as it runs, with a real NATS server and Chromium; the session-service is one subscription that answers for one browser. */
export class RunningService {
  /** What is between the service and the browser; undefined: nothing. */
  doorUrl: string | undefined;
  /** What asking for the session's browser is refused with. */
  refusal: { code: string; message: string } | undefined;
  /** What a person does about a hand-off that was asked for. */
  onHandoff: (asked: RequestHandoff) => Promise<void> = async () => undefined;
  readonly sessionId = randomUUID();
  readonly runId = randomUUID();
  readonly candidateId = randomUUID();
  #stops: (() => Promise<unknown>)[] = [];
  #app: INestMicroservice | undefined;
  #natsUrl = '';
  #debuggerUrl = '';
  /** Of the running app; a spec may change it. */
  config!: { -readonly [Name in keyof CaptureServiceConfig]: CaptureServiceConfig[Name] };
  connection!: NatsConnection;
  log!: EventLog;

  async start(): Promise<void> {
    const nats = await startNats();
    this.#stops.push(() => nats.stop());
    this.#natsUrl = nats.url;
    this.connection = await connectNats({ natsUrl: nats.url, name: 'spec' });
    this.#stops.push(() => this.connection.close());
    this.log = await jetStreamEventLog(this.connection);
    await this.#startChromium();
    this.connection.subscribe(sessionCommands.attachCdp, {
      callback: (_, message) => {
        const { id } = message.json<{ id: string }>();
        const reply: CommandReply<AttachResult> = this.refusal ? { ok: false, error: this.refusal } : { ok: true, position: 0, version: 1, result: { url: this.doorUrl ?? this.#debuggerUrl, ticket: 'ticket' } };
        message.respond(JSON.stringify({ response: reply, isDisposed: true, id }));
      },
    });
    this.connection.subscribe(sessionCommands.requestHandoff, { callback: (_, message) => void this.#takeHandoff(message) });
    await this.#append('run', this.runId, { type: 'countersign.run.registered.v1', data: { candidateId: this.candidateId, title: null } });
    await this.#append('session', this.sessionId, {
      type: 'countersign.session.started.v1',
      data: { runId: this.runId, provider: 'novnc', viewport: { width: 1200, height: 900 }, startUrl: null, startedAt: '2026-11-22T10:00:00.000Z', expiresAt: '2026-11-22T11:00:00.000Z', heartbeatTimeoutMs: null, node: 'spec' },
    });
    await this.startApp();
  }

  async #takeHandoff(message: Msg): Promise<void> {
    const { id, data: { data } } = message.json<{ id: string; data: { data: RequestHandoff } }>();
    const { handoffId, reason, instructions } = data;
    await this.append('session', this.sessionId, { type: 'countersign.session.handoff_requested.v1', data: { handoffId, reason, instructions, deadline: '2026-11-22T10:30:00.000Z' } });
    message.respond(JSON.stringify({ response: { ok: true, position: 0, version: 1, result: undefined }, isDisposed: true, id }));
    await this.onHandoff(data);
  }

  async completeHandoff(handoffId: string, outcome: 'done' | 'failed' = 'done'): Promise<void> {
    await this.append('session', this.sessionId, { type: 'countersign.session.handoff_completed.v1', data: { handoffId, outcome, note: null } });
  }

  async startApp(config: Partial<CaptureServiceConfig> = {}): Promise<void> {
    this.config = { natsUrl: this.#natsUrl, logLevel: 'silent', instance: 'spec', pageTimeoutMs: 30_000, outcomeTimeoutMs: 15_000, signInWaitMs: 20_000, fourEyes: false, drainTimeoutMs: 20_000, model: null, ...config };
    this.#app = await NestFactory.createMicroservice<MicroserviceOptions>(AppModule.forRoot(this.config, pino({ level: process.env['SPEC_LOG_LEVEL'] ?? 'silent' })), {
      transport: Transport.NATS, options: { ...natsConnectionOptions(this.#natsUrl), queue: 'capture-service' }, logger: false, abortOnError: false,
    });
    await this.#app.listen();
  }

  get natsUrl(): string {
    return this.#natsUrl;
  }

  get debuggerUrl(): string {
    return this.#debuggerUrl;
  }

  get app(): INestMicroservice {
    return this.#app!;
  }

  async stopApp(): Promise<void> {
    await this.#app?.close();
    this.#app = undefined;
  }

  async stop(): Promise<void> {
    await this.stopApp();
    for (const stop of this.#stops.reverse()) await stop();
  }

  /** A command as the gateway sends it; one that comes before the service listens is sent again. */
  async send<Result = { id: string; status: string }>(pattern: string, data: unknown, meta: unknown = META): Promise<CommandReply<Result>> {
    for (const deadlineMs = Date.now() + LISTENING_TIMEOUT_MS; Date.now() < deadlineMs; await new Promise((resolve) => setTimeout(resolve, 50))) {
      const inbox = createInbox();
      const answers = this.connection.subscribe(inbox, { timeout: 100_000 });
      this.connection.publish(pattern, JSON.stringify({ pattern, data: { data, meta }, id: randomUUID() }), { reply: inbox });
      for await (const answer of answers) {
        if (answer.headers?.code === NO_RESPONDERS) break;
        const { response } = answer.json<{ response?: CommandReply<Result> | SignOfLife }>();
        if (response && 'ok' in response) return response;
      }
    }
    throw new Error(`no answer to ${pattern}`);
  }

  async register(person: { resume: unknown; preferences?: unknown; documents?: unknown }): Promise<CommandReply<{ id: string }>> {
    return this.send(candidateCommands.register, { id: this.candidateId, ...person });
  }

  async task(url: string): Promise<string> {
    const id = randomUUID();
    await this.#append('task', id, { type: 'countersign.task.registered.v1', data: { runId: this.runId, url, company: 'Acme', title: 'Engineer' } });
    return id;
  }

  /** Captures a task's form; its id. */
  async capture(url: string): Promise<string> {
    const reply = await this.send(captureCommands.capture, { taskId: await this.task(url), sessionId: this.sessionId });
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    return reply.result.id;
  }

  /** The capture as its events tell it, and their names. */
  async state(id: string): Promise<Capture & { readonly events: string[]; readonly data: (name: string) => Record<string, unknown> }> {
    const events = (await this.log.load('capture', id)).flatMap((commit) => commit.events);
    const state = fold(decider, decider.initialState, events as never);
    const names = events.map(({ type }) => type.split('.')[2]!);
    return { ...state!, events: names, data: (name) => events[names.lastIndexOf(name)]?.data as Record<string, unknown> };
  }

  async edit(id: string, answers: Record<string, unknown>): Promise<CommandReply<{ status: string }>> {
    const { version } = await this.state(id);
    return this.send(captureCommands.edit, { id, expectedVersion: version, answers: Object.entries(answers).map(([fieldId, answer]) => ({ fieldId, answer })) });
  }

  async approve(id: string): Promise<CommandReply<{ status: string }>> {
    return this.send(captureCommands.approve, { id, answersSha256: currentDigest(await this.state(id), sha256Of) });
  }

  /** Appends as the owner of the aggregate would. */
  async append(aggregate: AggregateName, id: string, ...events: DomainEvent[]): Promise<void> {
    const commits = await this.log.load(aggregate, id);
    await this.log.append({
      aggregate, aggregateId: id, source: WRITER_OF[aggregate], context: META, events,
      expectedSequence: commits.at(-1)?.sequence ?? 0, version: commits.at(-1)?.events.at(-1)?.aggregateversion ?? 0,
    });
  }

  async browser(): Promise<Browser> {
    return chromium.connectOverCDP(this.#debuggerUrl);
  }

  #append(aggregate: AggregateName, id: string, event: DomainEvent): Promise<void> {
    return this.append(aggregate, id, event);
  }

  async #startChromium(): Promise<void> {
    const folder = await temporaryFolder();
    const port = await freePort();
    const process_ = spawnBound(smallChromium(), [...CHROMIUM_ARGS, `--remote-debugging-port=${port}`, `--user-data-dir=${folder.path}`, 'about:blank']);
    this.#stops.push(async () => {
      await process_.end('SIGTERM');
      await folder.remove();
    });
    this.#debuggerUrl = await waitFor(async () => ((await (await fetch(`http://127.0.0.1:${port}/json/version`)).json()) as { webSocketDebuggerUrl: string }).webSocketDebuggerUrl, { timeoutMs: 30_000, what: 'Chromium answers' });
  }
}
