/** Value of a key of the `session-nodes` bucket: one node's claim to its name and to the sessions it hosts. */
export interface NodeLease {
  readonly node: string;
  /** The process; a node that was started again is another one. */
  readonly instance: string;
  /** `lost`: another node found that this lease was not renewed in time; its sessions are over. */
  readonly status: 'starting' | 'ready' | 'draining' | 'lost';
  /** Browsers that run or are starting, and how many may. */
  readonly sessions: number;
  readonly sessionLimit: number;
  /** Where its streams are served; empty while it starts. */
  readonly streamUrl: string;
  /** How long it may go without renewal. */
  readonly leaseMs: number;
  /** RFC 3339, for people: nobody compares clocks of two machines. */
  readonly renewedAt: string;
}

/** A lease as another node sees it. */
export interface NodeSighting {
  readonly lease: NodeLease;
  /** Revision of its key; whoever writes says which one it knows. */
  readonly revision: number;
  /** For how long the observer has found the same revision, by its own steady clock. */
  readonly unchangedMs: number;
}

/**
 * Whether nobody has heard of the node for as long as its lease. `hearingMs`: for how long the observer itself was
 * connected without a break; who was cut off cannot tell.
 */
export function isOverdue({ lease, unchangedMs }: NodeSighting, hearingMs: number): boolean {
  return lease.status !== 'lost' && Math.min(unchangedMs, hearingMs) >= lease.leaseMs;
}

/** Whether a session of this instance still has its host, as far as is known. */
export function hosts(sighting: NodeSighting | undefined, instance: string): boolean {
  return sighting !== undefined && sighting.lease.status !== 'lost' && sighting.lease.instance === instance;
}

/**
 * Other nodes that take sessions, the one with the most room first. Those that say they are full come last: what they say is
 * seconds old, and only they know.
 */
export function takingSessions(sightings: readonly NodeSighting[], ownInstance: string): NodeLease[] {
  const room = ({ sessions, sessionLimit }: NodeLease): number => sessionLimit - sessions;
  return sightings
    .map(({ lease }) => lease)
    .filter((lease) => lease.instance !== ownInstance && lease.status === 'ready')
    .sort((left, right) => room(right) - room(left) || left.node.localeCompare(right.node));
}
