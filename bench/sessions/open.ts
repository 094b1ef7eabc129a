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

/** `warm` has one browser in its pool, `cold` none; raw headed Chromium takes turns with both. */
export async function benchOpen(warm: System, cold: System, display: RawDisplay, rounds: number, progress: (line: string) => void): Promise<Row[]> {
  const [warmRun, coldRun] = await Promise.all([registerRun(warm), registerRun(cold)]);
  const raw: number[] = [];
  const fromPool: number[] = [];
  const coldStarts: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const bare = await display.open('about:blank');
    await bare.browser.close();
    await poolIsFull(warm.natsUrl);
    const pooled = await openSession(warm, warmRun);
    await endSession(warm, pooled);
    await poolIsFull(warm.natsUrl);
    const started = await openSession(cold, coldRun);
    await endSession(cold, started);
    if (round < 0) continue; // The first of each warms the page cache.
    raw.push(bare.ms);
    fromPool.push(pooled.ms);
    coldStarts.push(started.ms);
    progress(`open ${round + 1}/${rounds}: raw ${bare.ms.toFixed(0)} ms, from the pool ${pooled.ms.toFixed(0)} ms, cold ${started.ms.toFixed(0)} ms`);
  }
  return [row('open_from_pool', 'ms', fromPool, { peer: raw, target: 0.25 }), row('open_cold', 'ms', coldStarts, { peer: raw, target: 1.5 })];
}
