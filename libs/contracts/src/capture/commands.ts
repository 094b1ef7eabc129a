import { Type, type Static } from '@sinclair/typebox';
import { Sha256, Uuid } from '../envelope.ts';
import { Answer, ProposedAnswer, Question } from './field.ts';

const command = <P extends Parameters<typeof Type.Object>[0]>(properties: P) => Type.Object(properties, { additionalProperties: false });
const version = Type.Optional(Type.Integer({ minimum: 1 }));
const FieldId = Type.String({ minLength: 1, maxLength: 120 });

/**
 * Reads the form of a task in a session, or takes fields that the caller read itself. One capture a task. A field that
 * comes without `answer` is answered by the rules; one with an answer keeps it (source `model` unless it says another),
 * but not to a sensitive question: that is left to a person.
 */
export const CaptureForm = command({
  taskId: Uuid,
  sessionId: Type.Optional(Uuid),
  fields: Type.Optional(Type.Array(Type.Composite([Question, Type.Partial(Type.Omit(ProposedAnswer, ['fieldId']))], { additionalProperties: false }), { minItems: 1, maxItems: 1000 })),
});
export type CaptureForm = Static<typeof CaptureForm>;
export const EditAnswers = command({
  id: Uuid,
  expectedVersion: Type.Integer({ minimum: 1 }),
  answers: Type.Array(command({ fieldId: FieldId, answer: Answer }), { minItems: 1, maxItems: 1000 }),
  /** Whether a person wrote them; only a person answers sensitive questions. Absent: yes for a `user:`, no for a `key:`. */
  byPerson: Type.Optional(Type.Boolean()),
});
export type EditAnswers = Static<typeof EditAnswers>;
/** Lets proposed answers stand: those of the named fields, or with `confidence` all of that one at once, sensitive ones never. */
export const ConfirmAnswers = command({
  id: Uuid,
  expectedVersion: version,
  fieldIds: Type.Optional(Type.Array(FieldId, { minItems: 1, maxItems: 1000 })),
  confidence: Type.Optional(Type.Literal('high')),
});
export type ConfirmAnswers = Static<typeof ConfirmAnswers>;
export const ApproveCapture = command({ id: Uuid, expectedVersion: version, answersSha256: Sha256 });
export type ApproveCapture = Static<typeof ApproveCapture>;
export const RejectCapture = command({ id: Uuid, expectedVersion: version, reason: Type.String({ minLength: 1, maxLength: 2000 }) });
export type RejectCapture = Static<typeof RejectCapture>;
/** Without a session: the one it was read in. */
export const InSession = command({ id: Uuid, sessionId: Type.Optional(Uuid), expectedVersion: version });
export type InSession = Static<typeof InSession>;
export const ResolveOutcome = command({
  id: Uuid,
  expectedVersion: version,
  outcome: Type.Union([Type.Literal('submitted'), Type.Literal('not_submitted')]),
  note: Type.Optional(Type.String({ maxLength: 2000 })),
});
export type ResolveOutcome = Static<typeof ResolveOutcome>;

/** NATS request subjects; the reply is a CommandReply<{ id, status }>. */
export const captureCommands = {
  capture: 'capture.capture', //     CaptureForm
  edit: 'capture.edit', //           EditAnswers
  confirm: 'capture.confirm', //     ConfirmAnswers
  approve: 'capture.approve', //     ApproveCapture
  reject: 'capture.reject', //       RejectCapture
  recapture: 'capture.recapture', // InSession
  submit: 'capture.submit', //       InSession: fills, reads back, presses once
  show: 'capture.show', //           InSession: brings the form's tab to the front
  resolveOutcome: 'capture.resolve_outcome',
  health: 'capture.health', //           no data, no meta → CaptureHealth
} as const;

/** One instance; `draining`: it shuts down and takes no more. `submissions`: how many it is about to press, or watches. */
export interface CaptureHealth { status: 'ready' | 'draining'; instance: string; submissions: number }
