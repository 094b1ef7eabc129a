import type { DocumentReference, Preferences, ReadFromFile } from '@countersign/contracts';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

@Entity({ schema: 'read_model', tableName: 'candidates' })
export class Candidate {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @Property({ type: 'text', nullable: true })
  name!: string | null;
  @Property({ type: 'text', nullable: true })
  email!: string | null;
  /** JSON Resume; empty once erased. */
  @Property({ type: 'json' })
  resume!: Record<string, unknown>;
  @Property({ type: 'json' })
  preferences!: Preferences;
  @Property({ type: 'json' })
  documents!: DocumentReference[];
  @Property({ type: 'json', nullable: true })
  readFromFile!: ReadFromFile | null;
  /** RFC 3339; null in a stub only. */
  @Property({ type: 'string', columnType: 'timestamptz(3)', nullable: true })
  registeredAt!: string | null;
  @Property({ type: 'string', columnType: 'timestamptz(3)', nullable: true })
  erasedAt!: string | null;
  /** Version of the aggregate; 0: a stub. */
  @Property({ type: 'integer' })
  version!: number;
}
