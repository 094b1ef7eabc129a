import type { MikroORM } from '@mikro-orm/postgresql';
import { Sql } from './sql.ts';

/** Key of the advisory lock of migrations: the first of several gateways migrates, the others wait. */
const MIGRATION_LOCK = 4_400_001;

/** Brings the database to the newest migration. */
export async function migrate(orm: MikroORM): Promise<void> {
  const sql = await sqlOf(orm);
  await sql.transaction(async (session) => {
    await session.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    await sql.query('create schema if not exists gateway');
    await orm.migrator.up();
  });
}

export async function sqlOf(orm: MikroORM): Promise<Sql> {
  return new Sql(await orm.em.getConnection().getNativeClient());
}
