import type { EventEnvelope } from '@countersign/contracts';
import { shortType } from './webhook-types.ts';

/**
 * What does not leave by webhook, by type: digests of secrets, what a person wrote or would write into a form, and what is big.
 * A receiver reads it over the API, with a key whose role may. So no copy of personal data outlives its erasure here.
 */
export const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  'candidate.registered': ['resume', 'preferences', 'documents'],
  'candidate.resume_updated': ['resume', 'preferences', 'documents'],
  'session.console_granted': ['secretSha256'],
  'session.console_opened': ['cookieSha256'],
  'capture.form_captured': ['questions', 'targetId'],
  'capture.answers_proposed': ['answers'],
  'capture.answer_edited': ['from', 'to'],
  'capture.recaptured': ['questions', 'targetId', 'differences', 'keptAnswers', 'droppedAnswers'],
  'capture.submission_started': ['readBack'],
  'capture.submission_outcome_unknown': ['evidence'],
  'capture.submission_blocked': ['differences'],
  'capture.submitted': ['evidence'],
  'capture.submission_failed': ['errors'],
};

/** What receivers get: Standard Webhooks' `{type, timestamp, data}`; `data` is the CloudEvent with its position in the log. */
export interface WebhookPayload {
  readonly type: string;
  /** When it happened, not when it is sent. */
  readonly timestamp: string;
  readonly data: Omit<EventEnvelope, 'data' | 'causationid' | 'traceparent'> & {
    readonly data: unknown;
    /** Stream sequence of its commit. */
    readonly position: number;
    /** Names of the members of `data.data` that were left out, with commas between. */
    readonly omitted?: string;
  };
}

export function payloadOf(event: EventEnvelope, position: number): WebhookPayload {
  const type = shortType(event.type);
  const { causationid: _causation, traceparent: _trace, data, ...envelope } = event;
  const kept = { ...(data as Record<string, unknown>) };
  const omitted = (LEFT_OUT[type] ?? []).filter((name) => name in kept);
  for (const name of omitted) delete kept[name];
  return { type, timestamp: event.time, data: { ...envelope, data: kept, position, ...(omitted.length > 0 ? { omitted: omitted.join(',') } : {}) } };
}
