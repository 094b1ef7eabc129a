import type { CaptureStatus, CaptureView, FormField } from '@countersign/contracts';
import { Entity, ManyToOne, OneToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Candidate } from '../candidates/candidate.entity.ts';
import { ApplicationRun } from '../runs/run.entity.ts';
import { ApplicationTask } from '../runs/task.entity.ts';

@Entity({ schema: 'read_model', tableName: 'form_captures' })
export class FormCapture {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @OneToOne({ entity: () => ApplicationTask, fieldName: 'task_id', mapToPk: true, owner: true, unique: true, type: 'uuid' })
  taskId!: string;
  @ManyToOne({ entity: () => ApplicationRun, fieldName: 'run_id', mapToPk: true, type: 'uuid' })
  runId!: string;
  @ManyToOne({ entity: () => Candidate, fieldName: 'candidate_id', mapToPk: true, type: 'uuid' })
  candidateId!: string;
  /** null: the caller brought the fields itself. */
  @Property({ type: 'uuid', nullable: true })
  sessionId!: string | null;
  @Property({ type: 'text' })
  status!: CaptureStatus;
  @Property({ type: 'integer' })
  step!: number;
  @Property({ type: 'integer' })
  steps!: number;
  @Property({ type: 'text' })
  adapter!: string;
  @Property({ type: 'text' })
  url!: string;
  @Property({ type: 'text', nullable: true })
  pageTitle!: string | null;
  @Property({ type: 'text' })
  fingerprint!: string;
  /** When the step in review was read. */
  @Property({ type: 'string', columnType: 'timestamptz(3)' })
  capturedAt!: string;
  /** When its first step was first read: what lists are ordered by. */
  @Property({ type: 'string', columnType: 'timestamptz(3)' })
  firstCapturedAt!: string;
  /** Of all steps so far, in the order of the form. */
  @Property({ type: 'json' })
  fields!: FormField[];
  /** Of the step in review, as `answered`, `missing` and `answersSha256`. */
  @Property({ type: 'integer' })
  questions!: number;
  @Property({ type: 'integer' })
  answered!: number;
  @Property({ type: 'integer' })
  missing!: number;
  @Property({ type: 'text' })
  answersSha256!: string;
  @Property({ type: 'text', nullable: true })
  approvedSha256!: string | null;
  @Property({ type: 'text', nullable: true })
  approvedBy!: string | null;
  @Property({ type: 'string', columnType: 'timestamptz(3)', nullable: true })
  approvedAt!: string | null;
  @Property({ type: 'json' })
  notices!: CaptureView['notices'];
  @Property({ type: 'text', nullable: true })
  blockedReason!: CaptureView['blockedReason'];
  @Property({ type: 'json' })
  differences!: CaptureView['differences'];
  @Property({ type: 'json' })
  keptAnswers!: CaptureView['keptAnswers'];
  @Property({ type: 'json' })
  droppedAnswers!: CaptureView['droppedAnswers'];
  @Property({ type: 'json' })
  errors!: CaptureView['errors'];
  @Property({ type: 'text', nullable: true })
  rejectedReason!: string | null;
  @Property({ type: 'json', nullable: true })
  evidence!: CaptureView['evidence'];
  @Property({ type: 'json', nullable: true })
  unknownOutcome!: CaptureView['unknownOutcome'];
  @Property({ type: 'json', nullable: true })
  resolution!: CaptureView['resolution'];
  /** Version of the aggregate. */
  @Property({ type: 'integer' })
  version!: number;
}
