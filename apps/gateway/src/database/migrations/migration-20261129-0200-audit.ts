import { Migration } from '@mikro-orm/migrations';
import { READ_MODEL, readModelTablesSql } from '../read-model.tables.sql.ts';

/** The audit keeps events as they were written, and when the log stored them: the read model is made anew, and folded from the log. */
export class Migration202611290200Audit extends Migration {
  override up(): void {
    this.addSql(`drop schema if exists ${READ_MODEL} cascade`);
    for (const statement of readModelTablesSql(READ_MODEL)) this.addSql(statement);
  }
}
