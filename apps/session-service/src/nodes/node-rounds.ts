import type { Logger } from 'pino';
import type { SessionClock } from '../session/session-clock.ts';
import type { RegisteredSession, SessionRegistry } from '../session/session-registry.ts';
import { hosts, isOverdue } from './domain/node-lease.ts';
import type { LostSessions } from './lost-sessions.ts';
import type { Hearing } from './nats-hearing.ts';
import type { NodeLoad, NodeMembership } from './node-membership.ts';

/** Rounds between two looks at every registered session: for what a node that died while it recorded losses left. */
const ROUNDS_BETWEEN_SWEEPS = 6;

export interface NodeRoundsOptions {
  readonly membership: NodeMembership;
  readonly lost: LostSessions;
  readonly registry: SessionRegistry;
  readonly hearing: Hearing;
  readonly clock: SessionClock;
  readonly logger: Logger;
  load(): NodeLoad;
  /** The sessions of this node are over, because others said so: ends them here. */
  endAll(): Promise<void>;
  /** Another process has this node's name: there is no way on. */
  onSuperseded(): void;
}

/** Again and again: renews this node's lease, and ends the sessions of nodes that do not renew theirs. */
export class NodeRounds {
  readonly #options: NodeRoundsOptions;
  /** Nodes that registered sessions name but that have no lease, since when. */
  readonly #unseen = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #round: Promise<void> | undefined;
  #count = 0;

  constructor(options: NodeRoundsOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer ??= setInterval(() => void this.run(), this.#options.membership.renewalIntervalMs);
  }

  /** Resolves when the round at hand is over. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#round;
  }

  /** One round; none begins before the last is over. Never rejects. */
  run(): Promise<void> {
    this.#round ??= this.#run()
      .catch((error: unknown) => this.#options.logger.warn({ err: error }, 'the other nodes could not be looked at'))
      .finally(() => (this.#round = undefined));
    return this.#round;
  }

  async #run(): Promise<void> {
    const { membership, load, logger } = this.#options;
    const renewal = await membership.renew(load());
    if (renewal === 'superseded') {
      logger.fatal({ node: membership.identity.node }, 'another session-service took the name of this node: it ends');
      return this.#options.onSuperseded();
    }
    if (renewal === 'declared_lost') {
      logger.error({ node: membership.identity.node }, 'this node was cut off for longer than its lease: its sessions are over');
      await this.#options.endAll();
      await membership.rejoin(load());
    }
    if (renewal === 'failed') return;
    await membership.look();
    await this.#judge();
    if (this.#count++ % ROUNDS_BETWEEN_SWEEPS === 0) await this.#sweep(await this.#options.registry.all());
  }

  async #judge(): Promise<void> {
    const { membership, hearing, registry, logger } = this.#options;
    for (const sighting of membership.sightings) {
      if (!isOverdue(sighting, hearing.hearingMs()) || !(await membership.declareLost(sighting))) continue;
      const { node, instance, renewedAt } = sighting.lease;
      logger.error({ node, instance, renewedAt }, 'a node did not renew its lease: its sessions are lost');
      await this.#sweep((await registry.all()).filter(({ host }) => host.node === node));
    }
  }

  /** Records the loss of those whose host is gone for certain. */
  async #sweep(registered: readonly RegisteredSession[]): Promise<void> {
    const { membership, lost, logger } = this.#options;
    for (const { id, host } of registered) {
      if (host.instance === membership.identity.instance || !this.#isGone(host.node, host.instance)) continue;
      await lost.record(id).catch((error: unknown) => logger.error({ sessionId: id, err: error }, 'the loss of a session could not be recorded yet'));
    }
  }

  #isGone(node: string, instance: string | undefined): boolean {
    const { membership, clock, hearing } = this.#options;
    const sighting = membership.sighting(node);
    // This node's own name: an earlier process of it, or this very one written by an older version.
    if (sighting || node === membership.identity.node) {
      this.#unseen.delete(node);
      return !hosts(sighting, instance ?? '');
    }
    const nowMs = clock.steadyMs();
    const sinceMs = this.#unseen.get(node) ?? nowMs;
    this.#unseen.set(node, sinceMs);
    return Math.min(nowMs - sinceMs, hearing.hearingMs()) >= membership.leaseMs;
  }
}
