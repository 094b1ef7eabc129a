import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { SessionServiceConfig } from '../config.ts';
import type { StreamServer } from '../console/session-streams.ts';
import { HostedSessions } from '../session/hosted-sessions.ts';
import type { SessionClock } from '../session/session-clock.ts';
import type { SessionRegistry } from '../session/session-registry.ts';
import { SessionStarter } from '../session/session-starter.ts';
import { CLOCK, CONFIG, HEARING, LOGGER, SESSION_REGISTRY, STREAM_SERVER } from '../session/tokens.ts';
import { LostSessions } from './lost-sessions.ts';
import type { NatsHearing } from './nats-hearing.ts';
import { NodeMembership, type NodeLoad } from './node-membership.ts';
import { NodeRounds } from './node-rounds.ts';

const LEAVE_TIMEOUT_MS = 2_000;

/** This node among the others, from its claim to its leaving. */
@Injectable()
export class NodePresence {
  readonly #membership: NodeMembership;
  readonly #hosted: HostedSessions;
  readonly #starter: SessionStarter;
  readonly #streams: StreamServer;
  readonly #hearing: NatsHearing;
  readonly #config: SessionServiceConfig;
  readonly #rounds: NodeRounds;
  /** Resolves when another process has taken this node's name; its sessions are ended. */
  readonly superseded: Promise<void>;
  #streamsAreServed = false;

  constructor(
    membership: NodeMembership,
    hosted: HostedSessions,
    starter: SessionStarter,
    lost: LostSessions,
    @Inject(SESSION_REGISTRY) registry: SessionRegistry,
    @Inject(STREAM_SERVER) streams: StreamServer,
    @Inject(HEARING) hearing: NatsHearing,
    @Inject(CLOCK) clock: SessionClock,
    @Inject(CONFIG) config: SessionServiceConfig,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.#membership = membership;
    this.#hosted = hosted;
    this.#starter = starter;
    this.#streams = streams;
    this.#hearing = hearing;
    this.#config = config;
    let onSuperseded: () => void = () => undefined;
    this.superseded = new Promise((resolve) => (onSuperseded = resolve));
    this.#rounds = new NodeRounds({
      membership, lost, registry, hearing, clock, logger,
      load: () => this.#load(),
      endAll: () => this.#endAll(),
      onSuperseded: () => void this.#endAll().then(onSuperseded),
    });
  }

  get name(): string {
    return this.#membership.identity.node;
  }

  /** @throws NodeNameTakenError */
  async claim(): Promise<void> {
    this.#hearing.start();
    await this.#membership.claim(this.#load());
    this.#rounds.start();
  }

  /** Streams are served and commands answered: other nodes may send sessions here. */
  async ready(): Promise<void> {
    this.#streamsAreServed = true;
    this.#membership.setStatus('ready');
    await this.#rounds.run();
  }

  /** Other nodes hear of it soon; until then this one passes on what it is sent. */
  draining(): void {
    this.#membership.setStatus('draining');
    void this.#rounds.run();
  }

  /** Without NATS the others find out by themselves: it is not waited for. Never rejects. */
  async leave(): Promise<void> {
    this.#hearing.stop();
    const left = this.#rounds.stop().then(() => this.#membership.leave()).catch(() => undefined);
    await Promise.race([left, delay(LEAVE_TIMEOUT_MS, undefined, { ref: false })]);
  }

  #load(): NodeLoad {
    return { sessions: this.#starter.occupied.length, sessionLimit: this.#config.sessionLimit, streamUrl: this.#streamsAreServed ? this.#streams.url : '' };
  }

  async #endAll(): Promise<void> {
    await Promise.all(this.#hosted.all().map((hosted) => this.#hosted.end(hosted, 'host_lost')));
  }
}
