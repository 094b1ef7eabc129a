import type { Role } from '@countersign/contracts';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A person who is signed in with a browser. */
@Entity({ schema: 'gateway', tableName: 'user_sessions' })
export class UserSession {
  @PrimaryKey({ type: 'text' })
  tokenSha256!: string;
  @Property({ type: 'text' })
  userName!: string;
  @Property({ type: 'json', columnType: 'jsonb' })
  roles!: Role[];
  @Property({ type: 'datetime', length: 3 })
  createdAt!: Date;
  @Property({ type: 'datetime', length: 3 })
  expiresAt!: Date;
}
