import { isIP } from 'node:net';

/** A host as the rules see it: a name in lower case ASCII without a final dot, or an address in its one canonical form. */
export type CanonicalHost = { readonly kind: 'name'; readonly name: string } | { readonly kind: 'address'; readonly address: string };

/** What would end the host part of a URL, begin another part of it, or name a network interface. */
const NOT_IN_A_HOST = /[/?#@\\%\s]/;
/** RFC 1035, 2.3.4. */
const LONGEST_NAME = 253;

/**
 * Reads a host the way browsers do (WHATWG URL, host parsing), so that every spelling of an address (decimal, octal, hex,
 * short, full-width digits, IPv4 inside IPv6) is one thing here. IPv6 with or without brackets. null: not a host.
 */
export function canonicalHost(host: string): CanonicalHost | null {
  if (host === '' || NOT_IN_A_HOST.test(host)) return null;
  const bracketed = host.startsWith('[');
  // A colon outside of brackets would be a port.
  if (!bracketed && host.includes(':') && isIP(host) !== 6) return null;
  const url = URL.parse(`http://${bracketed || isIP(host) !== 6 ? host : `[${host}]`}`);
  if (!url || url.port !== '') return null;
  if (url.hostname.startsWith('[')) return { kind: 'address', address: withoutMapping(url.hostname.slice(1, -1)) };
  if (isIP(url.hostname) === 4) return { kind: 'address', address: url.hostname };
  const name = url.hostname.endsWith('.') ? url.hostname.slice(0, -1) : url.hostname;
  if (name === '' || name.length > LONGEST_NAME || name.split('.').includes('')) return null;
  return { kind: 'name', name };
}

/** `::ffff:7f00:1` is 127.0.0.1 to every socket (RFC 4291, 2.5.5.2). */
function withoutMapping(address: string): string {
  const groups = groupsOf(address);
  return groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff ? ipv4Of(groups[6]!, groups[7]!) : address;
}

/** The eight groups of a canonical IPv6 address. */
export function groupsOf(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const numbers = (text: string): number[] => (text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16)));
  if (tail === undefined) return numbers(head);
  const [before, after] = [numbers(head), numbers(tail)];
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
}

export const ipv4Of = (high: number, low: number): string => `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
