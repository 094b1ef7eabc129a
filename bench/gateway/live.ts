import { setTimeout as pause } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { Client } from '@countersign/client';
import { jetStreamEventLog } from '@countersign/event-log';
import { commitOf, started } from '../log/workload.ts';
import { row, type Row } from '../report.ts';
import { startProcess } from './child.ts';
import type { World } from './world.ts';

const READERS = Number(process.env['COUNTERSIGN_BENCH_READERS'] ?? 1_000);
const EVENTS_PER_SECOND = 100;
/** One key may not have as many streams as all of them need. */
const KEYS = 10;
/** What was not delivered by then is counted as delivered then. */
const DEADLINE_MS = 60_000;

/** From the append of an event to when a reader of the stream has it: readers of everything, in one process, and a steady rate of events. */
export async function benchLive(world: World, rounds: number, progress: (line: string) => void): Promise<Row[]> {
  const operator = new Client({ url: world.url, key: world.keys.operator });
  const keys = await Promise.all(Array.from({ length: KEYS }, async (_, index) => (await operator.post('/v1/api-keys', { body: { name: `reader ${index}`, roles: ['auditor'] } })).key));
  const readers = await startProcess('readers.js', {});
  const log = await jetStreamEventLog(world.connection);
  try {
    await readers.ask({ url: world.url, keys, readers: READERS });
    progress(`${READERS} readers are there`);
    const seconds = Math.max(5, rounds / 2);
    await appendFor(2, log);
    await readers.ask('count');
    const { count, lateMs } = await appendFor(seconds, log);
    const expected = count * READERS;
    for (const deadline = Date.now() + DEADLINE_MS; Date.now() < deadline && (await readers.ask<number>('delivered')) < expected; await pause(500));
    const { latencies } = await readers.ask<{ latencies: number[] }>('report');
    progress(`${count} events in ${seconds} s, the last ${lateMs.toFixed(0)} ms after it was due; ${latencies.length} of ${expected} deliveries within ${DEADLINE_MS / 1000} s of the last`);
    for (let missing = expected - latencies.length; missing > 0; missing--) latencies.push(DEADLINE_MS);
    return [row('live_delivery', 'ms', latencies)];
  } finally {
    await readers.stop();
    await log.close();
  }
}

async function appendFor(seconds: number, log: Awaited<ReturnType<typeof jetStreamEventLog>>): Promise<{ count: number; lateMs: number }> {
  const startedAt = performance.now();
  const runId = randomUUID();
  const count = seconds * EVENTS_PER_SECOND;
  const under: Promise<unknown>[] = [];
  let lateMs = 0;
  for (let index = 0; index < count; index++) {
    const dueMs = startedAt + (index * 1000) / EVENTS_PER_SECOND;
    if (performance.now() < dueMs) await pause(dueMs - performance.now());
    lateMs = performance.now() - dueMs;
    under.push(log.append(commitOf(randomUUID(), { sequence: 0, version: 0 }, [started(runId)], runId)));
  }
  await Promise.all(under);
  return { count, lateMs };
}
