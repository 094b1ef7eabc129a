import { afterEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '@countersign/test-kit';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import { CdpMultiplexer } from './cdp-multiplexer.ts';
import type { CdpLimits } from './cdp-limits.ts';
import { NulSeparatedReader } from './nul-separated-reader.ts';

interface Command {
  readonly id: number;
  readonly method: string;
  readonly sessionId?: string;
}

/** The other end of the pipe, in the hand of the test: gives sessions, and keeps every other command without an answer. */
class ScriptedPipe {
  readonly cdpIn = new PassThrough();
  readonly cdpOut = new PassThrough();
  readonly commands: Command[] = [];
  /** Gives no sessions any more. */
  isSilent = false;
  #sessions = 0;

  constructor() {
    const reader = new NulSeparatedReader(1e9, (message) => this.#receive(JSON.parse(message.toString('utf8')) as Command));
    this.cdpIn.on('data', (chunk: Buffer) => reader.push(chunk));
  }

  say(message: unknown): void {
    this.cdpOut.write(`${JSON.stringify(message)}\0`);
  }

  #receive(command: Command): void {
    this.commands.push(command);
    if (this.isSilent || command.method !== 'Target.attachToBrowserTarget') return;
    const sessionId = String((this.#sessions += 1)).padStart(32, '0');
    this.say({ method: 'Target.attachedToTarget', params: { sessionId, targetInfo: { type: 'browser' } } });
    this.say({ id: command.id, result: { sessionId } });
  }
}

const toClose: (() => void)[] = [];
afterEach(() => toClose.splice(0).forEach((close) => close()));

async function multiplexerWith(limits: Partial<CdpLimits>): Promise<{ pipe: ScriptedPipe; multiplexer: CdpMultiplexer; connect: () => Promise<WebSocket> }> {
  const pipe = new ScriptedPipe();
  const multiplexer = new CdpMultiplexer({ ...pipe, control: () => null, logger: { info: () => {}, warn: () => {} }, limits });
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  server.on('connection', (socket) => multiplexer.attach(socket));
  await once(server, 'listening');
  toClose.push(() => {
    multiplexer.close(1001, 'over');
    for (const client of server.clients) client.terminate();
    server.close();
  });
  const connect = async (): Promise<WebSocket> => {
    const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await once(socket, 'open');
    return socket;
  };
  return { pipe, multiplexer, connect };
}

const send = (socket: WebSocket, id: number, method = 'DOM.thing'): void => socket.send(JSON.stringify({ id, method }));
const closeOf = async (socket: WebSocket): Promise<string> => {
  const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
  return `${code} ${reason.toString()}`;
};

describe('limits of the CDP door', () => {
  it('refuses commands while too many wait for an answer, and takes them again after', async () => {
    const { pipe, connect } = await multiplexerWith({ maxPendingCommandsPerClient: 2 });
    const socket = await connect();
    const answers: { id: number; error?: { message: string } }[] = [];
    socket.on('message', (data) => answers.push(JSON.parse((data as Buffer).toString('utf8')) as (typeof answers)[number]));
    send(socket, 1);
    await waitFor(() => pipe.commands.some(({ method }) => method === 'DOM.thing'));
    send(socket, 2);
    send(socket, 3);
    await waitFor(() => answers.length === 1);
    expect(answers[0]).toEqual({ id: 3, error: { code: -32000, message: 'too_many_pending_commands', data: { code: 'too_many_pending_commands', limit: 2 } } });
    const first = pipe.commands.find(({ method }) => method === 'DOM.thing')!;
    pipe.say({ id: first.id, result: {}, sessionId: first.sessionId });
    await waitFor(() => answers.length === 2);
    expect(answers[1]).toEqual({ id: 1, result: {} });
    send(socket, 4);
    await waitFor(() => pipe.commands.filter(({ method }) => method === 'DOM.thing').length === 3);
  });

  it('forgets commands of a session that ended', async () => {
    const { pipe, connect } = await multiplexerWith({ maxPendingCommandsPerClient: 1 });
    const socket = await connect();
    send(socket, 1, 'Browser.getVersion');
    const { id, sessionId } = await waitFor(() => pipe.commands.find(({ method }) => method === 'Browser.getVersion'));
    pipe.say({ id, result: {}, sessionId });
    const child = 'A'.repeat(32);
    pipe.say({ method: 'Target.attachedToTarget', params: { sessionId: child }, sessionId });
    await once(socket, 'message');
    socket.send(JSON.stringify({ id: 2, method: 'DOM.never', sessionId: child }));
    await waitFor(() => pipe.commands.some(({ method }) => method === 'DOM.never'));
    pipe.say({ method: 'Target.detachedFromTarget', params: { sessionId: child }, sessionId });
    send(socket, 3, 'DOM.other');
    await waitFor(() => pipe.commands.some(({ method }) => method === 'DOM.other'));
  });

  it('closes a client that reads too slowly, and no other', async () => {
    const { pipe, connect, multiplexer } = await multiplexerWith({ maxBufferedBytesPerClient: 1024 * 1024 });
    const [slow, quick] = [await connect(), await connect()];
    const closed = closeOf(slow);
    for (const socket of [slow, quick]) send(socket, 1);
    const sessions = await waitFor(() => {
      const asked = pipe.commands.filter(({ method }) => method === 'DOM.thing').map(({ sessionId }) => sessionId!);
      return asked.length === 2 && asked;
    });
    slow.pause();
    let received = 0;
    quick.on('message', () => (received += 1));
    const text = 'x'.repeat(256 * 1024);
    for (let sent = 0; sent < 64; sent += 1) {
      for (const sessionId of sessions) pipe.say({ method: 'DOM.event', params: { text }, sessionId });
      await waitFor(() => received > sent);
    }
    await waitFor(() => multiplexer.clientCount === 1);
    expect(quick.readyState).toBe(WebSocket.OPEN);
    slow.resume();
    // Its connection is cut when the closing handshake does not come through what it did not read.
    expect(['1013 too_slow', '1006 ']).toContain(await closed);
    const detached = pipe.commands.filter(({ method }) => method === 'Target.detachFromTarget');
    expect(detached).toHaveLength(1);
  });

  it('closes a client that goes on sending while it is refused, and no other', async () => {
    const { connect, multiplexer } = await multiplexerWith({ maxPendingCommandsPerClient: 10 });
    const [flood, witness] = [await connect(), await connect()];
    const closed = closeOf(flood);
    for (let id = 1; id <= 30; id += 1) send(flood, id);
    expect(await closed).toBe('1008 too_many_commands');
    expect(multiplexer.clientCount).toBe(1);
    expect(witness.readyState).toBe(WebSocket.OPEN);
  });

  it('closes a client whose commands pile up before it has a session', async () => {
    const { pipe, connect } = await multiplexerWith({ maxWaitingBytesPerClient: 100_000 });
    pipe.isSilent = true;
    const socket = await connect();
    const closed = closeOf(socket);
    for (let id = 1; id <= 3; id += 1) socket.send(JSON.stringify({ id, method: 'DOM.thing', params: { text: 'x'.repeat(40_000) } }));
    expect(await closed).toBe('1008 too_many_commands');
  });

  it('lets one long message through to a client that reads', async () => {
    const { pipe, connect } = await multiplexerWith({ maxBufferedBytesPerClient: 1000 });
    const socket = await connect();
    send(socket, 1);
    const { id, sessionId } = await waitFor(() => pipe.commands.find(({ method }) => method === 'DOM.thing'));
    pipe.say({ id, result: { text: 'x'.repeat(5_000_000) }, sessionId });
    const [data] = (await once(socket, 'message')) as [Buffer];
    expect(data.length).toBeGreaterThan(5_000_000);
  });

  it('closes the slowest when too much waits for all together', async () => {
    const { pipe, connect, multiplexer } = await multiplexerWith({ maxBufferedBytes: 4 * 1024 * 1024 });
    const sockets = [await connect(), await connect(), await connect()];
    for (const socket of sockets) send(socket, 1);
    const sessions = await waitFor(() => {
      const asked = pipe.commands.filter(({ method }) => method === 'DOM.thing').map(({ sessionId }) => sessionId!);
      return asked.length === 3 && asked;
    });
    for (const socket of sockets) socket.pause();
    const text = 'x'.repeat(256 * 1024);
    for (let sent = 0; sent < 256 && multiplexer.clientCount === 3; sent += 1) {
      for (const sessionId of sessions) pipe.say({ method: 'DOM.event', params: { text }, sessionId });
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(multiplexer.clientCount).toBe(2);
  });

  it('closes clients beyond the limit', async () => {
    const { connect } = await multiplexerWith({ maxClients: 1 });
    await connect();
    expect(await closeOf(await connect())).toBe('1013 too_many_clients');
  });

  it('ends when the browser sends what cannot be read', async () => {
    const { pipe, connect, multiplexer } = await multiplexerWith({ maxBrowserMessageBytes: 1000 });
    const closed = closeOf(await connect());
    pipe.cdpOut.write('x'.repeat(1001));
    expect(await closed).toBe('4410 browser_unreadable');
    await expect(multiplexer.command('Browser.getVersion')).rejects.toThrow('the browser has gone');
  });

  it('gives the service an error when the browser does not answer', async () => {
    const { multiplexer, pipe } = await multiplexerWith({ ownCommandTimeoutMs: 50 });
    await expect(multiplexer.command('DOM.never')).rejects.toThrow('no answer in 50 ms');
    const refused = multiplexer.command('DOM.thing');
    await waitFor(() => pipe.commands.some(({ method }) => method === 'DOM.thing'));
    pipe.say({ id: pipe.commands.at(-1)!.id, error: { code: -32601, message: 'no such thing' } });
    await expect(refused).rejects.toMatchObject({ name: 'BrowserRefused', code: -32601 });
    const abandoned = multiplexer.command('DOM.thing');
    pipe.cdpOut.end();
    await expect(abandoned).rejects.toMatchObject({ name: 'BrowserNotAnswering' });
  });
});
