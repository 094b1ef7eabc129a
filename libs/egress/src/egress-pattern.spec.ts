import { describe, expect, it } from '@jest/globals';
import { canonicalHost } from './canonical-host.ts';
import { parseEgressPattern, parseEgressPatterns } from './egress-pattern.ts';

const matches = (pattern: string, host: string, port = 443): boolean => parseEgressPattern(pattern).matches(canonicalHost(host)!, port);

describe('an entry of a list of hosts', () => {
  it.each([
    ['example.com', 'example.com'], ['Example.COM', 'example.com.'], ['example.com:443', 'example.com'], ['bücher.example', 'xn--bcher-kva.example'],
    ['*.example.com', 'jobs.example.com'], ['*.example.com', 'a.b.example.com'], ['*.example.com:443', 'jobs.example.com'], ['localhost', 'localhost'],
    ['10.0.0.5', '10.0.0.5'], ['10.0.0.5', '167772165'], ['10.0.0.0/8', '10.200.3.4'], ['10.0.0.0/8:443', '10.1.1.1'], ['127.0.0.1', '[::ffff:7f00:1]'],
    ['::1', '::1'], ['[::1]:443', '[::1]'], ['2001:db8::/32', '2001:db8:1::1'], ['[2001:db8::]/32:443', '2001:db8:1::1'],
  ])('%s matches %s', (pattern, host) => expect(matches(pattern, host)).toBe(true));

  it.each([
    ['example.com', 'jobs.example.com'], ['example.com', 'example.com.evil.example'], ['example.com', 'evilexample.com'], ['example.com:8443', 'example.com'],
    ['*.example.com', 'example.com'], ['*.example.com', 'evilexample.com'], ['10.0.0.0/8', '11.0.0.1'], ['10.0.0.0/8:80', '10.0.0.1'], ['10.0.0.0/8', 'example.com'],
    ['localhost', '127.0.0.1'], ['127.0.0.1', 'localhost'], ['::/0', '127.0.0.1'], ['0.0.0.0/0', '::1'],
  ])('%s does not match %s', (pattern, host) => expect(matches(pattern, host)).toBe(false));

  it.each([
    '', '*', '*.', '*.*.example.com', 'a*.example.com', 'http://example.com', 'example.com/path', 'example.com:0', 'example.com:70000', 'example.com/8', '10.0.0.0/33',
    '::/129', 'user@example.com', '*.10.0.0.1', 'exa mple.com', '[::1', 'a'.repeat(400), '..', '.example.com',
  ])('"%s" is none', (pattern) => expect(() => parseEgressPattern(pattern)).toThrow(TypeError));

  it('says everything that is wrong with a list', () => {
    const { patterns, problems } = parseEgressPatterns(['example.com', 'http://x', '10.0.0.0/99']);
    expect(patterns.map(({ text }) => text)).toEqual(['example.com']);
    expect(problems).toHaveLength(2);
  });
});
