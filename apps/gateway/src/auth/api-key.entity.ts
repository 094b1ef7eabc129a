import type { Role } from '@countersign/contracts';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

@Entity({ schema: 'gateway', tableName: 'api_keys' })
export class ApiKey {
  @PrimaryKey({ type: 'text' })
  id!: string;
  @Property({ type: 'text' })
  name!: string;
  @Property({ type: 'json', columnType: 'jsonb' })
  roles!: Role[];
  @Property({ type: 'text' })
  secretSha256!: string;
  /** Actor that made it; `service:gateway` for those of the first start. */
  @Property({ type: 'text' })
  createdBy!: string;
  @Property({ type: 'datetime', length: 3 })
  createdAt!: Date;
  @Property({ type: 'datetime', length: 3, nullable: true })
  revokedAt!: Date | null;
  /** null: never. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  expiresAt!: Date | null;
  @Property({ type: 'datetime', length: 3, nullable: true })
  lastUsedAt!: Date | null;
}
