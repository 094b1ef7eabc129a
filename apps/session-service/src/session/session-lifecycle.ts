import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import type { BrowserHost } from '../browser-host/browser-host.ts';
import { BrowserPool } from '../browser-host/browser-pool.ts';
import type { SessionServiceConfig } from '../config.ts';
import type { StreamServer } from '../console/session-streams.ts';
import { LostSessions } from '../nodes/lost-sessions.ts';
import { NodePresence } from '../nodes/node-presence.ts';
import { HostedSessions } from './hosted-sessions.ts';
import type { SessionRegistry } from './session-registry.ts';
import { SessionStarter } from './session-starter.ts';
import { SessionTimer } from './session-timer.ts';
import { BROWSER_HOST, CONFIG, LOGGER, SESSION_REGISTRY, STREAM_SERVER } from './tokens.ts';

/** How often it is looked whether the last session has ended. */
const DRAIN_LOOK_MS = 200;

/** Before the first command: nothing of an earlier process is left. After the last: nothing of this one. */
@Injectable()
export class SessionLifecycle implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #host: BrowserHost;
  readonly #pool: BrowserPool;
  readonly #hosted: HostedSessions;
  readonly #starter: SessionStarter;
  readonly #timer: SessionTimer;
  readonly #registry: SessionRegistry;
  readonly #streams: StreamServer;
  readonly #logger: Logger;
  readonly #drainMs: number;
  readonly #lost: LostSessions;
  readonly #node: NodePresence;
  #drained: Promise<void> | undefined;
  #hurried = false;

  constructor(
    @Inject(BROWSER_HOST) host: BrowserHost,
    pool: BrowserPool,
    hosted: HostedSessions,
    starter: SessionStarter,
    timer: SessionTimer,
    @Inject(SESSION_REGISTRY) registry: SessionRegistry,
    @Inject(STREAM_SERVER) streams: StreamServer,
    @Inject(LOGGER) logger: Logger,
    @Inject(CONFIG) config: SessionServiceConfig,
    lost: LostSessions,
    node: NodePresence,
  ) {
    this.#drainMs = config.drainSeconds * 1000;
    this.#lost = lost;
    this.#node = node;
    this.#host = host;
    this.#pool = pool;
    this.#hosted = hosted;
    this.#starter = starter;
    this.#timer = timer;
    this.#registry = registry;
    this.#streams = streams;
    this.#logger = logger;
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.#node.claim(); // Before anything is done under this node's name.
    for (const problem of await this.#host.sweep()) this.#logger.error({ problem }, 'something of an earlier browser could not be removed');
    for (const { id, host } of await this.#registry.all()) if (host.node === this.#node.name) await this.#lost.record(id);
    await this.#streams.start();
    this.#timer.start();
    this.#pool.fill();
  }

  /** Commands are answered from now on. */
  async ready(): Promise<void> {
    await this.#node.ready();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.drain();
  }

  /** Takes no more sessions and ends those that run, or lets them go on for a while if so configured. Idempotent. */
  drain(): Promise<void> {
    this.#drained ??= this.#drain();
    return this.#drained;
  }

  /** Whoever drains waits no longer for sessions to end by themselves. */
  hurry(): void {
    this.#hurried = true;
  }

  async #drain(): Promise<void> {
    const starting = this.#starter.drain();
    this.#node.draining();
    await starting;
    const poolClosed = this.#pool.close(); // Nobody takes one any more, however long the sessions go on.
    this.#logger.info({ sessions: this.#hosted.all().length, waitMs: this.#drainMs }, 'draining: running sessions end');
    const deadlineMs = performance.now() + this.#drainMs;
    while (this.#hosted.all().length > 0 && performance.now() < deadlineMs && !this.#hurried) await delay(DRAIN_LOOK_MS);
    this.#timer.stop();
    await this.#endAll();
    await poolClosed;
    await this.#streams.stop();
    await this.#node.leave();
  }

  async #endAll(): Promise<void> {
    await Promise.all(
      this.#hosted.all().map(async (hosted) => {
        await this.#hosted.end(hosted, 'shutdown');
        await this.#hosted.release(hosted);
      }),
    );
  }
}
