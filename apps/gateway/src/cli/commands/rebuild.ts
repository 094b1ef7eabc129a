import 'reflect-metadata';
import { MikroORM } from '@mikro-orm/postgresql';
import { readAddresses, required, type GlobalFlags } from '../config.ts';
import { migrate, sqlOf } from '../../database/migrate.ts';
import { ormOptions } from '../../database/orm-options.ts';
import type { RowDifference } from '../../projecting/compare-read-models.ts';
import { rebuild, type RebuildReport } from '../../projecting/rebuild.ts';
import { EXIT, InterruptedError, UnreachableError, type ExitCode } from '../exit-codes.ts';
import { withLog } from '../open-log.ts';
import { Output } from '../output.ts';
import { say, showProgress } from '../progress.ts';

export async function rebuildReadModels(flags: GlobalFlags, signal: AbortSignal): Promise<ExitCode> {
  const addresses = readAddresses(flags);
  const databaseUrl = required('DATABASE_URL', addresses.databaseUrl);
  return withLog(required('NATS_URL', addresses.natsUrl), async (log) => {
    const orm = await connectedOrm(databaseUrl);
    try {
      await migrate(orm);
      const bar = showProgress('rebuild');
      const report = await rebuild({
        log, orm, signal,
        progress: process.stderr.isTTY ? () => undefined : say,
        onProgress: ({ done, phase, total }) => bar.update(done, total, phase),
      }).catch((error: Error) => {
        throw signal.aborted ? new InterruptedError('interrupted: the read models are as they were') : error;
      }).finally(bar.stop);
      await new Output(process.stdout, flags.json === true).rows(report.differences.map(rowOf), 'Equal.');
      say(summary(report));
      return report.differing === 0 ? EXIT.ok : EXIT.wrong;
    } finally {
      await orm.close();
    }
  });
}

async function connectedOrm(databaseUrl: string): Promise<MikroORM> {
  const orm = await MikroORM.init(ormOptions(databaseUrl));
  try {
    await (await sqlOf(orm)).query('select 1');
    return orm;
  } catch (error) {
    await orm.close();
    throw new UnreachableError(`no connection to Postgres: ${(error as Error).message || (error as Error).name}`, { cause: error });
  }
}

function rowOf({ columns, id, kind, table }: RowDifference): Record<string, unknown> {
  return { table, id, kind, columns };
}

function summary({ differences, differing, events, position, tables }: RebuildReport): string {
  const built = `rebuilt ${tables} tables from ${events} events up to position ${position}`;
  if (differing === 0) return `${built}: equal`;
  const unsaid = differing - differences.length;
  return `${built}: ${differing} ${differing === 1 ? 'row' : 'rows'} differed, replaced by what the log says${unsaid > 0 ? ` (${unsaid} of them are not listed)` : ''}`;
}
