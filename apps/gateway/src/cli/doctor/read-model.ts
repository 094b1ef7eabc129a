import pg from 'pg';
import { fail, ok, unknown, warn, type Check } from './check.ts';

const ANSWER_TIMEOUT_MS = 4_000;
/** Key of the advisory lock that the one active follower holds: see the read model's follower. */
const FOLLOWER_LOCK = 4_400_002;
/** How long a follower that is behind may take for a step. */
const MOVES_WITHIN_MS = 1_500;
const MAX_SKEW_MS = 2_000;

export interface ReadModelFindings {
  readonly checks: readonly Check[];
  /** Up to where somebody has read the log. */
  readonly checkpoint: number | undefined;
}

/** Postgres, and the read model in it. Changes nothing; brings no database to a newer migration. */
export async function checkReadModel(databaseUrl: string | undefined, lastSequence: number | undefined): Promise<ReadModelFindings> {
  if (databaseUrl === undefined) return { checks: [unknown('Postgres', 'DATABASE_URL is not set', 'Set it to have the read model looked at.')], checkpoint: undefined };
  const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: ANSWER_TIMEOUT_MS, query_timeout: ANSWER_TIMEOUT_MS, application_name: 'countersign doctor' });
  // A connection that breaks is an answer, not the end of this process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await inspect(client, lastSequence);
  } catch (error) {
    return { checks: [fail('Postgres', (error as Error).message || (error as Error).name, 'Start it, or correct DATABASE_URL.', 'unreachable')], checkpoint: undefined };
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function inspect(client: pg.Client, lastSequence: number | undefined): Promise<ReadModelFindings> {
  const startedAt = Date.now();
  const { rows: [server] } = await client.query<{ version: string; fsync: string; commit: string; now: Date }>(
    `select current_setting('server_version') as version, current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, clock_timestamp() as now`,
  );
  const { version, fsync, commit, now } = server!;
  const checks = [
    fsync === 'off' || commit === 'off'
      ? warn('Postgres', `version ${version}, fsync ${fsync}, synchronous_commit ${commit}`, 'Switch both on: API keys and webhook deliveries live only there. The read model itself can be rebuilt.')
      : ok('Postgres', `version ${version}, fsync ${fsync}, synchronous_commit ${commit}`),
    judgeSkew('clock of Postgres', now.getTime() - (startedAt + Date.now()) / 2),
  ];
  const { rows: [table] } = await client.query<{ there: boolean }>(`select to_regclass('read_model.checkpoint') is not null as there`);
  if (!table!.there) return { checks: [...checks, warn('read model', 'there is none', 'Start a gateway, or countersign rebuild.')], checkpoint: undefined };
  const checkpoint = await positionOf(client);
  if (lastSequence === undefined) return { checks: [...checks, unknown('read model', `at position ${checkpoint}`, '')], checkpoint };
  const { rows: [lock] } = await client.query<{ followers: string }>(
    `select count(*) as followers from pg_locks where locktype = 'advisory' and granted and objid = $1 and database = (select oid from pg_database where datname = current_database())`, [FOLLOWER_LOCK]);
  let at = checkpoint;
  for (const deadline = performance.now() + MOVES_WITHIN_MS; at === checkpoint && at < lastSequence && performance.now() < deadline;) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    at = await positionOf(client);
  }
  return { checks: [...checks, judgeFollower({ at, hasMoved: at > checkpoint, hasFollower: Number(lock!.followers) > 0, lastSequence })], checkpoint };
}

async function positionOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ position: string }>('select position from read_model.checkpoint');
  return Number(rows[0]?.position ?? 0);
}

export function judgeFollower({ at, hasFollower, hasMoved, lastSequence }: { at: number; hasMoved: boolean; hasFollower: boolean; lastSequence: number }): Check {
  const lag = lastSequence - at;
  const found = `at position ${at}, ${lag === 0 ? 'level with the log' : `${lag} behind`}`;
  if (lag < 0) {
    return { ...fail('read model', `at position ${at}, and the log ends at ${lastSequence}`, 'Restore the newest backup of the log. If there is none: stop the gateways, drop the schema read_model, countersign rebuild.', 'corrupt'), position: lastSequence + 1 };
  }
  if (!hasFollower) return warn('read model', `${found}; no gateway follows`, 'Start a gateway.');
  if (lag > 0 && !hasMoved) return fail('read model', `${found}, and stands still`, 'Ask the gateway why: GET /health/ready. A corrupt log stops it: see verify.');
  return ok('read model', found);
}

export function judgeSkew(check: string, aheadMs: number): Check {
  const found = `${Math.abs(Math.round(aheadMs))} ms ${aheadMs < 0 ? 'behind' : 'ahead'}`;
  return Math.abs(aheadMs) > MAX_SKEW_MS ? warn(check, found, 'Synchronise the clocks (NTP): times in the audit come from them, the order of events does not.') : ok(check, found);
}
