import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chownSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sessionCommands, sessionNodeSubject, type CommandReply, type EventEnvelope, type SignOfLife } from '@countersign/contracts';
import { connectNats, jetStreamEventLog, type EventLog } from '@countersign/event-log';
import { buildOnce, startNats, temporaryFolder, waitFor, type TemporaryFolder, type TestNats } from '@countersign/test-kit';
import { createInbox, type NatsConnection } from '@nats-io/transport-node';
import { pointsInto, runningProcesses } from '../browser-host/processes.ts';

const WORKSPACE = join(import.meta.dirname, '../../../..');
const MAIN = join(import.meta.dirname, '../../dist/main.js');
const ANSWER_TIMEOUT_MS = 60_000;

export interface CommandOptions {
  /** Default `key:tests`. */
  readonly actor?: string;
  /** The instance that is to answer, instead of any node. */
  readonly to?: string;
  /** Default a minute. */
  readonly timeoutMs?: number;
}

export interface ServiceProcess {
  readonly name: string;
  readonly process: ChildProcess;
  readonly dataFolder: string;
  readonly lines: string[];
}

/** The built service in processes of its own on one nats-server: what is tried is what happens when such a process is stopped, paused or killed. */
export class ServiceProcesses {
  readonly nats: TestNats;
  readonly connection: NatsConnection;
  readonly log: EventLog;
  readonly #folder: TemporaryFolder;
  readonly #services = new Set<ServiceProcess>();

  private constructor(nats: TestNats, connection: NatsConnection, log: EventLog, folder: TemporaryFolder) {
    this.nats = nats;
    this.connection = connection;
    this.log = log;
    this.#folder = folder;
  }

  static async open(): Promise<ServiceProcesses> {
    buildOnce(WORKSPACE, '@countersign/session-service');
    const nats = await startNats();
    const connection = await connectNats({ natsUrl: nats.url, name: 'tests' });
    return new ServiceProcesses(nats, connection, await jetStreamEventLog(connection), await temporaryFolder());
  }

  async close(): Promise<void> {
    await this.endAll();
    await this.log.close();
    await this.connection.close();
    await this.nats.stop();
    await this.#folder.remove();
  }

  /** Its node is called `node-<name>`; its heartbeats, pool and limits are the environment's. `uid`: the account that it runs under. */
  async start(name: string, environment: Record<string, string> = {}, uid?: number): Promise<ServiceProcess> {
    const dataFolder = join(this.#folder.path, name);
    mkdirSync(dataFolder, { recursive: true, mode: 0o755 });
    if (uid !== undefined) chownSync(dataFolder, uid, uid);
    const child = spawn(process.execPath, ['--enable-source-maps', MAIN], {
      stdio: ['ignore', 'pipe', 'pipe'], ...(uid === undefined ? {} : { uid, gid: uid }),
      env: { ...process.env, NATS_URL: this.nats.url, SESSION_DATA_DIR: dataFolder, SESSION_NODE: `node-${name}`, SESSION_POOL_SIZE: '0', ...environment },
    });
    const service: ServiceProcess = { name, process: child, dataFolder, lines: [] };
    this.#services.add(service);
    for (const stream of [child.stdout!, child.stderr!]) createInterface(stream).on('line', (line) => service.lines.push(line));
    const isReady = (): boolean => service.lines.some((line) => line.includes('"msg":"ready"'));
    await waitFor(() => isReady() || child.exitCode !== null, { timeoutMs: 45_000, what: `${name} is ready` });
    if (!isReady()) throw new Error(`the service ended:\n${service.lines.join('\n')}`);
    return service;
  }

  async end(service: ServiceProcess, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | null> {
    const child = service.process;
    child.kill('SIGCONT');
    child.kill(signal);
    await waitFor(() => child.exitCode !== null || child.signalCode !== null, { timeoutMs: 20_000, what: `${service.name} has ended` });
    this.#services.delete(service);
    return child.exitCode;
  }

  async endAll(): Promise<void> {
    await Promise.all([...this.#services].map((service) => this.end(service)));
  }

  /** As Nest's client sends a request. @throws when nobody answers */
  async command<Result = unknown>(pattern: string, data: unknown, options: CommandOptions = {}): Promise<CommandReply<Result>> {
    const payload = JSON.stringify({ pattern, id: randomUUID(), data: { data, meta: { actor: options.actor ?? 'key:tests', correlationId: 'a-test' } } });
    const inbox = createInbox();
    const answers = this.connection.subscribe(inbox, { timeout: options.timeoutMs ?? ANSWER_TIMEOUT_MS });
    this.connection.publish(options.to ? sessionNodeSubject(options.to, pattern) : pattern, payload, { reply: inbox });
    for await (const answer of answers) {
      if (answer.data.length === 0) throw new Error(`nobody answers to ${pattern}`);
      const { response } = answer.json<{ response?: CommandReply<Result> | SignOfLife }>();
      if (response && 'ok' in response) return response;
    }
    throw new Error(`no answer to ${pattern}`);
  }

  async must<Result>(pattern: string, data: unknown, options?: CommandOptions): Promise<Result> {
    const reply = await this.command<Result>(pattern, data, options);
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    return reply.result;
  }

  async registerRun(): Promise<string> {
    const runId = randomUUID();
    await this.log.append({
      aggregate: 'run', aggregateId: runId, source: 'gateway', expectedSequence: 0, version: 0,
      events: [{ type: 'countersign.run.registered.v1', data: { candidateId: randomUUID(), title: null } }],
      context: { actor: 'key:tests', correlationId: 'a-test', runId },
    });
    return runId;
  }

  async startSession(parameters: Record<string, unknown> = {}): Promise<string> {
    const id = randomUUID();
    await this.must(sessionCommands.start, { id, runId: await this.registerRun(), ...parameters });
    return id;
  }

  async eventsOf(id: string): Promise<EventEnvelope[]> {
    return (await this.log.load('session', id)).flatMap((commit) => commit.events);
  }

  /** What happened, shortly: `started`, `terminated host_lost` … */
  async storyOf(id: string): Promise<string[]> {
    return (await this.eventsOf(id)).map(({ type, data }) => [type.split('.')[2], (data as { reason?: string }).reason].filter(Boolean).join(' '));
  }

  async nodeOf(id: string): Promise<string> {
    return ((await this.eventsOf(id))[0]!.data as { node: string }).node;
  }

  nothingLeft({ dataFolder, process: { pid: servicePid } }: ServiceProcess): boolean {
    const browsers = join(dataFolder, 'browsers');
    const isIts = (pid: number): boolean => pid !== servicePid && pid !== process.pid && pointsInto(browsers, pid);
    return readdirSync(browsers).length === 0 && !runningProcesses().some(({ pid }) => isIts(pid));
  }
}
