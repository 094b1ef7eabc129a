import 'reflect-metadata';
import { connectEventLog } from '@countersign/event-log';
import { MikroORM } from '@mikro-orm/postgresql';
import { ConfigError, readConfig } from './config.ts';
import { migrate } from './database/migrate.ts';
import { ormOptions } from './database/orm-options.ts';
import type { RowDifference } from './projecting/compare-read-models.ts';
import { rebuild, type RebuildReport } from './projecting/rebuild.ts';

const HELP = `Rebuilds the read models from the event log, compares them with the live ones, and puts them in their place.
Live traffic goes on. Reads NATS_URL and DATABASE_URL.

Exit code: 0 the live read models were equal to the log · 3 they differed, and were replaced by what the log says ·
1 nothing was changed: the log is corrupt, a server did not answer, it was interrupted, or another rebuild is under way · 2 the configuration is not valid.
`;
const EXIT = { equal: 0, failed: 1, misconfigured: 2, differed: 3 } as const;

async function main(): Promise<number> {
  if (process.argv.includes('--help')) {
    process.stdout.write(HELP);
    return EXIT.equal;
  }
  const { natsUrl, databaseUrl } = readConfig(process.env);
  const orm = await MikroORM.init(ormOptions(databaseUrl));
  try {
    const log = await connectEventLog({ natsUrl, name: 'rebuild' });
    try {
      await migrate(orm);
      const report = await rebuild({ log, orm, progress: say, signal: interruption() });
      for (const difference of report.differences) say(describe(difference));
      say(summary(report));
      return report.differing === 0 ? EXIT.equal : EXIT.differed;
    } finally {
      await log.close();
    }
  } finally {
    await orm.close();
  }
}

function interruption(): AbortSignal {
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort(new Error(`${signal}: the read models are as they were`)));
  return ending.signal;
}

function summary({ tables, events, position, differing, differences }: RebuildReport): string {
  const built = `rebuilt ${tables} tables from ${events} events up to position ${position}`;
  if (differing === 0) return `${built}: equal`;
  const unsaid = differing - differences.length;
  return `${built}: ${differing} ${differing === 1 ? 'row' : 'rows'} differed, replaced by what the log says${unsaid > 0 ? ` (${unsaid} of them are not listed)` : ''}`;
}

function describe({ table, id, kind, columns }: RowDifference): string {
  const what = { missing: 'was missing', unexpected: 'was not in the log', changed: `differed in ${columns.join(', ')}` }[kind];
  return `${table} ${id ?? ''} ${what}`.replace('  ', ' ');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = error instanceof ConfigError ? EXIT.misconfigured : EXIT.failed;
  },
);
