import { ApiError } from '@countersign/client';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ConsoleConnection } from './console-connection.ts';
import type { VncScreen, VncScreenHandlers } from './vnc-screen.ts';

const screen: VncScreen = { setViewOnly: () => undefined, setSize: () => undefined, focus: () => undefined, blur: () => undefined, typeText: () => undefined, pressKey: () => undefined, paste: () => undefined, close: () => undefined };

/** A server whose sockets the test opens and closes. */
function server() {
  const sockets: VncScreenHandlers[] = [];
  const refusals: ApiError[] = [];
  let grants = 0;
  const connection = new ConsoleConnection({
    access: () => {
      const refusal = refusals.shift();
      if (refusal) return Promise.reject(refusal);
      grants += 1;
      return Promise.resolve({ mode: 'control', user: 'user:jane', controlIdleSeconds: 300 });
    },
    connect: (handlers) => {
      sockets.push(handlers);
      return Promise.resolve(screen);
    },
    random: () => 1,
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
    socket().connected({ width: 1280, height: 887 });
    expect(phase()).toBe('connected');
    socket().closed(1006, '');
    expect(phase()).toBe('reconnecting');
    await jest.advanceTimersByTimeAsync(500);
    socket().connected({ width: 1280, height: 887 });
    expect([phase(), grants()]).toEqual(['connected', 2]);
  });

  it.each([
    [4401, 'revoked'],
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

  it.each([1001, 1006, 1011, 1012, 1013])('comes back by itself after close code %d', async (code) => {
    const { connection, settle, socket, phase, grants } = server();
    connection.start();
    await settle();
    socket().connected({ width: 1280, height: 887 });
    socket().closed(code, 'gateway_stops');
    expect(connection.state()).toEqual({ phase: 'reconnecting', attempt: 1, reason: 'The server restarts.' });
    await jest.advanceTimersByTimeAsync(500);
    socket().connected({ width: 1280, height: 887 });
    expect([phase(), grants()]).toEqual(['connected', 2]);
  });

  it('waits longer each time, not at the same moments as others, and no longer when it is told that the network is back', async () => {
    const { connection, refusals, grants, settle } = server();
    refusals.push(...Array.from({ length: 20 }, () => new ApiError({ status: 503, code: 'service_unavailable', message: 'service_unavailable' })));
    connection.start();
    await settle();
    const waits: number[] = [];
    for (let attempt = 1; attempt < 8; attempt++) {
      let waitedMs = 0;
      while ((connection.state() as { attempt: number }).attempt === attempt) {
        await jest.advanceTimersByTimeAsync(100);
        waitedMs += 100;
      }
      waits.push(waitedMs);
    }
    expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
    refusals.length = 0;
    connection.hurry();
    await settle();
    expect(grants()).toBe(1);
    const other = new ConsoleConnection({ access: () => Promise.reject(new ApiError({ status: 0, code: 'network', message: 'network' })), connect: () => Promise.resolve(screen), random: () => 0 });
    other.start();
    await jest.advanceTimersByTimeAsync(250);
    expect(other.state()).toMatchObject({ attempt: 2 });
    other.stop();
  });

  it('gives up after some minutes, and starts anew when asked', async () => {
    const { connection, refusals, settle, phase, socket } = server();
    refusals.push(...Array.from({ length: 37 }, () => new ApiError({ status: 0, code: 'network', message: 'network' })));
    connection.start();
    await jest.advanceTimersByTimeAsync(400_000);
    expect(phase()).toBe('lost');
    connection.start();
    await settle();
    socket().connected({ width: 1280, height: 887 });
    expect(phase()).toBe('connected');
  });

  it.each(['console_not_open', 'grant_used', 'grant_expired', 'grant_revoked', 'grant_not_found'])('asks for a new link when the answer is %s', async (code) => {
    const { connection, refusals, settle, phase } = server();
    refusals.push(new ApiError({ status: 403, code, message: code }));
    connection.start();
    await settle();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(phase()).toBe('without_link');
  });

  it('knows an ended session by the refusal of a grant', async () => {
    const { connection, refusals, settle } = server();
    refusals.push(new ApiError({ status: 410, code: 'session_not_active', message: 'It has ended.', problem: { details: { endedReason: 'browser_crashed' } } }));
    connection.start();
    await settle();
    expect(connection.state()).toEqual({ phase: 'ended', reason: 'It ended because the browser crashed.' });
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
