import type { HandoffView, OpenConsoleView, ProfileChoice, SessionStatus, SessionView, Viewport } from '@countersign/contracts';
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { ApplicationRun } from '../runs/run.entity.ts';

@Entity({ schema: 'read_model', tableName: 'remote_browser_sessions' })
export class RemoteBrowserSession {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @ManyToOne({ entity: () => ApplicationRun, fieldName: 'run_id', mapToPk: true, type: 'uuid' })
  runId!: string;
  @Property({ type: 'text' })
  status!: SessionStatus;
  @Property({ type: 'text', default: 'novnc' })
  provider!: 'novnc';
  /** The console page without a secret. */
  @Property({ type: 'text' })
  userConsoleUrl!: string;
  @Property({ type: 'string', columnType: 'timestamptz(3)' })
  startedAt!: string;
  /** Of an active session from its lease, at most a second old; of an ended one from the event that ended it. */
  @Property({ type: 'string', columnType: 'timestamptz(3)', nullable: true })
  lastHeartbeatAt!: string | null;
  @Property({ type: 'string', columnType: 'timestamptz(3)' })
  expiresAt!: string;
  @Property({ type: 'string', columnType: 'timestamptz(3)', nullable: true })
  endedAt!: string | null;
  @Property({ type: 'text', nullable: true })
  endedReason!: SessionView['endedReason'];
  @Property({ type: 'json' })
  viewport!: Viewport;
  @Property({ type: 'text', nullable: true })
  startUrl!: string | null;
  @Property({ type: 'integer', nullable: true })
  heartbeatTimeoutMs!: number | null;
  @Property({ type: 'text' })
  node!: string;
  @Property({ type: 'text', nullable: true })
  controlHolder!: string | null;
  @Property({ type: 'integer', nullable: true })
  controlToken!: number | null;
  @Property({ type: 'string', columnType: 'timestamptz(3)', nullable: true })
  controlSince!: string | null;
  /** Open ones, oldest first. */
  @Property({ type: 'json' })
  consoles!: OpenConsoleView[];
  /** null: it started empty and nothing of it is kept. */
  @Property({ type: 'json', nullable: true })
  profile!: ProfileChoice | null;
  /** null: all that its node lets browsers reach. */
  @Property({ type: 'json', nullable: true })
  egressAllow!: string[] | null;
  @Property({ type: 'json' })
  handoffs!: HandoffView[];
  @Property({ type: 'boolean' })
  recorded!: boolean;
  /** Version of the aggregate. */
  @Property({ type: 'integer' })
  version!: number;
}
