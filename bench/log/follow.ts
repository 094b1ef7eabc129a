import type { EventLog } from '@countersign/event-log';
import { BatchProjector, type OpenReadModel } from '@countersign/gateway/projecting';
import { row, type Row } from '../report.ts';

/** Of these the rate is known well enough. */
const MAX_COMMITS = 50_000;

type Transaction = { statement: string; parameters: readonly unknown[] }[];

/** A follower that writes rows and checkpoint against the same statements with the same rows, prepared beforehand. */
export async function benchFollow(log: EventLog, readModel: OpenReadModel, rounds: number, progress: (line: string) => void): Promise<Row> {
  const commits = Math.min(MAX_COMMITS, await log.lastSequence());
  const recorded: Transaction[] = [];
  const [ours, peer]: [number[], number[]] = [[], []];
  for (let round = -1; round < rounds; round++) {
    await empty(readModel);
    const a = commits / (await follow(log, readModel, commits, round < 0 ? recorded : undefined));
    await empty(readModel);
    const b = commits / (await replay(readModel, recorded));
    if (round < 0) continue; // The first warms up, and says what is to be written.
    ours.push(a);
    peer.push(b);
    progress(`follow into Postgres ${round + 1}/${rounds}: ${a.toFixed(0)}/s, raw upserts of the same rows ${b.toFixed(0)}/s`);
  }
  return row('follow_into_postgres', '1/s', ours, { peer, target: 0.8, atLeast: true });
}

async function empty({ sql }: OpenReadModel): Promise<void> {
  await sql.query('truncate read_model.audit_events, read_model.form_captures, read_model.remote_browser_sessions, read_model.application_tasks, read_model.application_runs, read_model.candidates');
  await sql.query('update read_model.checkpoint set position = 0');
}

async function follow(log: EventLog, { sql, store }: OpenReadModel, upTo: number, record: Transaction[] | undefined): Promise<number> {
  const projector = new BatchProjector(log, record ? recording(sql, record) : sql, store, { publicUrl: 'http://localhost:4400' });
  const startedAt = performance.now();
  let at = 0;
  await new Promise<void>((resolve, reject) => {
    const following = log.follow({
      after: 0,
      onBatch: async (commits) => {
        at = await projector.project(at, commits);
        if (at >= upTo) void following.then((follower) => { setImmediate(() => void follower.stop().then(resolve)); });
      },
      onError: reject,
    });
  });
  return (performance.now() - startedAt) / 1000;
}

function recording(sql: OpenReadModel['sql'], transactions: Transaction[]): OpenReadModel['sql'] {
  return Object.assign(Object.create(sql) as OpenReadModel['sql'], {
    transaction: (work: (session: OpenReadModel['sql']) => Promise<unknown>) => sql.transaction((session) => {
      const statements: Transaction = [];
      transactions.push(statements);
      const query = (statement: string, parameters: readonly unknown[] = []) => {
        statements.push({ statement, parameters });
        return session.query(statement, parameters);
      };
      return work({ query } as OpenReadModel['sql']);
    }),
  });
}

async function replay({ sql }: OpenReadModel, transactions: readonly Transaction[]): Promise<number> {
  const startedAt = performance.now();
  for (const statements of transactions) {
    await sql.transaction(async (session) => {
      for (const { parameters, statement } of statements) if (!statement.startsWith('select')) await session.query(statement, parameters);
    });
  }
  return (performance.now() - startedAt) / 1000;
}
