export { AGGREGATES, Actor, aggregateOfType, defineEvent, EventEnvelope, Instant, Sha256, Uuid } from './envelope.ts';
export type { AggregateName, DomainEvent, EventDefinition, EventOf } from './envelope.ts';
export { ALSO_WRITES, DOCUMENTS_BUCKET, EVENTS_STREAM, EVENTS_WILDCARD, JOURNAL_STREAM, JOURNAL_SUBJECT, LARGE_COMMITS_BUCKET, mayWrite, OPEN_SUBMISSIONS_BUCKET, parseSubject, PROFILE_RECORDS_BUCKET, PROFILES_BUCKET, RECORDINGS_BUCKET, SESSION_HOSTS_BUCKET, SESSION_LEASES_BUCKET, SESSION_NODES_BUCKET, SESSION_RUNS_BUCKET, SNAPSHOTS_BUCKET, subjectOf, WRITER_OF } from './subjects.ts';
export { ACCESS, ADMINISTRATORS, JETSTREAM_API_PREFIX, SERVICE_NAMES } from './access.ts';
export type { Access, BucketAccess, BusUser, DurableConsumer, ServiceName } from './access.ts';
export { KV_BUCKETS, OBJECT_BUCKETS } from './buckets.ts';
export type { KvBucketOptions } from './buckets.ts';
export { CommandMeta, SIGN_OF_LIFE_INTERVAL_MS } from './command.ts';
export type { CommandError, CommandMessage, CommandReply, SignOfLife } from './command.ts';
export type { Static, TSchema } from '@sinclair/typebox';
export { commandErrors } from './command-errors.ts';
export { EVENT_DEFINITIONS } from './all-events.ts';
export { JournalEntry } from './journal.ts';
export { RETIRED_TYPES, upcast, UPCASTS } from './upcasts.ts';
export type { Upcast, Upcasts } from './upcasts.ts';
export { eventViolations, violations } from './validate.ts';
export type { Violation } from './validate.ts';

export { runEvents } from './run/events.ts';
export type { RunEvent } from './run/events.ts';
export { runErrors } from './run/errors.ts';
export type { RunView, RunWithTasksView } from './run/views.ts';

export { taskEvents } from './task/events.ts';
export type { TaskEvent } from './task/events.ts';
export { taskErrors } from './task/errors.ts';
export type { TaskView } from './task/views.ts';

export { candidateEvents, DocumentReference, Preferences, ReadFromFile } from './candidate/events.ts';
export type { CandidateEvent } from './candidate/events.ts';
export { candidateCommands, ReadResume, RegisterCandidate, UpdateResume } from './candidate/commands.ts';
export { candidateErrors } from './candidate/errors.ts';
export type { CandidateView } from './candidate/views.ts';

export { ConsoleMode, sessionEvents, Viewport } from './session/events.ts';
export type { EndedReason, RecordingStoppedReason, SessionEvent } from './session/events.ts';
export type { SessionLease } from './session/lease.ts';
export {
  AttachConsole, ChooseFiles, CompleteHandoff, ConsoleProof, FILE_NAME_PATTERN, ExtendSession, GrantConsole, OpenConsole, RequestHandoff, ReturnControl, RevokeConsole, sessionCommands, SessionId, sessionNodeSubject, SessionFile, StartSession, TakeControl, UploadFile,
} from './session/commands.ts';
export type { AttachResult, BrowserDescription, DescribeConsoleResult, GrantConsoleResult, HeartbeatResult, OpenConsoleResult, SessionHealth } from './session/commands.ts';
export { DeleteProfile, ListProfiles, profileCommands, ProfileName } from './session/profiles.ts';
export type { ProfileChoice, ProfileNotSavedReason, ProfileView, SessionProfile } from './session/profiles.ts';
export { sessionErrors } from './session/errors.ts';
export type { ConsoleGrantStatus, ConsoleGrantView, ConsoleView, HandoffView, ListedHandoffView, OpenConsoleView, RecordingSegmentView, RecordingView, SessionFilesView, SessionFileState, SessionFileView, SessionStatus, SessionView } from './session/views.ts';

export { CAPTURE_STATUSES } from './capture/status.ts';
export type { CaptureStatus } from './capture/status.ts';
export { Answer, ANSWER_SOURCES, CONFIDENCES, Evidence, FIELD_TYPES, FieldType, FileAnswer, LABEL_SOURCES, ProposedAnswer, Question, ReadBackValue } from './capture/field.ts';
export type { AnswerSource, Confidence, FormField, LabelSource } from './capture/field.ts';
export { captureEvents, CaptureNotice, Difference, DroppedAnswer, NOTICE_KINDS, PageError, SubmissionEvidence } from './capture/events.ts';
export type { CaptureEvent } from './capture/events.ts';
export { ApproveCapture, captureCommands, CaptureForm, ConfirmAnswers, EditAnswers, InSession, RejectCapture, ResolveOutcome } from './capture/commands.ts';
export type { CaptureHealth } from './capture/commands.ts';
export { canonicalAnswers } from './capture/canonical-answers.ts';
export { countMissing, missingFields } from './capture/missing-fields.ts';
export { VERDICTS } from './capture/comparison.ts';
export type { AnswerEdit, ComparedField, ComparedStep, ComparedSubmission, ComparisonView, Verdict } from './capture/comparison.ts';
export { captureErrors } from './capture/errors.ts';
export type { BlockedReason, CaptureSummaryView, CaptureView } from './capture/views.ts';

export { AUDIT_READING_KINDS, AuditFilter, auditEvents, EXPORT_FORMATS } from './audit/events.ts';
export type { AuditEvent, AuditReadEvent, ExportFormat } from './audit/events.ts';
export { ROLES, SIGN_IN_FAILURES, SIGN_IN_METHODS } from './audit/sign-in.ts';
export type { Role, SignInFailure, SignInMethod } from './audit/sign-in.ts';
export type {
  ApiKeyView, AuditDifferenceView, AuditEventView, AuditPositionView, AuditStateView, ExportManifestView, FieldDifferenceView, MeView, Page, Problem, SignedOutView, SignInOptionsView, SignInView,
} from './audit/views.ts';

export { requestErrors } from './http/errors.ts';
