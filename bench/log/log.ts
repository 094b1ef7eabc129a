import { connectNats, jetStreamEventLog } from '@countersign/event-log';
import { openReadModel } from '@countersign/gateway/projecting';
import { startNats, startPostgres } from '@countersign/test-kit';
import type { Row } from '../report.ts';
import { benchAppend } from './append.ts';
import { benchEmmett } from './emmett.ts';
import { fill } from './fill.ts';
import { benchFollow } from './follow.ts';
import { benchLoad } from './load.ts';
import { benchReadYourWrites } from './read-your-writes.ts';
import { benchRebuild, benchRebuildMemory } from './rebuild.ts';

/** Commits in the log that is read; fewer for a quick look. The targets are about this many. */
const EVENTS = Number(process.env['COUNTERSIGN_BENCH_EVENTS'] ?? 1_000_000);
/** Whole replays, each of seconds. */
const LONG_ROUNDS = 5;

/** The event log: appends, loads, following, rebuilding, and reading what was written, each against the bare thing or a peer. */
export async function benchLog({ rounds, progress }: { rounds: number; progress(line: string): void }): Promise<Row[]> {
  const stops: (() => Promise<void>)[] = [];
  try {
    const [nats, postgres] = await Promise.all([startNats(), startPostgres({ durable: true })]);
    stops.push(() => nats.stop(), () => postgres.stop());
    const connection = await connectNats({ natsUrl: nats.url });
    stops.unshift(() => connection.close());
    const { version } = connection.info!;
    progress(`nats-server ${version} ${Number(version.split('.')[1]) < 10 ? 'writes to disk within 60 seconds of an acknowledgement, and cannot be told otherwise' : 'with its default sync_interval of two minutes'}; Postgres with fsync and synchronous_commit on: it writes to disk before it acknowledges`);
    const log = await jetStreamEventLog(connection, { appendTimeoutMs: 10_000 });
    stops.unshift(() => log.close());

    const rows = await benchAppend(connection, rounds, progress);
    rows.push(...(await benchEmmett(log, postgres.url, Math.min(LONG_ROUNDS, rounds), progress)));

    // The log that is read is one of its own.
    const source = await startNats();
    stops.push(() => source.stop());
    const reading = await connectNats({ natsUrl: source.url });
    stops.unshift(() => reading.close());
    const filled = await jetStreamEventLog(reading, { appendTimeoutMs: 10_000 });
    stops.unshift(() => filled.close());
    progress(`filling a log with ${EVENTS} events …`);
    const ids = await fill(reading, EVENTS);
    rows.push(...(await benchLoad(source, filled, ids, rounds, progress)));
    const readModel = await openReadModel(postgres.url);
    stops.unshift(() => readModel.close());
    rows.push(await benchFollow(filled, readModel, Math.min(LONG_ROUNDS, rounds), progress));
    rows.push(await benchRebuildMemory(source.url, postgres.url, readModel));
    rows.push(...(await benchRebuild(reading, filled, readModel, rounds, progress)));
    return [...rows, ...(await benchReadYourWrites(rounds, progress))];
  } finally {
    for (const stop of stops) await stop();
  }
}
