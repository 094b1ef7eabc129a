import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** One row an event, as it stands in the log. */
@Entity({ schema: 'read_model', tableName: 'audit_events' })
export class AuditEvent {
  [PrimaryKeyProp]?: ['position', 'index'];
  /** Stream sequence of the commit. */
  @PrimaryKey({ type: 'bigint' })
  position!: number;
  /** 0-based index in its commit. */
  @PrimaryKey({ type: 'integer' })
  index!: number;
  @Property({ type: 'uuid' })
  id!: string;
  @Property({ type: 'text' })
  type!: string;
  @Property({ type: 'text' })
  source!: string;
  @Property({ type: 'text' })
  aggregate!: string;
  @Property({ type: 'uuid' })
  aggregateId!: string;
  @Property({ type: 'integer' })
  aggregateVersion!: number;
  @Property({ type: 'uuid', nullable: true })
  runId!: string | null;
  @Property({ type: 'text' })
  actor!: string;
  @Property({ type: 'text' })
  correlationId!: string;
  @Property({ type: 'text', nullable: true })
  causationId!: string | null;
  @Property({ type: 'text', nullable: true })
  traceparent!: string | null;
  @Property({ type: 'string', columnType: 'timestamptz(3)' })
  time!: string;
  /** When the log stored the commit, by the clock of the log. */
  @Property({ type: 'string', columnType: 'timestamptz(3)' })
  storedAt!: string;
  /** Not jsonb: it stands here as it was written, keys in their order and all. */
  @Property({ type: 'json', columnType: 'json' })
  data!: unknown;
}
