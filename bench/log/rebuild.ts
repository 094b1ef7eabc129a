import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { EVENTS_STREAM } from '@countersign/contracts';
import type { EventLog } from '@countersign/event-log';
import { rebuild, type OpenReadModel } from '@countersign/gateway/projecting';
import { jetstream } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { row, type Row } from '../report.ts';

const REBUILD = fileURLToPath(new URL('../../../apps/gateway/dist/rebuild.main.js', import.meta.url));
const MAX_MEMORY_MB = 1_000;
/** Each takes a minute with a million events. */
const ROUNDS = 2;

/** Reading and verifying all of the log, and rebuilding the read model from it, against the bare replay with JSON.parse. */
export async function benchRebuild(connection: NatsConnection, log: EventLog, readModel: OpenReadModel, rounds: number, progress: (line: string) => void): Promise<Row[]> {
  const commits = await log.lastSequence();
  const [verified, rebuilt, peer]: [number[], number[], number[]] = [[], [], []];
  for (let round = 0; round < Math.min(ROUNDS, rounds); round++) {
    const raw = commits / (await seconds(() => rawReplay(connection, commits)));
    const read = commits / (await seconds(() => log.verify()));
    const whole = commits / (await seconds(() => rebuild({ log, orm: readModel.orm, progress: () => undefined })));
    peer.push(raw);
    verified.push(read);
    rebuilt.push(whole);
    progress(`rebuild ${round + 1}/${Math.min(ROUNDS, rounds)}: verified ${read.toFixed(0)}/s, rebuilt ${whole.toFixed(0)}/s, raw replay ${raw.toFixed(0)}/s`);
  }
  return [
    row('replay_verified', '1/s', verified, { peer, target: 0.8, atLeast: true }),
    row('rebuild_into_postgres', '1/s', rebuilt, { peer, target: 0.8, atLeast: true }),
  ];
}

/** The command that an operator runs, as a process of its own. There is no read model before, and the whole one afterwards. */
export async function benchRebuildMemory(natsUrl: string, databaseUrl: string, { sql }: OpenReadModel): Promise<Row> {
  await sql.query('drop schema read_model cascade');
  const child = spawn(process.execPath, [REBUILD], { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NATS_URL: natsUrl, DATABASE_URL: databaseUrl } });
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let peakMb = 0;
  while (child.exitCode === null && child.signalCode === null) {
    peakMb = Math.max(peakMb, residentPeakMb(child.pid!));
    await Promise.race([gone, pause(50)]);
  }
  // 3: the read model was another one before.
  const code = await gone;
  if (code !== 0 && code !== 3) throw new Error(`the rebuild ended with ${code}`);
  return row('rebuild_memory', 'MB', [peakMb], { peer: [MAX_MEMORY_MB], target: 1 });
}

async function rawReplay(connection: NatsConnection, upTo: number): Promise<void> {
  const consumer = await jetstream(connection).consumers.get(EVENTS_STREAM);
  const messages = await consumer.consume({ max_messages: 4_000 });
  for await (const message of messages) {
    JSON.parse(message.string());
    if (message.seq >= upTo) break;
  }
  await messages.close();
  await consumer.delete();
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
}

/** The most that the process had at once, as the kernel counts it. */
function residentPeakMb(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
