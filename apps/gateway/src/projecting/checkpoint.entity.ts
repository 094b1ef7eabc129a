import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** Up to where the log is in the read model; changes in the transaction that changes its rows. */
@Entity({ schema: 'read_model', tableName: 'checkpoint' })
export class Checkpoint {
  @PrimaryKey({ type: 'text' })
  name!: string;
  @Property({ type: 'bigint' })
  position!: string;
  @Property({ type: 'string', columnType: 'timestamptz(3)', defaultRaw: 'now()' })
  updatedAt!: string;
}
