import { aggregate, type EventLog } from '@countersign/event-log';
import type { SessionEvent } from '@countersign/contracts';
import type { TestNats } from '@countersign/test-kit';
import { randomUUID } from 'node:crypto';
import { row, type Row } from '../report.ts';
import { EVENTS_PER_SESSION } from './fill.ts';
import { extended } from './workload.ts';

const RESTARTS = 3;

/** Counts its events; a command adds one. */
const counting = {
  initialState: 0,
  decide: (_command: 'extend', _state: number): readonly SessionEvent[] => [extended],
  evolve: (state: number, _event: SessionEvent) => state + 1,
};

/**
 * One aggregate of ten commits that lie evenly over the log. Cold: this process knows nothing of it. Warm: from a command to
 * the append of what was decided on the state in memory, which the append itself finds out to be old, if it is.
 */
export async function benchLoad(nats: TestNats, log: EventLog, ids: readonly string[], rounds: number, progress: (line: string) => void): Promise<Row[]> {
  const any = () => ids[Math.floor(Math.random() * ids.length)]!;
  const afterRestart: number[] = [];
  for (let round = 0; round < Math.min(RESTARTS, rounds); round++) {
    await nats.restart();
    await log.lastSequence();
    afterRestart.push(await loadMs(log, any()));
  }
  const cold: number[] = [];
  for (let round = -20; round < rounds * 20; round++) {
    const ms = await loadMs(log, any());
    if (round >= 0) cold.push(ms);
  }
  const warm = await warmLoads(log, ids.slice(0, rounds * 20));
  progress(`load of ${EVENTS_PER_SESSION} commits: right after a start of the server ${afterRestart.map((ms) => ms.toFixed(1)).join(', ')} ms`);
  return [
    row('load_after_restart', 'ms', afterRestart),
    row('load_cold', 'ms', cold, { peer: [6], target: 1 }),
    row('load_warm', 'ms', warm, { peer: [0.1], target: 1 }),
  ];
}

async function loadMs(log: EventLog, id: string): Promise<number> {
  const startedAt = performance.now();
  const commits = await log.load('session', id);
  const ms = performance.now() - startedAt;
  if (commits.length !== EVENTS_PER_SESSION) throw new Error(`${id} has ${commits.length} commits, not ${EVENTS_PER_SESSION}`);
  return ms;
}

async function warmLoads(log: EventLog, ids: readonly string[]): Promise<number[]> {
  const found: number[] = [];
  let startedAt = 0;
  const watched: EventLog = Object.assign(Object.create(log) as EventLog, {
    append: (_commit: Parameters<EventLog['append']>[0]) => {
      found.push(performance.now() - startedAt);
      // It is not stored: the log stays as it is for what is measured next.
      return Promise.resolve({ sequence: 0, version: 0 });
    },
    load: (...of: Parameters<EventLog['load']>) => log.load(...of),
  });
  for (const id of ids) {
    // One of its own each time, because the append did not happen.
    const sessions = aggregate({ log: watched, aggregate: 'session', source: 'session-service', decider: counting });
    const { state } = await sessions.load(id);
    if (state !== EVENTS_PER_SESSION) throw new Error(`${id} has ${state} events`);
    startedAt = performance.now();
    await sessions.handle(id, 'extend', { actor: 'service:bench', correlationId: randomUUID() });
  }
  return found;
}
