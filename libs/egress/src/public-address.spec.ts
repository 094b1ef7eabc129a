import { describe, expect, it } from '@jest/globals';
import { addressRefusal, isPublicAddress } from './public-address.ts';

describe('an address of the public internet', () => {
  it.each([
    '1.1.1.1', '8.8.8.8', '93.184.216.34', '172.15.255.255', '172.32.0.1', '100.63.255.255', '100.128.0.1', '169.253.1.1', '192.0.3.1', '198.20.0.1', '223.255.255.255',
    '2606:4700:4700::1111', '2a00:1450:4001:81b::200e', '2001:4860:4860::8888', '64:ff9b::8.8.8.8', '::ffff:8.8.8.8', '134744072', '0x08080808',
  ])('%s', (address) => expect(addressRefusal(address)).toBeNull());

  it.each([
    ['127.0.0.1', 'loopback'], ['127.255.255.254', 'loopback'], ['0.0.0.0', 'unspecified'], ['0.1.2.3', 'unspecified'],
    ['10.0.0.1', 'private'], ['172.16.0.1', 'private'], ['172.31.255.255', 'private'], ['192.168.255.255', 'private'],
    ['100.64.0.1', 'shared'], ['100.100.100.200', 'shared'], ['100.127.255.255', 'shared'], ['169.254.169.254', 'link_local'], ['169.254.170.2', 'link_local'],
    ['192.0.0.192', 'reserved'], ['192.0.2.7', 'reserved'], ['198.18.0.1', 'reserved'], ['198.19.255.255', 'reserved'], ['198.51.100.1', 'reserved'], ['203.0.113.9', 'reserved'],
    ['168.63.129.16', 'reserved'], ['224.0.0.1', 'multicast'], ['239.255.255.250', 'multicast'], ['240.0.0.1', 'reserved'], ['255.255.255.255', 'reserved'],
    // The same in other spellings.
    ['2130706433', 'loopback'], ['0x7f000001', 'loopback'], ['017700000001', 'loopback'], ['0177.0.0.1', 'loopback'], ['127.1', 'loopback'], ['0x7f.1', 'loopback'], ['127.0.0.1.', 'loopback'],
    ['0', 'unspecified'], ['2852039166', 'link_local'], ['0xa9fea9fe', 'link_local'], ['0251.0376.0251.0376', 'link_local'], ['１２７.０.０.１', 'loopback'], ['127。0。0。1', 'loopback'],
    ['::', 'unspecified'], ['::1', 'loopback'], ['0:0:0:0:0:0:0:1', 'loopback'], ['[::1]', 'loopback'], ['::ffff:127.0.0.1', 'loopback'], ['::ffff:7f00:1', 'loopback'],
    ['0:0:0:0:0:ffff:a9fe:a9fe', 'link_local'], ['::127.0.0.1', 'reserved'], ['::ffff:0:127.0.0.1', 'reserved'],
    ['64:ff9b::127.0.0.1', 'loopback'], ['64:ff9b::a9fe:a9fe', 'link_local'], ['64:ff9b::10.0.0.1', 'private'], ['64:ff9b:1::8.8.8.8', 'reserved'],
    ['2002:7f00:1::', 'reserved'], ['2002:a9fe:a9fe::1', 'reserved'], ['2001:0:0:0:0:0:80ff:fffe', 'reserved'], ['2001:2::1', 'reserved'], ['2001:db8::1', 'reserved'], ['3fff::1', 'reserved'],
    ['fd00:ec2::254', 'private'], ['fc00::1', 'private'], ['fe80::1', 'link_local'], ['febf::1', 'link_local'], ['fec0::1', 'private'], ['ff02::1', 'multicast'], ['100::1', 'reserved'], ['4000::1', 'reserved'], ['5f00::1', 'reserved'],
    ['fe80::1%eth0', 'invalid'], ['localhost', 'invalid'], ['', 'invalid'], ['1.2.3.4.5', 'invalid'], ['256.1.1.1', 'invalid'], ['example.com', 'invalid'], ['127.0.0.1:80', 'invalid'], ['1.1.1.1@127.0.0.1', 'invalid'],
  ])('is not %s: %s', (address, refusal) => {
    expect(addressRefusal(address)).toBe(refusal);
    expect(isPublicAddress(address)).toBe(false);
  });
});
