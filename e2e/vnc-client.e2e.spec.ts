import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import type { SessionView } from '@countersign/contracts';
import { waitFor } from '@countersign/test-kit';
import VncClient from 'vnc-rfb-client';
import { knock, openByLink, originOf, type OpenedConsole } from './console-client.ts';
import { ConsoleSystem } from './console-system.ts';

jest.setTimeout(60_000);

const { raw, copyRect, hextile, zrle, pseudoCursor, pseudoDesktopSize } = VncClient.consts.encodings;
const CONTROL = 0xffe3;

/** A client that was written for VNC servers on TCP, by the door that is for browsers: each connection is one WebSocket. */
async function bridge(system: ConsoleSystem, sessionId: string, cookie: string): Promise<Server> {
  const server = createServer((connection) => {
    connection.pause();
    void knock(system, sessionId, { cookie }).then(({ socket }) => {
      if (!socket) return connection.destroy();
      // What came before anybody listened: the server speaks first, and knock() waits for that.
      connection.write('RFB 003.008\n');
      socket.on('message', (data: Buffer) => connection.write(data));
      socket.on('close', () => connection.destroy());
      connection.on('data', (data) => socket.send(data));
      connection.on('close', () => socket.close());
      connection.on('error', () => socket.close());
      return connection.resume();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

describe('another VNC client (ci)', () => {
  let system: ConsoleSystem;
  let session: SessionView;
  const bridges: Server[] = [];
  const clients: VncClient[] = [];

  beforeAll(async () => {
    // It says all it does.
    jest.spyOn(console, 'log').mockImplementation(() => undefined);
    system = await ConsoleSystem.start();
    session = await system.startSession();
  }, 120_000);
  afterAll(async () => {
    for (const client of clients) client.disconnect();
    for (const server of bridges) server.close();
    await system?.stop();
  }, 60_000);

  const open = async (mode: 'view' | 'control', user: string): Promise<OpenedConsole> => openByLink(system, session.id, (await system.grant(session.id, { mode, user })).secret);
  const connect = async ({ cookie }: OpenedConsole, encodings: number[]): Promise<VncClient> => {
    const server = await bridge(system, session.id, cookie);
    bridges.push(server);
    const client = new VncClient({ encodings, fps: 20 });
    clients.push(client);
    const first = once(client, 'firstFrameUpdate');
    client.connect({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });
    await first;
    return client;
  };
  const control = (method: 'POST' | 'DELETE', { cookie }: OpenedConsole) => system.call(`/v1/sessions/${session.id}/console/control`, { method, headers: { cookie, origin: originOf(system) } });
  /** Of the square of the page. */
  const colour = (client: VncClient): [number, number, number] => {
    const at = ((client.clientHeight - 700 + 350) * client.clientWidth + 150) * 4;
    return [client.fb[at]!, client.fb[at + 1]!, client.fb[at + 2]!];
  };
  const press = (client: VncClient, ...keysyms: number[]) => {
    for (const keysym of keysyms) client.sendKeyEvent(keysym, true);
    for (const keysym of keysyms.toReversed()) client.sendKeyEvent(keysym, false);
  };
  const click = (client: VncClient, x: number, y: number) => {
    for (const isDown of [false, true, false]) client.sendPointerEvent(x, y + client.clientHeight - 700, isDown);
  };

  /** What is copied is heard of only now and then: this client loses messages that come together with pictures. noVNC's part is in console.e2e. */
  const copyAll = (client: VncClient): void => {
    press(client, CONTROL, 'a'.charCodeAt(0));
    press(client, CONTROL, 'c'.charCodeAt(0));
  };

  it('shows the screen, types, clicks, and pastes, while its person has control', async () => {
    const opened = await open('control', 'anna');
    const client = await connect(opened, [copyRect, zrle, hextile, raw, pseudoDesktopSize]);
    expect([client.clientName, client.clientWidth]).toEqual(['countersign', 1000]);
    await waitFor(() => [[255, 0, 0], [0, 0, 255]].some((known) => known.every((value, index) => colour(client)[index] === value)));
    expect((await control('POST', opened)).status).toBe(200);

    const before = colour(client);
    click(client, 200, 80);
    for (const letter of 'hello') press(client, letter.charCodeAt(0));
    await waitFor(() => system.seen.value === 'hello');
    click(client, 100, 200);
    await waitFor(() => system.seen.clicks === 1);
    // Five letters and a click are six turns.
    await waitFor(() => colour(client).join() === before.join());
    click(client, 200, 80);
    press(client, '!'.charCodeAt(0));
    await waitFor(() => colour(client).join() !== before.join());

    client.clientCutText(' pasted ü');
    press(client, CONTROL, 'v'.charCodeAt(0));
    await waitFor(() => system.seen.value.includes(' pasted ü'));
    expect((await control('DELETE', opened)).status).toBe(204);
  });

  it.each([['raw', [raw]], ['hextile', [hextile]], ['ZRLE', [zrle]], ['copies and cursors', [copyRect, zrle, pseudoCursor]]])('understands the screen in %s (thorough)', async (_name, encodings) => {
    const client = await connect(await open('view', 'cleo'), encodings);
    await waitFor(() => [[255, 0, 0], [0, 0, 255]].some((known) => known.every((value, index) => colour(client)[index] === value)));
    client.disconnect();
  });

  it('only looks on in view mode: neither its keys nor its clipboard arrive, nor the remote clipboard at it', async () => {
    const [anna, cleo] = [await open('control', 'anna'), await open('view', 'cleo')];
    const [holder, watcher] = [await connect(anna, [zrle]), await connect(cleo, [zrle])];
    expect((await control('POST', anna)).status).toBe(200);
    const heard: string[] = [];
    watcher.on('cutText', (text: string) => heard.push(text));
    const { value } = system.seen;
    click(watcher, 100, 200);
    press(watcher, 'n'.charCodeAt(0));
    watcher.clientCutText('from a watcher');
    click(holder, 200, 80);
    copyAll(holder);
    press(holder, CONTROL, 'v'.charCodeAt(0));
    press(holder, 'z'.charCodeAt(0));
    await waitFor(() => system.seen.value.endsWith('z'));
    expect(system.seen).toMatchObject({ value: `${value}z`, clicks: 1 });
    expect(heard).toEqual([]);
  });
});
