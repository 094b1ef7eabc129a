import { networkInterfaces } from 'node:os';
import type { CanonicalHost } from './canonical-host.ts';
import type { EgressPattern } from './egress-pattern.ts';
import { addressRefusal, type AddressRefusal } from './public-address.ts';

/** Where connections may go. */
export interface EgressPolicy {
  /**
   * What may be reached although it is not public. An entry by name opens it wherever on the machine or its networks it resolves
   * to, but never link-local, multicast or reserved addresses: those want an entry by address.
   */
  readonly opened: readonly EgressPattern[];
  /** null: all that is public or opened. Otherwise only what matches one of these; it opens nothing. */
  readonly narrowedTo: readonly EgressPattern[] | null;
}

/** The public internet and nothing else. */
export const PUBLIC_INTERNET: EgressPolicy = { opened: [], narrowedTo: null };

/** `own_address`: public, but of this machine, whose firewall does not see what it sends to itself. `not_listed`: outside of `narrowedTo`. */
export type EgressRefusal = AddressRefusal | 'own_address' | 'not_listed';

const OPENED_BY_NAME: ReadonlySet<EgressRefusal> = new Set(['loopback', 'private', 'shared', 'own_address']);

/** Whether nothing that the host may resolve to could match, so that it needs no resolving. */
export function isNeverListed(host: CanonicalHost, port: number, { narrowedTo }: EgressPolicy): boolean {
  return narrowedTo !== null && !narrowedTo.some((pattern) => pattern.kind === 'address' || pattern.matches(host, port));
}

/** Whether a connection asked for by `host` may go to `address`, one that the host resolved to or is. null: it may. */
export function refusalOf(host: CanonicalHost, address: string, port: number, policy: EgressPolicy): EgressRefusal | null {
  const resolved: CanonicalHost = { kind: 'address', address };
  const matches = (pattern: EgressPattern): boolean => pattern.matches(pattern.kind === 'name' ? host : resolved, port);
  if (policy.narrowedTo !== null && !policy.narrowedTo.some(matches)) return 'not_listed';
  const refusal = addressRefusal(address) ?? (isOwnAddress(address) ? 'own_address' : null);
  if (refusal === null || refusal === 'invalid') return refusal;
  return policy.opened.some((pattern) => matches(pattern) && (pattern.kind === 'address' || OPENED_BY_NAME.has(refusal))) ? null : refusal;
}

function isOwnAddress(address: string): boolean {
  return Object.values(networkInterfaces()).some((entries) => entries?.some((entry) => entry.address === address));
}
