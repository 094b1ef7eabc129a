import { Migration } from '@mikro-orm/migrations';
import { READ_MODEL, readModelTablesSql } from '../read-model.tables.sql.ts';

/** The read models, and a place for what the gateway must not forget about them. */
export class Migration202611220001ReadModel extends Migration {
  override up(): void {
    this.addSql(`drop schema if exists ${READ_MODEL} cascade`);
    for (const statement of readModelTablesSql(READ_MODEL)) this.addSql(statement);
    this.addSql(`create table gateway.settings (
      name text primary key,
      value text not null
    )`);
  }
}
