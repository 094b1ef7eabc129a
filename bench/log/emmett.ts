import { randomUUID } from 'node:crypto';
import { getPostgreSQLEventStore } from '@event-driven-io/emmett-postgresql';
import type { EventLog } from '@countersign/event-log';
import { row, type Row } from '../report.ts';
import { newCommits } from './append.ts';
import { inFlight, started } from './workload.ts';

/** Appends of one event to a new stream each, by the peer on a Postgres that writes every commit to disk. */
export async function benchEmmett(log: EventLog, databaseUrl: string, rounds: number, progress: (line: string) => void): Promise<Row[]> {
  const store = getPostgreSQLEventStore(databaseUrl);
  await store.schema.migrate();
  const runId = randomUUID();
  const theirs = () => store.appendToStream(`session-${randomUUID()}`, [started(runId) as { type: string; data: Record<string, unknown> }], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' });
  const rows: Row[] = [];
  for (const [atOnce, count] of [[1, 100], [64, 600]] as const) {
    const [ours, peer]: [number[], number[]] = [[], []];
    for (let round = -1; round < rounds; round++) {
      const commits = newCommits(count);
      const a = count / (await inFlight(count, atOnce, (index) => log.append(commits[index]!)));
      const b = count / (await inFlight(count, atOnce, theirs));
      if (round < 0) continue;
      ours.push(a);
      peer.push(b);
      progress(`append, ${atOnce} in flight, ${round + 1}/${rounds}: ${a.toFixed(0)}/s, Emmett on Postgres with fsync ${b.toFixed(0)}/s`);
    }
    rows.push(row(`append_${atOnce}_against_emmett`, '1/s', ours, { peer, target: 3, atLeast: true }));
  }
  await store.close();
  return rows;
}
