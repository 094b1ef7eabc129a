import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { connectAllowed, EgressRefused, EgressUnreachable, type ConnectOptions } from './connect-allowed.ts';
import { parseEgressPattern } from './egress-pattern.ts';
import { PUBLIC_INTERNET, type EgressPolicy } from './egress-policy.ts';

const open = (...patterns: string[]): EgressPolicy => ({ opened: patterns.map(parseEgressPattern), narrowedTo: null });
const narrowed = (opened: string[], ...patterns: string[]): EgressPolicy => ({ ...open(...opened), narrowedTo: patterns.map(parseEgressPattern) });
const resolvesTo = (...addresses: string[]): ConnectOptions => ({ lookup: async () => addresses });

describe('a connection to where the policy lets it go', () => {
  let server: Server;
  let port: number;
  let hits = 0;

  beforeAll(async () => {
    server = createServer((socket) => {
      hits++;
      socket.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => {
    hits = 0;
  });
  afterAll(() => {
    server.close();
  });

  const connects = async (host: string, policy: EgressPolicy, options?: ConnectOptions): Promise<string> => {
    const socket = await connectAllowed(host, port, policy, options);
    const { remoteAddress } = socket;
    socket.destroy();
    return remoteAddress!;
  };
  const refusal = async (host: string, policy: EgressPolicy, options?: ConnectOptions): Promise<unknown> => {
    const error: unknown = await connects(host, policy, options).catch((caught: unknown) => caught);
    expect(hits).toBe(0);
    return error instanceof EgressRefused ? error.reason : error;
  };

  it('is refused to this machine by address and by name', async () => {
    for (const host of ['127.0.0.1', '2130706433', '[::ffff:7f00:1]', 'localhost', 'LOCALHOST.']) expect(await refusal(host, PUBLIC_INTERNET)).toBe('loopback');
    expect(await refusal('0', PUBLIC_INTERNET)).toBe('unspecified');
    expect(await refusal('innocent.example', PUBLIC_INTERNET, resolvesTo('127.0.0.1'))).toBe('loopback');
    expect(await refusal('innocent.example', PUBLIC_INTERNET, resolvesTo('fe80::1%lo'))).toBe('invalid');
    expect(await refusal('exa mple', PUBLIC_INTERNET)).toBe('invalid');
  });

  it('names host and reason, never more', async () => {
    const error: unknown = await connectAllowed('127.1', 80, PUBLIC_INTERNET).catch((caught: unknown) => caught);
    expect((error as Error).message).toBe('127.0.0.1 port 80 is refused: its address is a loopback address.');
  });

  it('goes where the configuration opens the way, by name, address, range and port', async () => {
    expect(await connects('127.0.0.1', open('127.0.0.1'))).toBe('127.0.0.1');
    expect(await connects('127.1', open(`127.0.0.0/8:${port}`))).toBe('127.0.0.1');
    expect(await connects('board.example', open('board.example'), resolvesTo('127.0.0.1'))).toBe('127.0.0.1');
    expect(await connects('board.example', open('127.0.0.1'), resolvesTo('127.0.0.1'))).toBe('127.0.0.1');
    hits = 0;
    expect(await refusal('127.0.0.1', open(`127.0.0.1:${port + 1}`))).toBe('loopback');
    expect(await refusal('127.0.0.1', open('localhost'))).toBe('loopback');
  });

  it('never reaches metadata by a name that the configuration opens', async () => {
    expect(await refusal('board.example', open('board.example'), resolvesTo('169.254.169.254'))).toBe('link_local');
    expect(await refusal('board.example', open('board.example'), resolvesTo('0.0.0.0'))).toBe('unspecified');
  });

  it('stays inside of a list, which opens nothing by itself', async () => {
    expect(await refusal('127.0.0.1', narrowed([], '127.0.0.1'))).toBe('loopback');
    expect(await refusal('other.example', narrowed(['127.0.0.1'], 'board.example'), resolvesTo('127.0.0.1'))).toBe('not_listed');
    expect(await connects('board.example', narrowed(['127.0.0.1'], '*.example'), resolvesTo('127.0.0.1'))).toBe('127.0.0.1');
  });

  it('asks no resolver about a name that the list cannot allow', async () => {
    let asked = 0;
    const lookup = async (): Promise<string[]> => [`127.0.0.${++asked}`];
    expect(await refusal('secret.example', narrowed([], 'board.example'), { lookup })).toBe('not_listed');
    expect(asked).toBe(0);
  });

  it('goes to the address that was judged, whatever the name means a moment later', async () => {
    const answers = ['127.0.0.1', '203.0.113.1'];
    const lookup = async (): Promise<string[]> => [answers.shift()!];
    expect(await connects('rebinding.example', open('127.0.0.1'), { lookup })).toBe('127.0.0.1');
    expect(answers).toEqual(['203.0.113.1']);
  });

  it('tries only the allowed ones of several addresses, and the next when one does not answer', async () => {
    expect(await connects('many.example', open('127.0.0.1', '127.0.0.9'), resolvesTo('10.0.0.1', '127.0.0.9', '127.0.0.1'))).toBe('127.0.0.1');
  });

  it('says when nothing answers, within the time given', async () => {
    await expect(connectAllowed('127.0.0.9', port, open('127.0.0.9'))).rejects.toMatchObject({ name: 'EgressUnreachable', code: 'ECONNREFUSED' });
    await expect(connectAllowed('nobody.invalid', port, PUBLIC_INTERNET, resolvesTo())).rejects.toMatchObject({ code: 'ENOTFOUND' });
    const slow: ConnectOptions = { lookup: () => new Promise(() => undefined), timeoutMs: 50 };
    await expect(connectAllowed('slow.example', port, PUBLIC_INTERNET, slow)).rejects.toMatchObject({ name: 'EgressUnreachable', code: 'ETIMEDOUT' });
    expect(new EgressUnreachable('a', 1, 'b')).toBeInstanceOf(Error);
  });

  it('ends with the signal of whoever asked', async () => {
    const controller = new AbortController();
    const connecting = connectAllowed('slow.example', port, PUBLIC_INTERNET, { lookup: () => new Promise(() => undefined), signal: controller.signal });
    controller.abort(new Error('the session ended'));
    await expect(connecting).rejects.toThrow('the session ended');
  });
});
