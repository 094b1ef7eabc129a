import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { ApplicationRun } from './run.entity.ts';

@Entity({ schema: 'read_model', tableName: 'application_tasks' })
export class ApplicationTask {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @ManyToOne({ entity: () => ApplicationRun, fieldName: 'run_id', mapToPk: true, type: 'uuid' })
  runId!: string;
  @Property({ type: 'text' })
  url!: string;
  @Property({ type: 'text' })
  company!: string;
  @Property({ type: 'text' })
  title!: string;
  /** RFC 3339; null in a stub only. */
  @Property({ type: 'string', columnType: 'timestamptz(3)', nullable: true })
  registeredAt!: string | null;
  /** Version of the aggregate; 0: a stub. */
  @Property({ type: 'integer' })
  version!: number;
}
