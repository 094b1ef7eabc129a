import type { Role } from '@countersign/contracts';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A sign-in link that was given out; it works once. */
@Entity({ schema: 'gateway', tableName: 'sign_in_tokens' })
export class SignInToken {
  @PrimaryKey({ type: 'text' })
  tokenSha256!: string;
  @Property({ type: 'text' })
  userName!: string;
  @Property({ type: 'json', columnType: 'jsonb' })
  roles!: Role[];
  @Property({ type: 'text' })
  createdBy!: string;
  @Property({ type: 'datetime', length: 3 })
  expiresAt!: Date;
  @Property({ type: 'datetime', length: 3, nullable: true })
  usedAt!: Date | null;
}
