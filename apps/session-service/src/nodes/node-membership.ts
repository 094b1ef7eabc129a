import { setTimeout as delay } from 'node:timers/promises';
import { sessionNodeSubject } from '@countersign/contracts';
import { errors, type NatsConnection } from '@nats-io/transport-node';
import type { Logger } from 'pino';
import type { SessionClock } from '../session/session-clock.ts';
import type { NodeLease, NodeSighting } from './domain/node-lease.ts';
import type { NodeLeases, StoredLease } from './node-leases.ts';

export interface NodeIdentity {
  readonly node: string;
  /** Of this process, unique. */
  readonly instance: string;
}

export interface NodeLoad {
  readonly sessions: number;
  readonly sessionLimit: number;
  readonly streamUrl: string;
}

/** Whether this process may act for the sessions it hosts. */
export interface NodeStanding {
  /** false: it could not renew its lease in time, so that others may have declared its sessions lost. */
  readonly mayAct: boolean;
  /** Grows whenever the sessions of before were declared lost. */
  readonly epoch: number;
}

/** Another process has the name of this node. */
export class NodeNameTakenError extends Error {
  override readonly name = 'NodeNameTakenError';
}

export type Renewal = 'renewed' | 'failed' | 'declared_lost' | 'superseded';

const ALIVE = 'alive';
const ALIVE_TIMEOUT_MS = 1_000;
const CLAIM_RETRY_MS = 500;
const LONGEST_RENEWAL_INTERVAL_MS = 5_000;

export interface NodeMembershipOptions {
  readonly identity: NodeIdentity;
  readonly leaseMs: number;
  readonly connection: NatsConnection;
  readonly leases: NodeLeases;
  readonly clock: SessionClock;
  readonly logger: Logger;
}

/**
 * This node's lease, and what it sees of the others'. Every write replaces a known revision: when another node declares
 * this one lost, or takes its name, the next renewal fails and says so. Between the last confirmed renewal and the end of
 * the lease nobody else can have done either.
 */
export class NodeMembership implements NodeStanding {
  readonly #options: NodeMembershipOptions;
  readonly #sightings = new Map<string, { lease: NodeLease; revision: number; sinceMs: number }>();
  #status: 'starting' | 'ready' | 'draining' = 'starting';
  #revision = 0;
  #confirmedMs = -Infinity;
  #epoch = 0;

  constructor(options: NodeMembershipOptions) {
    this.#options = options;
  }

  get leaseMs(): number {
    return this.#options.leaseMs;
  }

  get identity(): NodeIdentity {
    return this.#options.identity;
  }

  get mayAct(): boolean {
    return this.#options.clock.steadyMs() - this.#confirmedMs < this.#options.leaseMs;
  }

  get epoch(): number {
    return this.#epoch;
  }

  /** Six tries a lease, so that a few lost ones cost nothing. */
  get renewalIntervalMs(): number {
    return Math.min(LONGEST_RENEWAL_INTERVAL_MS, this.#options.leaseMs / 6);
  }

  /** Every node but this one, as last read. */
  get sightings(): NodeSighting[] {
    const nowMs = this.#options.clock.steadyMs();
    return [...this.#sightings.values()].map(({ lease, revision, sinceMs }) => ({ lease, revision, unchangedMs: nowMs - sinceMs }));
  }

  sighting(node: string): NodeSighting | undefined {
    return this.sightings.find(({ lease }) => lease.node === node);
  }

  /**
   * Takes the node's name before anything is done under it. A predecessor that does not answer any more gives way at once;
   * one that is connected but silent, when its lease is over. @throws NodeNameTakenError
   */
  async claim(load: NodeLoad): Promise<void> {
    const { identity, leases, connection, logger, clock } = this.#options;
    connection.subscribe(sessionNodeSubject(identity.instance, ALIVE), { callback: (error, message) => void (error ?? message.respond()) });
    let silentSince: { revision: number; sinceMs: number } | undefined;
    for (;;) {
      const found = await leases.get(identity.node);
      const answer = found && found.lease.status !== 'lost' ? await this.#ask(found.lease.instance) : 'nobody';
      if (answer === 'alive') throw new NodeNameTakenError(`another session-service (instance ${found!.lease.instance}) runs under the name ${identity.node}: give each its own SESSION_NODE`);
      if (found && silentSince?.revision !== found.revision) silentSince = { revision: found.revision, sinceMs: clock.steadyMs() };
      const isOver = answer === 'nobody' || clock.steadyMs() - silentSince!.sinceMs >= found!.lease.leaseMs;
      if (isOver && (await this.#write(load, found?.revision ?? 0))) return;
      logger.info({ node: identity.node, instance: found?.lease.instance }, 'waiting for the lease of an earlier process of this name to end');
      await delay(CLAIM_RETRY_MS);
    }
  }

  setStatus(status: 'ready' | 'draining'): void {
    this.#status = status;
  }

  /** Says that this node is there. Never rejects. */
  async renew(load: NodeLoad): Promise<Renewal> {
    const { leases, identity, logger } = this.#options;
    try {
      if (await this.#write(load, this.#revision)) return 'renewed';
      const found = await leases.get(identity.node);
      const isOver = found && (found.lease.instance !== identity.instance || found.lease.status === 'lost');
      if (isOver) this.#confirmedMs = -Infinity;
      if (isOver) return found.lease.instance === identity.instance ? 'declared_lost' : 'superseded';
      // A renewal whose answer was lost, or a bucket that somebody removed: the name is still ours.
      return (await this.#write(load, found?.revision ?? 0)) ? 'renewed' : 'failed';
    } catch (error) {
      logger.warn({ err: error }, 'the lease of this node could not be renewed');
      return 'failed';
    }
  }

  /** Begins anew after its sessions were declared lost and have been ended here. */
  async rejoin(load: NodeLoad): Promise<void> {
    const { leases, identity } = this.#options;
    this.#epoch++;
    const found = await leases.get(identity.node);
    if (!found || found.lease.instance === identity.instance) await this.#write(load, found?.revision ?? 0);
  }

  /** Reads every node's lease. @throws when it cannot */
  async look(): Promise<void> {
    const stored = await this.#options.leases.all();
    const present = new Set(stored.map(({ lease }) => lease.node));
    for (const node of this.#sightings.keys()) if (!present.has(node)) this.#sightings.delete(node);
    for (const lease of stored) this.#see(lease);
  }

  /** Reads one node's lease again, where the last look may be too old. */
  async lookAt(node: string): Promise<NodeSighting | undefined> {
    const stored = await this.#options.leases.get(node);
    if (stored) this.#see(stored);
    else this.#sightings.delete(node);
    return this.sighting(node);
  }

  /** Whether it is declared lost now: false when it was renewed in the last moment, or another node was faster. */
  async declareLost({ lease, revision }: NodeSighting): Promise<boolean> {
    const lost: NodeLease = { ...lease, status: 'lost', sessions: 0 };
    const now = await this.#options.leases.put(lost, revision);
    if (now !== undefined) this.#see({ lease: lost, revision: now });
    return now !== undefined;
  }

  /** Gives the name up: nothing is left that a lease would be needed for. */
  async leave(): Promise<void> {
    const { leases, identity } = this.#options;
    this.#confirmedMs = -Infinity;
    if (this.#revision > 0) await leases.remove(identity.node, this.#revision);
  }

  #see({ lease, revision }: StoredLease): void {
    if (lease.node === this.#options.identity.node || this.#sightings.get(lease.node)?.revision === revision) return;
    this.#sightings.set(lease.node, { lease, revision, sinceMs: this.#options.clock.steadyMs() });
  }

  /** The lease counts from when it was sent: others count from when they found it, which is later. */
  async #write({ sessions, sessionLimit, streamUrl }: NodeLoad, revision: number): Promise<boolean> {
    const { identity, leaseMs, clock, leases } = this.#options;
    const sentMs = clock.steadyMs();
    const renewedAt = new Date(clock.wallMs()).toISOString();
    const written = await leases.put({ ...identity, status: this.#status, sessions, sessionLimit, streamUrl, leaseMs, renewedAt }, revision);
    if (written === undefined) return false;
    this.#revision = written;
    this.#confirmedMs = sentMs;
    return true;
  }

  async #ask(instance: string): Promise<'alive' | 'nobody' | 'silent'> {
    if (instance === this.#options.identity.instance) return 'nobody';
    try {
      await this.#options.connection.request(sessionNodeSubject(instance, ALIVE), undefined, { timeout: ALIVE_TIMEOUT_MS });
      return 'alive';
    } catch (error) {
      return isNoResponders(error) ? 'nobody' : 'silent';
    }
  }
}

function isNoResponders(error: unknown): boolean {
  return error instanceof errors.RequestError && error.isNoResponders();
}
