import type { Role, SignInMethod } from '@countersign/contracts';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A person who is signed in with a browser. */
@Entity({ schema: 'gateway', tableName: 'user_sessions' })
export class UserSession {
  @PrimaryKey({ type: 'text' })
  tokenSha256!: string;
  @Property({ type: 'uuid' })
  id!: string;
  @Property({ type: 'text' })
  userName!: string;
  @Property({ type: 'json', columnType: 'jsonb' })
  roles!: Role[];
  /** As the issuer says it, for people to read. */
  @Property({ type: 'text', nullable: true })
  displayName!: string | null;
  @Property({ type: 'text' })
  method!: SignInMethod;
  @Property({ type: 'datetime', length: 3 })
  createdAt!: Date;
  @Property({ type: 'datetime', length: 3 })
  expiresAt!: Date;
  @Property({ type: 'datetime', length: 3 })
  lastSeenAt!: Date;
  /** Kept for a while, so that a sign-out that could not be recorded can be repeated. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  endedAt!: Date | null;
}
