import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sessionCommands, type SessionHealth } from '@countersign/contracts';
import { connect } from '@nats-io/transport-node';
import { row, type Row } from '../report.ts';
import { registerRun, type System } from '../system.ts';
import { Cdp } from './cdp.ts';
import type { RawDisplay } from './raw-browser.ts';

/** As an automation does it: POST a session, connect to its CDP door, evaluate in its page. */
export async function openSession(system: System, runId: string): Promise<{ id: string; cdp: Cdp; page: string; ms: number }> {
  const id = randomUUID();
  const startedAt = performance.now();
  await system.call('automation', 'POST', '/v1/sessions', { id, runId });
  const cdp = await Cdp.connect(`${system.url.replace(/^http/, 'ws')}/v1/sessions/${id}/cdp`, { authorization: `Bearer ${system.keys.automation}` });
  const page = await cdp.usablePage();
  return { id, cdp, page, ms: performance.now() - startedAt };
}

export async function endSession(system: System, { id, cdp }: { id: string; cdp: Cdp }): Promise<void> {
  cdp.close();
  await system.call('automation', 'POST', `/v1/sessions/${id}/terminate`);
}

/** Until the pool of the only node has a browser again. */
export async function poolIsFull(natsUrl: string): Promise<void> {
  const { username, password, ...servers } = addressOf(natsUrl);
  const connection = await connect({ ...servers, ...(password ? { user: username, pass: password } : username ? { token: username } : {}) });
  try {
    for (const deadline = Date.now() + 30_000; ; await pause(50)) {
      // The request as Nest's NATS transport writes it.
      const answer = await connection.request(sessionCommands.health, JSON.stringify({ id: '1', pattern: sessionCommands.health, data: {} }));
      const { response } = answer.json<{ response: { ok: boolean; result: SessionHealth & { poolReady?: number } } }>();
      if ((response.result.poolReady ?? 0) > 0) return;
      if (Date.now() > deadline) throw new Error('the pool was not filled in 30 s');
    }
  } finally {
    await connection.close();
  }
}

function addressOf(url: string): { servers: string; username: string; password: string } {
  const { host, username, password } = new URL(url);
  return { servers: host, username: decodeURIComponent(username), password: decodeURIComponent(password) };
}

/** What is idle must be idle: a browser that has just started works on behind the scenes for a while, and would slow the next one down. */
const SETTLE_MS = 1_500;

/** A system without a pool starts a browser for each session; raw headed Chromium takes turns with it. */
export async function benchCold(system: System, display: RawDisplay, rounds: number, progress: (line: string) => void): Promise<Row[]> {
  const { raw, ours } = await takeTurns(system, display, rounds, async () => undefined, (line) => progress(`open cold ${line}`));
  return [row('open_cold', 'ms', ours, { peer: raw, target: 1.5 })];
}

/** A system with one browser in its pool, which is full again before each turn. */
export async function benchFromPool(system: System, display: RawDisplay, rounds: number, progress: (line: string) => void): Promise<Row[]> {
  const { raw, ours } = await takeTurns(system, display, rounds, () => poolIsFull(system.natsUrl), (line) => progress(`open from the pool ${line}`));
  return [row('open_from_pool', 'ms', ours, { peer: raw, target: 0.25 })];
}

async function takeTurns(
  system: System, display: RawDisplay, rounds: number, ready: () => Promise<void>, progress: (line: string) => void,
): Promise<{ raw: number[]; ours: number[] }> {
  const runId = await registerRun(system);
  const raw: number[] = [];
  const ours: number[] = [];
  for (let round = -1; round < rounds; round++) {
    await ready();
    await pause(SETTLE_MS);
    const bare = await display.open('about:blank');
    await bare.browser.close();
    await pause(SETTLE_MS);
    const opened = await openSession(system, runId);
    await endSession(system, opened);
    if (round < 0) continue; // The first of each warms the page cache.
    raw.push(bare.ms);
    ours.push(opened.ms);
    progress(`${round + 1}/${rounds}: raw ${bare.ms.toFixed(0)} ms, session ${opened.ms.toFixed(0)} ms`);
  }
  return { raw, ours };
}
