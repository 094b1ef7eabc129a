import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Candidate } from '../candidates/candidate.entity.ts';

@Entity({ schema: 'read_model', tableName: 'application_runs' })
export class ApplicationRun {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  /** null in a stub only. */
  @ManyToOne({ entity: () => Candidate, fieldName: 'candidate_id', mapToPk: true, nullable: true, type: 'uuid' })
  candidateId!: string | null;
  @Property({ type: 'text', nullable: true })
  title!: string | null;
  /** RFC 3339; null in a stub only. */
  @Property({ type: 'string', columnType: 'timestamptz(3)', nullable: true })
  registeredAt!: string | null;
  /** Version of the aggregate; 0: a stub. */
  @Property({ type: 'integer' })
  version!: number;
}
