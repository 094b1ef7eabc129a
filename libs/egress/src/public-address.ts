import { BlockList, isIP } from 'node:net';
import { canonicalHost, groupsOf, ipv4Of } from './canonical-host.ts';

/** Why an address is not one of the public internet. */
export type AddressRefusal = 'invalid' | 'unspecified' | 'loopback' | 'private' | 'shared' | 'link_local' | 'multicast' | 'reserved';

/**
 * What is not the public internet, from IANA's special-purpose registries (RFC 6890 and its updates). net.BlockList holds
 * the ranges: addresses are canonical before they are asked for, so no library is needed to read them.
 */
const IPV4_RANGES: readonly (readonly [network: string, prefix: number, refusal: AddressRefusal])[] = [
  ['0.0.0.0', 8, 'unspecified'], //      RFC 1122; Linux connects 0.0.0.0 to itself
  ['127.0.0.0', 8, 'loopback'], //       RFC 1122
  ['10.0.0.0', 8, 'private'], //         RFC 1918
  ['172.16.0.0', 12, 'private'],
  ['192.168.0.0', 16, 'private'],
  ['100.64.0.0', 10, 'shared'], //       RFC 6598, carrier-grade NAT; also some clouds' metadata
  ['169.254.0.0', 16, 'link_local'], //  RFC 3927; clouds answer with credentials at 169.254.169.254
  ['192.0.0.0', 24, 'reserved'], //      RFC 6890; 192.0.0.192 is a cloud's metadata
  ['192.0.2.0', 24, 'reserved'], //      RFC 5737, documentation
  ['198.51.100.0', 24, 'reserved'],
  ['203.0.113.0', 24, 'reserved'],
  ['192.31.196.0', 24, 'reserved'], //   RFC 7535, AS112
  ['192.175.48.0', 24, 'reserved'], //   RFC 7534, AS112
  ['192.52.193.0', 24, 'reserved'], //   RFC 7450, AMT
  ['192.88.99.0', 24, 'reserved'], //    RFC 7526, 6to4 relays
  ['198.18.0.0', 15, 'reserved'], //     RFC 2544, benchmarking
  ['168.63.129.16', 32, 'reserved'], //  in public space, but Azure's own metadata and DNS address
  ['224.0.0.0', 4, 'multicast'], //      RFC 5771
  ['240.0.0.0', 4, 'reserved'], //       RFC 1112, also the broadcast address
];

const IPV6_RANGES: typeof IPV4_RANGES = [
  ['::', 128, 'unspecified'],
  ['::1', 128, 'loopback'],
  ['fc00::', 7, 'private'], //           RFC 4193; fd00:ec2::254 and fd20:ce::254 are clouds' metadata
  ['fe80::', 10, 'link_local'], //       RFC 4291
  ['fec0::', 10, 'private'], //          RFC 3879, site-local
  ['ff00::', 8, 'multicast'],
  ['2001::', 23, 'reserved'], //         RFC 2928: Teredo (which hides an IPv4 address), benchmarking, ORCHID
  ['2001:db8::', 32, 'reserved'], //     RFC 3849, documentation
  ['3fff::', 20, 'reserved'], //         RFC 9637, documentation
  ['2002::', 16, 'reserved'], //         RFC 7526: 6to4 hides an IPv4 address and is no longer in use
  ['2620:4f:8000::', 48, 'reserved'], // RFC 7534, AS112
];

const inRanges = (ranges: typeof IPV4_RANGES, family: 'ipv4' | 'ipv6'): readonly (readonly [BlockList, AddressRefusal])[] =>
  ranges.map(([network, prefix, refusal]) => {
    const range = new BlockList();
    range.addSubnet(network, prefix, family);
    return [range, refusal];
  });
const ipv4Ranges = inRanges(IPV4_RANGES, 'ipv4');
const ipv6Ranges = inRanges(IPV6_RANGES, 'ipv6');

/** Why the address, in any spelling, is not one of the public internet; null: it is. */
export function addressRefusal(address: string): AddressRefusal | null {
  const host = canonicalHost(address);
  if (host?.kind !== 'address') return 'invalid';
  return isIP(host.address) === 4 ? ipv4Refusal(host.address) : ipv6Refusal(host.address);
}

/** Whether the address, in any spelling, belongs to the public internet. What is no address does not. */
export const isPublicAddress = (address: string): boolean => addressRefusal(address) === null;

function ipv4Refusal(address: string): AddressRefusal | null {
  return ipv4Ranges.find(([range]) => range.check(address, 'ipv4'))?.[1] ?? null;
}

function ipv6Refusal(address: string): AddressRefusal | null {
  const special = ipv6Ranges.find(([range]) => range.check(address, 'ipv6'))?.[1];
  if (special) return special;
  const groups = groupsOf(address);
  const embedded = ipv4Of(groups[6]!, groups[7]!);
  // NAT64 (RFC 6052): how a network without IPv4 reaches it. As good as the address that it stands for.
  if (groups[0] === 0x64 && groups[1] === 0xff9b && groups.slice(2, 6).every((group) => group === 0)) return ipv4Refusal(embedded);
  // Global unicast is 2000::/3 only (RFC 4291); the rest is unassigned or of a special kind, such as IPv4-compatible ::7f00:1.
  return groups[0]! >> 13 === 1 ? null : 'reserved';
}
