import { describe, expect, it } from '@jest/globals';
import { dueCommands, type Presence } from './due.ts';
import { initialState, type SessionState } from './session.ts';

const startMs = Date.UTC(2030, 0, 1);
const at = (seconds: number): string => new Date(startMs + seconds * 1000).toISOString();
const ms = (seconds: number): number => startMs + seconds * 1000;

const state: SessionState = {
  ...initialState,
  status: 'active',
  parameters: { runId: 'r', viewport: { width: 1280, height: 800 }, startUrl: null, ttlMs: 3_600_000, heartbeatTimeoutMs: 60_000 },
  startedAt: at(0),
  expiresAt: at(3600),
  controlHolder: 'user:ada',
  controlToken: 3,
  consoles: { c1: { consoleId: 'c1', grantId: 'g1', mode: 'control', user: 'user:ada', cookieSha256: '', open: true } },
  handoffs: { h1: { handoffId: 'h1', reason: 'captcha', instructions: '', deadline: at(400), outcome: null } },
};
const connected = new Map([['c1', { connected: true, forMs: 290_000, openForMs: 290_000 }]]);
const disconnected = new Map([['c1', { connected: false, forMs: 59_999, openForMs: 59_999 }]]);
const presence: Presence = { lastHeartbeatAt: at(5), silentMs: 10_000, hearingMs: 300_000, connections: 0, consoles: connected, controlIdleMs: 10_000 };
const patience = { consoleReconnectMs: 60_000, consoleLifeMs: 3_600_000, controlIdleMs: 300_000 };

describe('what is due', () => {
  it('is nothing while all is well', () => {
    expect(dueCommands(state, presence, patience, ms(300))).toEqual([]);
    expect(dueCommands({ ...state, status: 'terminated' }, presence, patience, ms(9000))).toEqual([]);
  });
  it('is the end alone when the lease lapsed, with the last heartbeat', () => {
    const expire = { type: 'expire', lastHeartbeatAt: at(5), silentMs: 60_000, hearingMs: 300_000, connections: 0, now: at(500) };
    expect(dueCommands(state, { ...presence, silentMs: 60_000, controlIdleMs: 400_000 }, patience, ms(500))).toEqual([expire]);
    expect(dueCommands(state, { ...presence, silentMs: 60_000, hearingMs: 59_999 }, patience, ms(300))).toEqual([]);
  });
  it('is the end of hand-offs that nobody completed', () => {
    expect(dueCommands(state, { ...presence, connections: 1 }, patience, ms(400))).toEqual([{ type: 'time_out_handoffs', now: at(400) }]);
  });
  it('closes a console that does not come back', () => {
    expect(dueCommands(state, { ...presence, consoles: disconnected }, patience, ms(69))).toEqual([]);
    const longer = new Map([['c1', { connected: false, forMs: 60_000, openForMs: 60_000 }]]);
    expect(dueCommands(state, { ...presence, consoles: longer }, patience, ms(70))).toEqual([{ type: 'close_console', consoleId: 'c1', reason: 'disconnected' }]);
  });
  it('closes a console that has been open for its life, although somebody looks on', () => {
    const old = (openForMs: number) => new Map([['c1', { connected: true, forMs: 1, openForMs }]]);
    expect(dueCommands(state, { ...presence, consoles: old(3_599_999) }, patience, ms(70))).toEqual([]);
    expect(dueCommands(state, { ...presence, consoles: old(3_600_000) }, patience, ms(70))).toEqual([{ type: 'close_console', consoleId: 'c1', reason: 'expired' }]);
  });
  it('returns control of a holder who does nothing, with the token of the turn, although the page is open', () => {
    expect(dueCommands(state, { ...presence, connections: 1, controlIdleMs: 299_999 }, patience, ms(309))).toEqual([]);
    const returned = { type: 'return_control', holder: 'user:ada', token: 3, reason: 'idle' };
    expect(dueCommands(state, { ...presence, connections: 1, controlIdleMs: 300_000 }, patience, ms(310))).toEqual([returned]);
    expect(dueCommands({ ...state, controlHolder: null }, { ...presence, controlIdleMs: 300_000 }, patience, ms(310))).toEqual([]);
  });
});
