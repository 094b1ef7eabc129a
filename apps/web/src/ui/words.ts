import type { AnswerSource, CaptureStatus, Confidence, EndedReason, SessionView } from '@countersign/contracts';
import type { Tone } from './Badge.tsx';

export const STATUS_WORDS: Record<CaptureStatus, { text: string; tone: Tone }> = {
  in_review: { text: 'Waiting for review', tone: 'accent' },
  approved: { text: 'Approved, not sent yet', tone: 'violet' },
  submitting: { text: 'Sending', tone: 'violet' },
  submitted: { text: 'Submitted', tone: 'good' },
  rejected: { text: 'Rejected', tone: 'neutral' },
  outcome_unknown: { text: 'Outcome unknown', tone: 'bad' },
};

export const SOURCE_WORDS: Record<AnswerSource, string> = {
  profile: 'From the profile',
  resume_check: 'Looked up in the resume',
  resume_analysis: 'Worked out from the resume',
  previous_answer: 'From an earlier answer',
  model: 'Suggested by a model',
  human: 'Entered by a person',
};

export const CONFIDENCE_WORDS: Record<Confidence, { text: string; tone: Tone }> = {
  high: { text: 'High confidence', tone: 'good' },
  medium: { text: 'Medium confidence', tone: 'warn' },
  low: { text: 'Low confidence', tone: 'bad' },
};

/** After "because". */
export const ENDED_WORDS: Record<EndedReason | 'start_failed', string> = {
  heartbeat_lost: 'nobody used it any more',
  deadline_reached: 'its time was up',
  requested: 'it was closed on request',
  browser_crashed: 'the browser crashed',
  host_lost: 'the machine that ran it went away',
  shutdown: 'the service was stopped',
  start_failed: 'the browser did not start',
};
export function describeEnd(reason: SessionView['endedReason']): string {
  return reason === null ? 'it has ended' : ENDED_WORDS[reason];
}

/** `user:jane` → "jane", `key:abc` → "API key abc", and "you" for oneself. */
export function describeActor(actor: string, own: string | null = null): string {
  if (actor === own) return 'you';
  const [kind, ...rest] = actor.split(':');
  const name = rest.join(':');
  if (kind === 'key') return `API key ${name}`;
  if (kind === 'service') return name;
  return name || actor;
}

export function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
