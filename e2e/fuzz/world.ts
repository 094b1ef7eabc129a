import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { freePort, startNats, startPostgres, temporaryFolder, waitFor, type TemporaryFolder, type TestNats, type TestPostgres } from '@countersign/test-kit';
import { ROOT } from '../faults/root.ts';
import { Supervised } from '../faults/supervised.ts';
import type { Role } from './requests.ts';

const READY_TIMEOUT_MS = 60_000;

type Service = 'session-service' | 'capture-service' | 'gateway';

/** Real servers and the real services as processes; only browsers are not there. */
export class World {
  readonly #services = new Map<Service, Supervised>();
  nats!: TestNats;
  postgres!: TestPostgres;
  url = '';
  /** Takes every webhook that comes. */
  receiverUrl = '';
  keys!: Record<Role, string>;
  #folder!: TemporaryFolder;
  #receiver!: Server;

  static async start(): Promise<World> {
    const world = new World();
    try {
      await world.#start();
    } catch (error) {
      await world.stop().catch(() => undefined);
      throw error;
    }
    return world;
  }

  async #start(): Promise<void> {
    process.env['COUNTERSIGN_TEST_SERVERS'] ??= 'process';
    this.#folder = await temporaryFolder();
    this.#receiver = createServer((request, response) => void request.resume().on('end', () => response.writeHead(204).end())).listen(0, '127.0.0.1');
    [this.nats, this.postgres] = await Promise.all([startNats(), startPostgres()]);
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    this.receiverUrl = `http://127.0.0.1:${(this.#receiver.address() as AddressInfo).port}/webhooks`;
    const bootstrap = join(this.#folder.path, 'bootstrap.json');
    this.#add('session-service', { SESSION_DATA_DIR: join(this.#folder.path, 'sessions'), SESSION_POOL_SIZE: '0', SESSION_LIMIT: '1000', SESSION_LIMIT_PER_RUN: '1000', SESSION_NODE: 'fuzz', SESSION_HEARTBEAT_TIMEOUT_SECONDS: '3600' });
    this.#add('capture-service', { CAPTURE_INSTANCE: 'fuzz' });
    this.#add('gateway', {
      GATEWAY_PORT: String(port), GATEWAY_PUBLIC_URL: this.url, DATABASE_URL: this.postgres.url, GATEWAY_BOOTSTRAP_FILE: bootstrap, GATEWAY_SECRET_KEY_FILE: join(this.#folder.path, 'gateway.key'), GATEWAY_WEBHOOK_ALLOW: '127.0.0.1',
      // Who asks thousands of times a minute is told to slow down; that is not what is tried here.
      GATEWAY_RATE_LIMIT_PER_MINUTE: '0', GATEWAY_RATE_LIMIT_ADDRESS_PER_MINUTE: '0', GATEWAY_RATE_LIMIT_SIGN_IN_PER_MINUTE: '0',
    });
    for (const service of this.#services.values()) service.start();
    await this.#ready();
    await waitFor(() => existsSync(bootstrap), { timeoutMs: READY_TIMEOUT_MS, what: 'the gateway writes the first keys' });
    this.keys = (JSON.parse(readFileSync(bootstrap, 'utf8')) as { keys: Record<Role, string> }).keys;
  }

  #add(name: Service, env: Record<string, string>): void {
    const hook = name === 'gateway' ? [] : ['--import', join(ROOT, 'e2e/dist/fuzz/hooks/no-browser.js')];
    this.#services.set(name, new Supervised({
      name, logPath: join(this.#folder.path, `${name}.log`), argv: [process.execPath, ...hook, join(ROOT, 'apps', name, 'dist/main.js')], env: { NATS_URL: this.nats.url, NODE_ENV: 'production', LOG_LEVEL: 'warn', ...env },
    }));
  }

  async #ready(): Promise<void> {
    const isReady = async () => (await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(5_000) })).ok;
    await waitFor(isReady, { timeoutMs: READY_TIMEOUT_MS, everyMs: 50, what: 'everything is ready' }).catch((error: Error) => {
      throw new Error(`${error.message}\n${this.lastLines()}`, { cause: error });
    });
  }

  lastLines(): string {
    return [...this.#services].map(([name, service]) => `--- ${name}\n${service.lastLines()}`).join('\n');
  }

  /** How often a service ended by itself. */
  get crashes(): string[] {
    return [...this.#services].filter(([, service]) => service.ownEnds > 0).map(([name, { ownEnds }]) => `${name} ended ${ownEnds} times`);
  }

  /** Resident memory of the gateway. */
  get gatewayBytes(): number {
    const status = readFileSync(`/proc/${this.#services.get('gateway')!.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)![1]) * 1024;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#services.values()].map((service) => service.stop()));
    await Promise.all([this.nats?.stop(), this.postgres?.stop()]);
    this.#receiver?.closeAllConnections();
    this.#receiver?.close();
    await this.#folder?.remove();
  }
}
