import { Migration } from '@mikro-orm/migrations';
import { READ_MODEL, readModelTablesSql } from '../read-model.tables.sql.ts';

/** Captures tell what their reviewer has to know and who decided: the read model is made anew, and folded from the log. */
export class Migration202611290170Review extends Migration {
  override up(): void {
    this.addSql(`drop schema if exists ${READ_MODEL} cascade`);
    for (const statement of readModelTablesSql(READ_MODEL)) this.addSql(statement);
  }
}
