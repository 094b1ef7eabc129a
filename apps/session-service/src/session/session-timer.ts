import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { SessionServiceConfig } from '../config.ts';
import type { StreamServer } from '../console/session-streams.ts';
import type { Hearing } from '../nodes/nats-hearing.ts';
import type { NodeStanding } from '../nodes/node-membership.ts';
import { dueCommands, type Patience } from './domain/due.ts';
import type { HostedSession } from './hosted-session.ts';
import { HostedSessions, ownMeta } from './hosted-sessions.ts';
import { CONFIG, HEARING, LOGGER, NODE_STANDING, STREAM_SERVER } from './tokens.ts';

/** How late an expiry may be seen. Short beside any lease, and a look costs microseconds. */
const TICK_MS = 500;

/** Looks at every session twice a second: a timer until the deadline would not see a clock that jumps. */
@Injectable()
export class SessionTimer {
  readonly #hosted: HostedSessions;
  readonly #streams: StreamServer;
  readonly #hearing: Hearing;
  readonly #node: NodeStanding;
  readonly #patience: Patience;
  readonly #logger: Logger;
  readonly #busy = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #couldAct = true;

  constructor(
    hosted: HostedSessions,
    @Inject(STREAM_SERVER) streams: StreamServer,
    @Inject(HEARING) hearing: Hearing,
    @Inject(NODE_STANDING) node: NodeStanding,
    @Inject(CONFIG) config: SessionServiceConfig,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.#hosted = hosted;
    this.#streams = streams;
    this.#hearing = hearing;
    this.#node = node;
    this.#patience = { consoleReconnectMs: config.consoleReconnectSeconds * 1000, consoleLifeMs: config.consoleLifeSeconds * 1000, controlIdleMs: config.controlIdleSeconds * 1000 };
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
    this.#standing();
    for (const hosted of this.#hosted.all()) {
      if (this.#busy.has(hosted.id)) continue;
      this.#busy.add(hosted.id);
      void this.check(hosted)
        .catch((error: unknown) => this.#logger.error({ sessionId: hosted.id, correlationId: hosted.correlationId, err: error }, 'a session could not be checked'))
        .finally(() => this.#busy.delete(hosted.id));
    }
  }

  async check(hosted: HostedSession): Promise<void> {
    if (hosted.pendingEnd) return this.#hosted.retryEnd(hosted, hosted.pendingEnd);
    let due = this.#due(hosted);
    // A break that nobody noticed yet may be why nothing was heard.
    if (due[0]?.type === 'expire') {
      await this.#hearing.prove();
      due = this.#due(hosted);
    }
    for (const command of due) await this.#hosted.handle(hosted.id, command, ownMeta(hosted.correlationId));
  }

  #due(hosted: HostedSession): ReturnType<typeof dueCommands> {
    return dueCommands(hosted.state, hosted.presence(this.#streams.connections(hosted.id), this.#hearing.hearingMs()), this.#patience, hosted.nowMs());
  }

  /** Keys that somebody holds down are lifted when this node may not act any more; what was held for clients is made when it may again. */
  #standing(): void {
    if (this.#node.mayAct === this.#couldAct) return;
    this.#couldAct = this.#node.mayAct;
    if (!this.#couldAct) this.#logger.error('the lease of this node is over: its sessions are cut off until it is renewed');
    for (const { id } of this.#hosted.all()) this.#streams.controlChanged(id);
  }
}
