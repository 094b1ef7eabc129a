import type { AuditEventView, CandidateEvent, CaptureEvent, RunEvent, SessionEvent, TaskEvent } from '@countersign/contracts';
import { describeActor } from '../ui/words.ts';

type KnownEvent = RunEvent | TaskEvent | CandidateEvent | SessionEvent | CaptureEvent;
type Sentences = { [Type in KnownEvent['type']]: (data: Extract<KnownEvent, { type: Type }>['data']) => string };

const number = (amount: number, one: string) => `${amount} ${one}${amount === 1 ? '' : 's'}`;
const quoted = (text: string, limit = 120) => `“${text.length > limit ? `${text.slice(0, limit)}…` : text}”`;
const clock = (instant: string) => new Date(instant).toLocaleTimeString('en-GB');
const ofStep = ({ step, steps }: { step: number; steps: number }) => (steps > 1 ? `step ${step} of ${steps}` : 'the form');

function value(answer: unknown): string {
  if (answer === null || answer === undefined || answer === '') return 'no answer';
  if (typeof answer === 'boolean') return answer ? 'ticked' : 'not ticked';
  if (typeof answer === 'string') return quoted(answer, 60);
  if (Array.isArray(answer)) return quoted(answer.join(', '), 60);
  return typeof answer === 'object' && 'name' in answer ? String(answer.name) : 'another answer';
}

/** One sentence for every event of the log, without who did it. A new event type does not compile until it has one. */
const SENTENCES: Sentences = {
  'countersign.run.registered.v1': ({ title }) => (title === null ? 'Run registered' : `Run ${quoted(title)} registered`),
  'countersign.task.registered.v1': ({ company, title }) => `Task registered: ${title} at ${company}`,
  'countersign.candidate.registered.v1': () => 'Candidate registered',
  'countersign.candidate.resume_updated.v1': () => 'Resume of the candidate updated',
  'countersign.candidate.erased.v1': () => 'Candidate erased',
  'countersign.session.started.v1': ({ node, expiresAt, profile, recorded }) =>
    `Browser session started on ${node}${profile ? ` from the profile “${profile.name}”` : ''}${recorded ? ', recorded' : ''}, until ${clock(expiresAt)} at most`,
  'countersign.session.start_failed.v1': ({ reason }) => `Browser session could not be started: ${reason}`,
  'countersign.session.extended.v1': ({ expiresAt }) => `Browser session extended until ${clock(expiresAt)}`,
  'countersign.session.handoff_requested.v1': ({ reason }) => `Asked a person for help: ${reason}`,
  'countersign.session.handoff_completed.v1': ({ outcome }) => ({ done: 'Hand-off done', failed: 'Hand-off could not be done', timed_out: 'Nobody took the hand-off in time' })[outcome],
  'countersign.session.control_taken.v1': () => 'Took control of the browser',
  'countersign.session.control_returned.v1': ({ holder, reason }) =>
    ({ returned: 'Control of the browser given back', idle: `Control taken back from ${describeActor(holder)}, who was idle`, taken_over: `Control taken over from ${describeActor(holder)}` })[reason],
  'countersign.session.console_granted.v1': ({ mode, user }) => `Allowed ${describeActor(user)} to open the live browser (${mode === 'control' ? 'look and control' : 'look'})`,
  'countersign.session.console_opened.v1': () => 'Opened the live browser',
  'countersign.session.console_closed.v1': ({ reason }) => `Live browser closed${reason === '' ? '' : `: ${reason}`}`,
  'countersign.session.console_revoked.v1': () => 'Permission to open the live browser withdrawn',
  'countersign.session.profile_saved.v1': ({ name, version }) => `Browser profile “${name}” saved (version ${version})`,
  'countersign.session.profile_not_saved.v1': ({ name, reason }) =>
    `Browser profile “${name}” not saved: ${{ too_large: 'it was too large', profile_deleted: 'it was deleted meanwhile', candidate_erased: 'the candidate was erased', browser_not_answering: 'the browser did not answer', storage_failed: 'it could not be stored' }[reason]}`,
  'countersign.session.file_downloaded.v1': ({ name, sizeBytes }) => `The browser downloaded “${name}” (${number(sizeBytes, 'byte')})`,
  'countersign.session.file_uploaded.v1': ({ name, sizeBytes }) => `Put the file “${name}” (${number(sizeBytes, 'byte')}) into the browser session`,
  'countersign.session.recording_saved.v1': ({ from, to }) => `Recording of the browser saved, ${clock(from)} to ${clock(to)}`,
  'countersign.session.recording_stopped.v1': ({ reason }) => `The recording of the browser stopped: ${{ size_limit: 'it was as large as it may be', failed: 'the screen could not be recorded' }[reason]}`,
  'countersign.session.expired.v1': ({ reason }) => `Browser session ended: ${reason === 'heartbeat_lost' ? 'nobody used it any more' : 'its time was up'}`,
  'countersign.session.terminated.v1': ({ reason }) =>
    `Browser session ended: ${{ requested: 'closed on request', browser_crashed: 'the browser crashed', host_lost: 'its machine went away', shutdown: 'the service was stopped' }[reason]}`,
  'countersign.capture.form_captured.v1': (data) => `Read ${ofStep(data)}: ${number(data.questions.length, 'question')}`,
  'countersign.capture.answers_proposed.v1': ({ answers }) => `Proposed ${number(answers.filter(({ answer }) => answer !== null).length, 'answer')}`,
  'countersign.capture.answer_edited.v1': ({ fieldId, from, to }) => `Changed the answer to ${fieldId} from ${value(from)} to ${value(to)}`,
  'countersign.capture.answers_confirmed.v1': ({ fieldIds }) => `Looked at ${number(fieldIds.length, 'proposed answer')} and left ${fieldIds.length === 1 ? 'it' : 'them'} as ${fieldIds.length === 1 ? 'it is' : 'they are'}`,
  'countersign.capture.approved.v1': ({ answersSha256 }) => `Approved the answers (digest ${answersSha256.slice(0, 12)}…)`,
  'countersign.capture.rejected.v1': ({ reason }) => `Rejected: ${quoted(reason)}`,
  'countersign.capture.recaptured.v1': ({ differences, droppedAnswers = [] }) =>
    `Read the form again: ${differences.length === 0 ? 'nothing had changed' : number(differences.length, 'difference')}${droppedAnswers.length === 0 ? '' : `, ${number(droppedAnswers.length, 'answer')} dropped`}`,
  'countersign.capture.submission_started.v1': () => 'Started to send the approved answers',
  'countersign.capture.submission_blocked.v1': ({ reason }) =>
    `Nothing was sent: ${{ form_changed: 'the form had changed', value_not_accepted: 'the page did not take an answer', form_not_found: 'the form was not there' }[reason]}`,
  'countersign.capture.submitted.v1': ({ evidence }) => `Sent and confirmed by the page: ${quoted(evidence.confirmationText)}`,
  'countersign.capture.submission_failed.v1': ({ errors }) => `The page refused it: ${number(errors.length, 'message')}`,
  'countersign.capture.submission_outcome_unknown.v1': ({ detail }) => `It is not known whether it was sent: ${detail}`,
  'countersign.capture.outcome_resolved.v1': ({ outcome, note }) => `A person said that it was ${outcome === 'submitted' ? 'sent' : 'not sent'}${note === null ? '' : `: ${quoted(note)}`}`,
};

/** A readable sentence; an event of an unknown type, or one of an unexpected shape, gets its name. */
export function describeEvent({ type, data }: Pick<AuditEventView, 'type' | 'data'>): string {
  const sentence = (SENTENCES as Record<string, ((data: never) => string) | undefined>)[type];
  try {
    if (sentence) return sentence(data as never);
  } catch {
    // An event of another shape than this version of the page knows; its JSON is shown anyway.
  }
  return type.replace(/^countersign\./, '').replace(/\.v\d+$/, '').replace(/[._]/g, ' ');
}

export type Weight = 'plain' | 'good' | 'bad' | 'decision';
/** How much an event stands out in a list. */
export function weightOf(type: string): Weight {
  if (/\.(submitted|outcome_resolved)\./.test(type)) return 'good';
  if (/(_failed|_blocked|_unknown|terminated|expired)\./.test(type)) return 'bad';
  if (/(approved|rejected|control_taken|control_returned|handoff_)/.test(type)) return 'decision';
  return 'plain';
}
