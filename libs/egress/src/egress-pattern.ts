import { BlockList, isIP } from 'node:net';
import { canonicalHost, type CanonicalHost } from './canonical-host.ts';

/** One entry of a list of hosts. */
export interface EgressPattern {
  /** As it was written. */
  readonly text: string;
  /** By name: what was asked for counts. By address: what it resolves to counts. */
  readonly kind: 'name' | 'address';
  readonly matches: (host: CanonicalHost, port: number) => boolean;
}

const LONGEST_PATTERN = 300;

/**
 * `example.com` (that name only), `*.example.com` (every name below it, not itself), `192.0.2.1`, `192.0.2.0/24`, `2001:db8::/32`, each
 * with an optional port: `example.com:8443`, `10.0.0.0/8:443`, `[2001:db8::1]:443`, `[2001:db8::]/32:443`. @throws TypeError
 */
export function parseEgressPattern(text: string): EgressPattern {
  const trimmed = text.trim();
  const wrong = (): never => {
    throw new TypeError(`"${trimmed.slice(0, LONGEST_PATTERN)}" is no host, *.suffix, address or CIDR range with an optional port`);
  };
  if (trimmed.length > LONGEST_PATTERN) wrong();
  const bare = isIP(trimmed.split('/')[0]!) === 6;
  const parts = /^(?<host>\[[^\]]*\]|[^:/]+)(?:\/(?<prefix>\d{1,3}))?(?::(?<port>\d{1,5}))?$/.exec(bare ? bracketed(trimmed) : trimmed)?.groups;
  if (!parts) return wrong();
  const port = parts['port'] === undefined ? null : Number(parts['port']);
  if (port !== null && (port < 1 || port > 65_535)) wrong();
  const suffix = parts['host']!.startsWith('*.');
  const host = canonicalHost(suffix ? parts['host']!.slice(2) : parts['host']!);
  if (!host || (host.kind === 'name' && host.name.includes('*'))) return wrong();
  const ofPort = (matches: (asked: CanonicalHost) => boolean): EgressPattern['matches'] => (asked, askedPort) => (port === null || port === askedPort) && matches(asked);
  if (host.kind === 'name') {
    if (parts['prefix'] !== undefined) return wrong();
    const { name } = host;
    return { text: trimmed, kind: 'name', matches: ofPort((asked) => asked.kind === 'name' && (suffix ? asked.name.endsWith(`.${name}`) : asked.name === name)) };
  }
  const range = suffix ? null : rangeOf(host.address, parts['prefix']);
  if (!range) return wrong();
  return { text: trimmed, kind: 'address', matches: ofPort((asked) => asked.kind === 'address' && range(asked.address)) };
}

/** Reads a list, all errors at once. */
export function parseEgressPatterns(texts: readonly string[]): { patterns: EgressPattern[]; problems: string[] } {
  const patterns: EgressPattern[] = [];
  const problems: string[] = [];
  for (const text of texts) {
    try {
      patterns.push(parseEgressPattern(text));
    } catch (error) {
      problems.push((error as Error).message);
    }
  }
  return { patterns, problems };
}

const bracketed = (text: string): string => text.replace(/^[^/]+/, (address) => `[${address}]`);

function rangeOf(network: string, prefix: string | undefined): ((address: string) => boolean) | null {
  const version = isIP(network);
  const bits = version === 4 ? 32 : 128;
  const length = prefix === undefined ? bits : Number(prefix);
  if (length > bits) return null;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const range = new BlockList();
  range.addSubnet(network, length, family);
  return (address) => isIP(address) === version && range.check(address, family);
}
