import type { Row } from '../report.ts';
import { startSystem } from '../system.ts';
import { benchHandOver } from './hand-over.ts';
import { benchKeyToPixel } from './key-to-pixel.ts';
import { benchMemory } from './memory.ts';
import { benchCold, benchFromPool } from './open.ts';
import { servePages } from './pages.ts';
import { RawDisplay } from './raw-browser.ts';

const MEMORY_ROUNDS = 5;

/** Opening, memory, input and hand-over of browser sessions, each against the bare thing. */
export async function benchSessions({ rounds, progress }: { rounds: number; progress(line: string): void }): Promise<Row[]> {
  const pages = await servePages();
  const stops: (() => Promise<void>)[] = [() => pages.stop()];
  try {
    progress('starting the product without a pool …');
    const env = { SESSION_EGRESS_ALLOW: pages.host, SESSION_LIMIT_PER_RUN: '8' };
    const cold = await startSystem({ ...env, SESSION_POOL_SIZE: '0' });
    stops.unshift(() => cold.stop());
    const memory = await benchMemory(cold, pages.formUrl, Math.min(MEMORY_ROUNDS, rounds), progress);
    const keys = await benchKeyToPixel(cold, pages.flipUrl, rounds * 5, progress);
    const handOver = await benchHandOver(cold, rounds, progress);
    const display = await RawDisplay.start();
    stops.unshift(() => display.stop());
    const opened = await benchCold(cold, display, rounds, progress);
    const warm = await startSystem({ ...env, SESSION_POOL_SIZE: '1' });
    stops.unshift(() => warm.stop());
    const pooled = await benchFromPool(warm, display, rounds, progress);
    return [...pooled, ...opened, ...memory, ...keys, ...handOver];
  } finally {
    for (const stop of stops) await stop();
  }
}
