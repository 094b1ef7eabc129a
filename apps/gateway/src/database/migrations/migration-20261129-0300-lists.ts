import { Migration } from '@mikro-orm/migrations';
import { READ_MODEL, readModelTablesSql } from '../read-model.tables.sql.ts';

/** Lists that no write can shuffle, and more to filter them by: the read model is made anew, and folded from the log. */
export class Migration202611290300Lists extends Migration {
  override up(): void {
    this.addSql(`drop schema if exists ${READ_MODEL} cascade`);
    for (const statement of readModelTablesSql(READ_MODEL)) this.addSql(statement);
  }
}
