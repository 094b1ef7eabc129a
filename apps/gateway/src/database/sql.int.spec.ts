import { startPostgres, type TestPostgres } from '@countersign/test-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { instant, Sql } from './sql.ts';

describe('SQL', () => {
  let postgres: TestPostgres;
  let pool: Pool;
  beforeAll(async () => {
    postgres = await startPostgres();
    pool = new Pool({ connectionString: postgres.url, max: 1, options: '-c timezone=UTC' });
    // The server may end before a connection that says good-bye.
    pool.on('error', () => undefined);
  }, 60_000);
  afterAll(async () => {
    await pool.end();
    await postgres.stop();
  });

  it('that is prepared reads the tables that are there now, also after a rebuild put others in their place', async () => {
    const sql = new Sql(pool);
    const read = async (id: number) => (await sql.prepared<{ name: string }>('select name from live.things where id = $1', [id])).map(({ name }) => name);
    for (const schema of ['live', 'rebuilt']) await sql.query(`create schema ${schema}; create table ${schema}.things (id integer primary key, name text not null); insert into ${schema}.things values (1, '${schema}')`);
    // Often enough for the server to keep one plan.
    for (let time = 0; time < 10; time++) expect(await read(1)).toEqual(['live']);
    expect(await sql.query("select generic_plans + custom_plans as plans from pg_prepared_statements where statement like '%live.things%'")).toEqual([{ plans: '10' }]);
    await sql.transaction(async (session) => {
      await session.query('alter schema live rename to replaced');
      await session.query('alter schema rebuilt rename to live');
    });
    await sql.query('drop schema replaced cascade');
    expect(await read(1)).toEqual(['rebuilt']);
    expect(await read(2)).toEqual([]);
  });

  it('shows instants as RFC 3339 in UTC, in whatever form they come', async () => {
    const { rows } = await pool.query<{ at: string }>({ text: `select at::text from (values
      ('2026-11-22T10:00:00Z'::timestamptz(3), 1), ('2026-11-22T10:00:00.5Z', 2), ('2026-11-22T10:00:00.123Z', 3), ('2026-11-22T10:00:00.12+02', 4), ('0099-01-01T00:00:00Z', 5)) as times (at, n) order by n` });
    expect(rows.map(({ at }) => instant(at))).toEqual(['2026-11-22T10:00:00.000Z', '2026-11-22T10:00:00.500Z', '2026-11-22T10:00:00.123Z', '2026-11-22T08:00:00.120Z', '0099-01-01T00:00:00.000Z']);
    expect([instant('2026-11-22T10:00:00.000Z'), instant('2026-11-22 12:00:00+02'), instant(null)]).toEqual(['2026-11-22T10:00:00.000Z', '2026-11-22T10:00:00.000Z', null]);
  });
});
