import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { SessionServiceConfig } from '../config.ts';
import type { StreamServer } from '../console/session-streams.ts';
import { dueCommands, type Patience } from './domain/due.ts';
import type { HostedSession } from './hosted-session.ts';
import { HostedSessions, ownMeta } from './hosted-sessions.ts';
import type { SessionLeases } from './session-leases.ts';
import { CONFIG, LOGGER, SESSION_LEASES, STREAM_SERVER } from './tokens.ts';

/** How late an expiry may be seen. Short beside any lease, and a look costs microseconds. */
const TICK_MS = 500;

/** Looks at every session twice a second, by the wall clock: a timer until the deadline would not see that clock jump. */
@Injectable()
export class SessionTimer {
  readonly #hosted: HostedSessions;
  readonly #streams: StreamServer;
  readonly #leases: SessionLeases;
  readonly #patience: Patience;
  readonly #logger: Logger;
  readonly #busy = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    hosted: HostedSessions,
    @Inject(STREAM_SERVER) streams: StreamServer,
    @Inject(SESSION_LEASES) leases: SessionLeases,
    @Inject(CONFIG) config: SessionServiceConfig,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.#hosted = hosted;
    this.#streams = streams;
    this.#leases = leases;
    this.#patience = { consoleReconnectMs: config.consoleReconnectSeconds * 1000, controlIdleMs: config.controlIdleSeconds * 1000 };
    this.#logger = logger;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.tick(), TICK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** One look at every session that the last look is done with. */
  tick(): void {
    for (const hosted of this.#hosted.all()) {
      if (this.#busy.has(hosted.id)) continue;
      this.#busy.add(hosted.id);
      void this.check(hosted, Date.now())
        .catch((error: unknown) => this.#logger.error({ sessionId: hosted.id, correlationId: hosted.correlationId, err: error }, 'a session could not be checked'))
        .finally(() => this.#busy.delete(hosted.id));
    }
  }

  async check(hosted: HostedSession, nowMs: number): Promise<void> {
    if (hosted.pendingEnd) return this.#hosted.end(hosted, hosted.pendingEnd.reason);
    const due = this.#due(hosted, nowMs);
    if (due.length === 0) return;
    // Another instance may have answered the heartbeats: the bucket knows.
    if (due[0]?.type === 'expire' && (await this.#heardOfElsewhere(hosted))) return;
    for (const command of due) await this.#hosted.handle(hosted.id, command, ownMeta(hosted.correlationId));
  }

  #due(hosted: HostedSession, nowMs: number): ReturnType<typeof dueCommands> {
    return dueCommands(hosted.state, hosted.presence(this.#streams.connections(hosted.id), nowMs), this.#patience, nowMs);
  }

  async #heardOfElsewhere(hosted: HostedSession): Promise<boolean> {
    const beatMs = await this.#leases.lastHeartbeatMs(hosted.id);
    if (beatMs === null) return false;
    hosted.beat(beatMs);
    return this.#due(hosted, Date.now())[0]?.type !== 'expire';
  }
}
