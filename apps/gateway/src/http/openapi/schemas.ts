import { Answer, DocumentReference, FileAnswer, Preferences, ProposedAnswer, Question } from '@countersign/contracts';
import { Type, type TSchema } from '@sinclair/typebox';
import { AuditDifferenceResponse, AuditEventResponse, AuditPositionResponse, AuditStateResponse, ExportManifestResponse } from '../../audit/audit.response.ts';
import { ApiKeyResponse, MeResponse, NewApiKeyResponse, SignedOutResponse, SignInLinkResponse, SignInOptionsResponse, SignInResponse } from '../../auth/auth.response.ts';
import { CandidateResponse } from '../../candidates/candidate.response.ts';
import { CaptureResponse, CaptureSummaryResponse, ComparisonResponse } from '../../captures/capture.response.ts';
import { HealthResponse, LiveResponse } from '../../health/health.response.ts';
import { RecordingResponse } from '../../recordings/recording.response.ts';
import { RunResponse, RunWithTasksResponse, TaskResponse } from '../../runs/run.response.ts';
import { SessionFileResponse, SessionFilesResponse } from '../../sessions/session-files.response.ts';
import {
  ConsoleGrantResponse, ConsoleResponse, ConsoleStateResponse, ControlResponse, DevToolsTargetsResponse, DevToolsVersionResponse, HandoffResponse, HeartbeatResponse, ListedHandoffResponse,
  NewConsoleGrantResponse, ProfileResponse, SessionResponse,
} from '../../sessions/session.response.ts';
import {
  NewWebhookResponse, RetriedDeliveriesResponse, WebhookDeliveryDetailResponse, WebhookDeliveryResponse, WebhookResponse, WebhookSecretResponse, WebhookTestResponse,
} from '../../webhooks/webhook.response.ts';

const ProblemResponse = Type.Object(
  {
    type: Type.String({ description: '`urn:countersign:error:<code>`' }),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'Stable; a row of docs/errors.md.' }),
    detail: Type.Optional(Type.String()),
    instance: Type.Optional(Type.String({ description: '`urn:countersign:request:<correlation id>`' })),
    errors: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }))),
    'violated-policies': Type.Optional(Type.Array(Type.String(), { description: 'With `rate_limit_exceeded`: the quotas that are used up.' })),
    firstPosition: Type.Optional(Type.Integer({ description: 'With `did_not_exist_yet`: where it came to be.' })),
    details: Type.Optional(Type.Unknown({ description: 'What the code needs beyond that.' })),
  },
  { description: 'RFC 9457.' },
);

/** Named schemas of the API's description. JSON Schema 2020-12, which OpenAPI 3.1 takes as it is. */
export const SCHEMAS = {
  Problem: ProblemResponse,
  Pending: Type.Object({ position: Type.Integer({ description: 'The read model shows the outcome from this position on.' }) }),
  Me: MeResponse,
  SignInLink: SignInLinkResponse,
  SignInOptions: SignInOptionsResponse,
  SignIn: SignInResponse,
  SignedOut: SignedOutResponse,
  ApiKey: ApiKeyResponse,
  NewApiKey: NewApiKeyResponse,
  FileAnswer,
  DocumentReference,
  Resume: Type.Record(Type.String(), Type.Unknown(), { description: 'JSON Resume, https://jsonresume.org/schema' }),
  Preferences,
  Answer,
  CapturedField: Type.Composite([Question, Type.Partial(Type.Omit(ProposedAnswer, ['fieldId']))], { additionalProperties: false }),
  Candidate: CandidateResponse,
  Run: RunResponse,
  RunWithTasks: RunWithTasksResponse,
  Task: TaskResponse,
  Session: SessionResponse,
  Handoff: HandoffResponse,
  Profile: ProfileResponse,
  Recording: RecordingResponse,
  Heartbeat: HeartbeatResponse,
  ListedHandoff: ListedHandoffResponse,
  NewConsoleGrant: NewConsoleGrantResponse,
  ConsoleGrant: ConsoleGrantResponse,
  Console: ConsoleResponse,
  ConsoleState: ConsoleStateResponse,
  Control: ControlResponse,
  DevToolsVersion: DevToolsVersionResponse,
  DevToolsTargets: DevToolsTargetsResponse,
  SessionFile: SessionFileResponse,
  SessionFiles: SessionFilesResponse,
  CaptureSummary: CaptureSummaryResponse,
  Capture: CaptureResponse,
  Comparison: ComparisonResponse,
  AuditEvent: AuditEventResponse,
  AuditState: AuditStateResponse,
  AuditDifference: AuditDifferenceResponse,
  AuditPosition: AuditPositionResponse,
  ExportManifest: ExportManifestResponse,
  Webhook: WebhookResponse,
  NewWebhook: NewWebhookResponse,
  WebhookSecret: WebhookSecretResponse,
  WebhookTest: WebhookTestResponse,
  WebhookDelivery: WebhookDeliveryResponse,
  WebhookDeliveryDetail: WebhookDeliveryDetailResponse,
  RetriedDeliveries: RetriedDeliveriesResponse,
  Live: LiveResponse,
  Health: HealthResponse,
  Binary: Type.String({ format: 'binary' }),
  EventStream: Type.String({ description: 'Server-sent events. `data` is an AuditEvent, `id` the place to go on after; an event of type `end` says why the stream ends.' }),
} as const satisfies Record<string, TSchema>;
export type SchemaName = keyof typeof SCHEMAS;

/** Without the symbols that TypeBox marks its schemas with. */
export function schemasAsJson(): Record<string, Record<string, unknown>> {
  return JSON.parse(JSON.stringify(SCHEMAS)) as Record<string, Record<string, unknown>>;
}
