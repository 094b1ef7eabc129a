import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '../wait-for.ts';
import { startFaultyProxy, type FaultyProxy } from './faulty-proxy.ts';

/** Says everything back. */
let server: Server;
let proxy: FaultyProxy;
let received = '';

beforeEach(async () => {
  received = '';
  server = createServer((socket) => socket.on('error', () => undefined).on('data', (piece) => { received += piece.toString(); socket.write(piece); }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy = await startFaultyProxy(`nats://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
afterEach(async () => {
  await proxy.stop();
  await new Promise((resolve) => server.close(resolve));
});

interface Client { readonly socket: Socket; readonly heard: () => string; readonly closed: () => boolean }

async function client(): Promise<Client> {
  const { hostname, port } = new URL(proxy.url);
  const socket = connect(Number(port), hostname);
  let heard = '';
  let closed = false;
  socket.on('data', (piece) => { heard += piece.toString(); }).on('error', () => undefined).on('close', () => { closed = true; });
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  return { socket, heard: () => heard, closed: () => closed };
}

async function says({ socket, heard }: Client, text: string): Promise<void> {
  const before = heard().length;
  socket.write(text);
  await waitFor(() => heard().slice(before) === text);
}

describe('a faulty proxy', () => {
  it('passes everything on as long as it is not told otherwise', async () => {
    const one = await client();
    await says(one, 'hello');
    expect(received).toBe('hello');
  });

  it('loses answers, and counts them', async () => {
    const one = await client();
    proxy.loseAnswers(true);
    one.socket.write('lost');
    await waitFor(() => proxy.lostBytes === 4);
    proxy.loseAnswers(false);
    await says(one, 'heard');
    expect(one.heard()).toBe('heard');
    expect(received).toBe('lostheard');
  });

  it('is late in both directions, and keeps the order when it gets faster again', async () => {
    const one = await client();
    proxy.delay(60);
    const startedAt = performance.now();
    one.socket.write('a');
    await waitFor(() => received === 'a');
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(55);
    one.socket.write('b');
    await new Promise<void>((resolve) => setImmediate(resolve));
    proxy.delay(0);
    one.socket.write('c');
    await waitFor(() => one.heard() === 'abc');
    expect(received).toBe('abc');
  });

  it('leaves connections half open, and lets new ones work', async () => {
    const one = await client();
    await says(one, 'before');
    proxy.halfOpen();
    one.socket.write('into nothing');
    const other = await client();
    await says(other, 'well');
    expect(one.closed()).toBe(false);
    expect(one.heard()).toBe('before');
    expect(received).toBe('beforewell');
    proxy.cut();
    await waitFor(() => one.closed() && other.closed());
  });

  it('holds a message back, or what follows it, also one that comes in two pieces', async () => {
    const [one, other] = [await client(), await client()];
    let seen = 0;
    proxy.onSent = (text) => {
      if (!text.includes('secret')) return 'pass';
      seen++;
      return 'hold';
    };
    await says(one, 'a sec');
    one.socket.write('ret; more');
    await waitFor(() => seen === 1);
    expect(received).toBe('a sec');
    proxy.onSent = (text) => (text.includes('last') ? 'pass_then_hold' : 'pass');
    other.socket.write('last');
    await waitFor(() => received === 'a seclast');
    other.socket.write('after');
    await says(await client(), 'new');
    expect(received).toBe('a seclastnew');
    expect(other.heard()).toBe('');
  });
});
