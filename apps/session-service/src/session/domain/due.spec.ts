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
  handoffs: { h1: { handoffId: 'h1', deadline: at(400), outcome: null } },
};
const connected = new Map([['c1', { connected: true, sinceMs: ms(10) }]]);
const disconnected = new Map([['c1', { connected: false, sinceMs: ms(10) }]]);
const presence: Presence = { lastHeartbeatMs: ms(5), lastSignOfLifeMs: ms(290), connections: 0, consoles: connected, controlSeenMs: ms(10) };
const patience = { consoleReconnectMs: 60_000, controlIdleMs: 300_000 };

describe('what is due', () => {
  it('is nothing while all is well', () => {
    expect(dueCommands(state, presence, patience, ms(300))).toEqual([]);
    expect(dueCommands({ ...state, status: 'terminated' }, presence, patience, ms(9000))).toEqual([]);
  });
  it('is the end alone when the lease lapsed, with the last heartbeat', () => {
    const expire = { type: 'expire', lastHeartbeatAt: at(5), lastSignOfLifeAt: at(290), connections: 0, now: at(500) };
    expect(dueCommands(state, { ...presence, consoles: disconnected }, patience, ms(500))).toEqual([expire]);
  });
  it('is the end of hand-offs that nobody completed', () => {
    expect(dueCommands(state, { ...presence, connections: 1 }, patience, ms(400))).toEqual([{ type: 'time_out_handoffs', now: at(400) }]);
  });
  it('closes a console that does not come back', () => {
    expect(dueCommands(state, { ...presence, consoles: disconnected }, patience, ms(69))).toEqual([]);
    expect(dueCommands(state, { ...presence, consoles: disconnected }, patience, ms(70))).toEqual([{ type: 'close_console', consoleId: 'c1', reason: 'disconnected' }]);
  });
  it('returns control of a holder who is gone, with the token of the turn', () => {
    const gone = { ...presence, consoles: new Map(), lastSignOfLifeMs: ms(309) };
    expect(dueCommands(state, gone, patience, ms(309))).toEqual([]);
    expect(dueCommands(state, gone, patience, ms(310))).toEqual([{ type: 'return_control', holder: 'user:ada', token: 3, reason: 'idle' }]);
  });
  it('does not take the console of another, or one that may only look, for the holder', () => {
    const viewing: SessionState = { ...state, consoles: { c1: { ...state.consoles['c1']!, mode: 'view' } } };
    expect(dueCommands(viewing, { ...presence, lastSignOfLifeMs: ms(310) }, patience, ms(310))).toMatchObject([{ type: 'return_control' }]);
  });
});
