import { MikroORM } from '@mikro-orm/postgresql';
import { migrate, sqlOf } from '../database/migrate.ts';
import { ormOptions } from '../database/orm-options.ts';
import { READ_MODEL } from '../database/read-model.tables.sql.ts';
import type { Sql } from '../database/sql.ts';
import { ReadModelStore } from './read-model-store.ts';

export { BatchProjector } from './batch-projector.ts';
export { rebuild, RebuildRefusedError } from './rebuild.ts';
export type { RebuildOptions, RebuildPhase, RebuildProgress, RebuildReport } from './rebuild.ts';

/** The read model of a database, beside a running gateway or without one. */
export interface OpenReadModel {
  readonly orm: MikroORM;
  readonly sql: Sql;
  readonly store: ReadModelStore;
  close(): Promise<void>;
}

/** Brings the database to the newest migration first. */
export async function openReadModel(databaseUrl: string): Promise<OpenReadModel> {
  const orm = await MikroORM.init(ormOptions(databaseUrl));
  await migrate(orm);
  return { orm, sql: await sqlOf(orm), store: new ReadModelStore(orm, READ_MODEL), close: () => orm.close() };
}
