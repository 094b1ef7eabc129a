import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** One POST with an Idempotency-Key; its answer is encrypted with that key, of which only the digest is kept. */
@Entity({ schema: 'gateway', tableName: 'idempotency_keys' })
export class IdempotencyKey {
  @PrimaryKey({ type: 'text' })
  actor!: string;
  @PrimaryKey({ type: 'text' })
  keySha256!: string;
  /** Digest of method, path and body. */
  @Property({ type: 'text' })
  fingerprint!: string;
  /** null while the first request is under way. */
  @Property({ type: 'blob', nullable: true })
  answer!: Buffer | null;
  @Property({ type: 'datetime', length: 3 })
  startedAt!: Date;
}
