import { MikroOrmModule } from '@mikro-orm/nestjs';
import { MikroORM, PostgreSqlDriver } from '@mikro-orm/postgresql';
import { Module, type DynamicModule } from '@nestjs/common';
import { migrate, sqlOf } from './migrate.ts';
import { ormOptions } from './orm-options.ts';
import { Sql } from './sql.ts';

/** MikroORM and {@link Sql} on a migrated database, everywhere in the application. */
@Module({})
export class DatabaseModule {
  static async forRoot(options: { readonly databaseUrl: string }): Promise<DynamicModule> {
    return {
      module: DatabaseModule,
      global: true,
      imports: [await MikroOrmModule.forRoot({ ...ormOptions(options.databaseUrl), driver: PostgreSqlDriver, registerRequestContext: false })],
      providers: [
        {
          provide: Sql,
          inject: [MikroORM],
          // In a factory, so that no provider's start-up sees a database that is not migrated.
          useFactory: async (orm: MikroORM) => {
            await migrate(orm);
            return sqlOf(orm);
          },
        },
      ],
      exports: [Sql],
    };
  }
}
