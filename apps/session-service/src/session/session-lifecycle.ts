import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import type { BrowserHost } from '../browser-host/browser-host.ts';
import { BrowserPool } from '../browser-host/browser-pool.ts';
import type { StreamServer } from '../console/session-streams.ts';
import { HostedSessions, ownMeta } from './hosted-sessions.ts';
import type { SessionLeases } from './session-leases.ts';
import type { SessionRegistry } from './session-registry.ts';
import { SessionStarter } from './session-starter.ts';
import { SessionTimer } from './session-timer.ts';
import { BROWSER_HOST, LOGGER, SESSION_LEASES, SESSION_REGISTRY, STREAM_SERVER } from './tokens.ts';

/** Before the first command: nothing of an earlier process is left. After the last: nothing of this one. */
@Injectable()
export class SessionLifecycle implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #host: BrowserHost;
  readonly #pool: BrowserPool;
  readonly #hosted: HostedSessions;
  readonly #starter: SessionStarter;
  readonly #timer: SessionTimer;
  readonly #registry: SessionRegistry;
  readonly #leases: SessionLeases;
  readonly #streams: StreamServer;
  readonly #logger: Logger;
  #drained: Promise<void> | undefined;

  constructor(
    @Inject(BROWSER_HOST) host: BrowserHost,
    pool: BrowserPool,
    hosted: HostedSessions,
    starter: SessionStarter,
    timer: SessionTimer,
    @Inject(SESSION_REGISTRY) registry: SessionRegistry,
    @Inject(SESSION_LEASES) leases: SessionLeases,
    @Inject(STREAM_SERVER) streams: StreamServer,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.#host = host;
    this.#pool = pool;
    this.#hosted = hosted;
    this.#starter = starter;
    this.#timer = timer;
    this.#registry = registry;
    this.#leases = leases;
    this.#streams = streams;
    this.#logger = logger;
  }

  async onApplicationBootstrap(): Promise<void> {
    for (const problem of await this.#host.sweep()) this.#logger.error({ problem }, 'something of an earlier browser could not be removed');
    const meta = ownMeta();
    for (const sessionId of await this.#registry.all()) {
      await this.#recordLoss(sessionId, meta);
      await this.#registry.remove(sessionId);
    }
    await this.#streams.start();
    this.#timer.start();
    this.#pool.fill();
  }

  /** A start that never reached the log, or a session that ended meanwhile, leaves nothing to record. */
  async #recordLoss(sessionId: string, meta: ReturnType<typeof ownMeta>): Promise<void> {
    const beatMs = await this.#leases.lastHeartbeatMs(sessionId);
    const lastHeartbeatAt = beatMs === null ? null : new Date(beatMs).toISOString();
    await this.#hosted.handle(sessionId, { type: 'terminate', reason: 'host_lost', lastHeartbeatAt }, meta);
    await this.#leases.remove(sessionId);
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.drain();
  }

  /** Takes no more sessions and ends those that run. Idempotent. */
  drain(): Promise<void> {
    this.#drained ??= this.#drain();
    return this.#drained;
  }

  async #drain(): Promise<void> {
    this.#timer.stop();
    await this.#starter.drain();
    const running = this.#hosted.all();
    this.#logger.info({ sessions: running.length }, 'draining: running sessions end');
    await Promise.all(
      running.map(async (hosted) => {
        await this.#hosted.end(hosted, 'shutdown');
        await this.#hosted.release(hosted);
      }),
    );
    await this.#pool.close();
    await this.#streams.stop();
  }
}
