import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, type Options } from '@mikro-orm/postgresql';
import { ENTITIES } from './entities.ts';
import { MIGRATIONS } from './migrations/index.ts';

/** Connections at most, of which three are held for ever: one listens, one is the follower's lock, one shows that this gateway lives. */
const MAX_CONNECTIONS = 20;

export function ormOptions(databaseUrl: string): Options {
  return defineConfig({
    clientUrl: databaseUrl,
    entities: ENTITIES,
    extensions: [Migrator],
    migrations: {
      migrationsList: MIGRATIONS,
      tableName: 'gateway.migrations',
      snapshot: false,
      silent: true,
      // Switching foreign keys off needs a superuser.
      disableForeignKeys: false,
      allOrNothing: true,
    },
    pool: { min: 0, max: MAX_CONNECTIONS },
    driverOptions: { options: '-c timezone=UTC' },
    debug: false,
  });
}
