import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ApiProblem } from '../api/http.ts';
import { ConsoleConnection } from './console-connection.ts';
import type { VncScreen, VncScreenHandlers } from './vnc-screen.ts';

const screen: VncScreen = { setViewOnly: () => undefined, setSize: () => undefined, focus: () => undefined, blur: () => undefined, typeText: () => undefined, pressKey: () => undefined, close: () => undefined };

/** A server whose sockets the test opens and closes. */
function server() {
  const sockets: VncScreenHandlers[] = [];
  const refusals: ApiProblem[] = [];
  let grants = 0;
  const connection = new ConsoleConnection({
    access: () => {
      const refusal = refusals.shift();
      if (refusal) return Promise.reject(refusal);
      grants += 1;
      return Promise.resolve({ mode: 'control', user: 'user:jane' });
    },
    connect: (handlers) => {
      sockets.push(handlers);
      return Promise.resolve(screen);
    },
  });
  const settle = () => jest.advanceTimersByTimeAsync(0);
  return { connection, refusals, settle, grants: () => grants, socket: () => sockets.at(-1)!, phase: () => connection.state().phase };
}

describe('connection to a console', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('comes back with a new grant when the network drops', async () => {
    const { connection, settle, socket, phase, grants } = server();
    connection.start();
    await settle();
    socket().connected();
    expect(phase()).toBe('connected');
    socket().closed(1006, '');
    expect(phase()).toBe('reconnecting');
    await jest.advanceTimersByTimeAsync(500);
    socket().connected();
    expect([phase(), grants()]).toEqual(['connected', 2]);
  });

  it.each([
    [4401, 'refused'],
    [4403, 'refused'],
    [4410, 'ended'],
  ])('does not try again by itself after close code %d', async (code, expected) => {
    const { connection, settle, socket, phase, grants } = server();
    connection.start();
    await settle();
    socket().closed(code, 'revoked');
    await jest.advanceTimersByTimeAsync(60_000);
    expect([phase(), grants()]).toEqual([expected, 1]);
  });

  it('gives up after a bounded number of attempts, and starts anew when asked', async () => {
    const { connection, refusals, settle, phase, socket } = server();
    refusals.push(...Array.from({ length: 7 }, () => new ApiProblem({ status: 0, code: 'network' })));
    connection.start();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(phase()).toBe('lost');
    connection.start();
    await settle();
    socket().connected();
    expect(phase()).toBe('connected');
  });

  it('knows an ended session by the refusal of a grant', async () => {
    const { connection, refusals, settle, phase } = server();
    refusals.push(new ApiProblem({ status: 409, code: 'session_not_active' }));
    connection.start();
    await settle();
    expect(phase()).toBe('ended');
  });

  it('ignores what a stopped connection still reports', async () => {
    const { connection, settle, socket, phase } = server();
    connection.start();
    await settle();
    connection.stop();
    socket().closed(4410, '');
    expect(phase()).toBe('connecting');
  });
});
