import type { EventLog } from '@countersign/event-log';
import type { TestNats } from '@countersign/test-kit';
import { row, type Row } from '../report.ts';
import { EVENTS_PER_SESSION } from './fill.ts';

const COLD_ROUNDS = 3;

/** One aggregate of ten commits that lie evenly over the log: cold is the first load after the server was started. */
export async function benchLoad(nats: TestNats, log: EventLog, ids: readonly string[], rounds: number, progress: (line: string) => void): Promise<Row[]> {
  const any = () => ids[Math.floor(Math.random() * ids.length)]!;
  const cold: number[] = [];
  for (let round = 0; round < Math.min(COLD_ROUNDS, rounds); round++) {
    await nats.restart();
    await log.lastSequence();
    cold.push(await loadMs(log, any()));
  }
  const warm: number[] = [];
  for (let round = -20; round < rounds * 20; round++) {
    const ms = await loadMs(log, any());
    if (round >= 0) warm.push(ms);
  }
  progress(`load of ${EVENTS_PER_SESSION} commits: cold ${cold.map((ms) => ms.toFixed(1)).join(', ')} ms`);
  return [row('load_cold', 'ms', cold), row('load_warm', 'ms', warm)];
}

async function loadMs(log: EventLog, id: string): Promise<number> {
  const startedAt = performance.now();
  const commits = await log.load('session', id);
  const ms = performance.now() - startedAt;
  if (commits.length !== EVENTS_PER_SESSION) throw new Error(`${id} has ${commits.length} commits, not ${EVENTS_PER_SESSION}`);
  return ms;
}
