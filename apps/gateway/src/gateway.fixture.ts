import 'reflect-metadata';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { AggregateName, CommandMessage, CommandReply, DomainEvent, Role, WRITER_OF } from '@countersign/contracts';
import { connectEventLog, connectNats, type EventLog } from '@countersign/event-log';
import { AnswerCheck, freePort, startNats, startPostgres, temporaryFolder, type ApiDescription } from '@countersign/test-kit';
import type { NatsConnection } from '@nats-io/transport-node';
import type { BootstrapFile } from './auth/bootstrap-keys.ts';
import { readConfig, type GatewayConfig } from './config.ts';
import { startGateway, type Gateway } from './gateway.ts';
import { openApiDocument } from './http/openapi/document.ts';

export interface RequestOptions {
  readonly method?: string;
  /** Sent as JSON, unless it is a Buffer or a text. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Stand-ins answer what no service would: the answer is not held against the description of the API. */
  readonly unlikely?: boolean;
  /** Whose key is sent; none: no credentials. */
  readonly as?: Role;
}
export interface Answered<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** A gateway on real servers, with stand-ins for the services that answer commands. */
export interface TestGateway {
  readonly gateway: Gateway;
  readonly config: GatewayConfig;
  readonly bootstrap: BootstrapFile;
  readonly bootstrapMode: number;
  readonly log: EventLog;
  readonly natsUrl: string;
  /** @throws Error when the answer is none that the description of the API has. */
  call<Body = Record<string, unknown>>(path: string, options?: RequestOptions): Promise<Answered<Body>>;
  /** Answers commands of a pattern as Nest's NATS transport does; returns what it received and how to end it. */
  respond(pattern: string, answer: (message: CommandMessage<Record<string, unknown>>) => Promise<CommandReply<unknown>> | CommandReply<unknown>): Promise<Responder>;
  /** Appends as the service that owns the aggregate. */
  append(aggregate: Exclude<AggregateName, 'run' | 'task' | 'audit'>, id: string, events: readonly DomainEvent[], runId?: string): Promise<{ sequence: number; version: number }>;
  stop(): Promise<void>;
}
export interface Responder {
  readonly received: CommandMessage<Record<string, unknown>>[];
  end(): void;
}

const WRITERS: Record<Exclude<AggregateName, 'run' | 'task' | 'audit'>, (typeof WRITER_OF)[AggregateName]> = { candidate: 'capture-service', session: 'session-service', capture: 'capture-service' };

export async function startTestGateway(environment: Record<string, string> = {}): Promise<TestGateway> {
  const [nats, postgres, folder, port] = await Promise.all([startNats({ token: 'gateway-test' }), startPostgres(), temporaryFolder(), freePort()]);
  const bootstrapFile = join(folder.path, 'bootstrap.json');
  const config = readConfig({
    NATS_URL: nats.url, DATABASE_URL: postgres.url, GATEWAY_PORT: String(port), GATEWAY_BOOTSTRAP_FILE: bootstrapFile,
    LOG_LEVEL: 'silent', GATEWAY_WEB_DIST: join(folder.path, 'web'), GATEWAY_DRAIN_TIMEOUT_MS: '3000', GATEWAY_RATE_LIMIT_PER_MINUTE: '0', GATEWAY_RATE_LIMIT_ADDRESS_PER_MINUTE: '0', GATEWAY_RATE_LIMIT_SIGN_IN_PER_MINUTE: '0', ...environment,
  });
  const gateway = await startGateway(config).catch(async (error: unknown) => {
    await Promise.all([nats.stop(), postgres.stop(), folder.remove()]);
    throw error;
  });
  const bootstrap = JSON.parse(await readFile(bootstrapFile, 'utf8')) as BootstrapFile;
  const check = new AnswerCheck(openApiDocument(gateway.app, config.publicUrl) as unknown as ApiDescription);
  const log = await connectEventLog({ natsUrl: nats.url, name: 'test' });
  const connection = await connectNats({ natsUrl: nats.url, name: 'stand-ins' });

  return {
    gateway, config, bootstrap, log, natsUrl: nats.url,
    bootstrapMode: (await stat(bootstrapFile)).mode & 0o777,
    call: (path, options = {}) => call({ url: gateway.url, bootstrap, check }, path, options),
    respond: (pattern, answer) => respond(connection, pattern, answer),
    append: async (aggregate, id, events, runId) => {
      const commits = await log.load(aggregate, id);
      const last = commits.at(-1);
      return log.append({
        aggregate, aggregateId: id, source: WRITERS[aggregate], events,
        expectedSequence: last?.sequence ?? 0, version: last?.events.at(-1)!.aggregateversion ?? 0,
        context: { actor: 'service:test', correlationId: 'test', ...(runId === undefined ? {} : { runId }) },
      });
    },
    stop: async () => {
      await gateway.stop();
      await Promise.all([log.close(), connection.close()]);
      await Promise.all([nats.stop(), postgres.stop()]);
      await folder.remove();
    },
  };
}

interface Called {
  readonly url: string;
  readonly bootstrap: BootstrapFile;
  readonly check: AnswerCheck;
}

async function call<Body>({ url, bootstrap: { keys }, check }: Called, path: string, { method = 'GET', body, headers = {}, as, unlikely }: RequestOptions): Promise<Answered<Body>> {
  const raw = Buffer.isBuffer(body) || typeof body === 'string';
  const response = await fetch(new URL(path, url), {
    method,
    headers: { ...(as ? { authorization: `Bearer ${keys[as]}` } : {}), ...(body !== undefined ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(body === undefined ? {} : { body: raw ? (body as Buffer<ArrayBuffer> | string) : JSON.stringify(body) }),
  });
  const text = await response.text();
  const problems = check.problemsOf({ method, path, status: response.status, headers: response.headers, body: text });
  if (problems.length > 0 && !unlikely) throw new Error(`The description of the API has no such answer.\n${problems.join('\n')}`);
  const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: (isJson && text !== '' ? JSON.parse(text) : text) as Body };
}

async function respond(connection: NatsConnection, pattern: string, answer: Parameters<TestGateway['respond']>[1]): Promise<Responder> {
  const received: CommandMessage<Record<string, unknown>>[] = [];
  const subscription = connection.subscribe(pattern, {
    callback: (_error, message) => {
      const { id, data } = message.json<{ id: string; data: CommandMessage<Record<string, unknown>> }>();
      received.push(data);
      void Promise.resolve(answer(data)).then((response) => message.respond(JSON.stringify({ id, response, isDisposed: true })));
    },
  });
  // Until the server knows the subscription, a command would find nobody.
  await connection.flush();
  return { received, end: () => subscription.unsubscribe() };
}
