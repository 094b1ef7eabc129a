import { describe, expect, it } from '@jest/globals';
import type { CaptureEvent } from '@countersign/contracts';
import { fold, Rejected } from '@countersign/decider';
import fc from 'fast-check';
import { decider, form, ids, proposed, question, sha256 } from './capture.fixture.ts';
import type { CaptureState } from './capture.ts';
import type { CaptureCommand } from './commands.ts';
import { currentDigest } from './decide.ts';

const questions = [question('name', { required: true }), question('city'), question('gender', { sensitive: true }), question('file', { requiredGroup: 'resume' }), question('text', { requiredGroup: 'resume' })];
const resume = proposed('text', 'Archivist');
const second = { form: form([question('phone', { step: 2 })], { step: 2, steps: 2 }), answers: [] };
const evidence = { finalUrl: 'https://jobs.example.com/thanks', confirmationText: 'Thank you', screenshotSha256: null };

/** A command as a function of the state: a caller knows the version and digest it sees, or names wrong ones. */
type Attempt = (state: CaptureState, submissionId: string) => CaptureCommand;
const digestOf = (state: CaptureState) => (state ? currentDigest(state, sha256) : '0'.repeat(64));
const every: readonly Attempt[] = [
  () => ({ type: 'capture', taskId: ids.task, runId: ids.run, candidateId: ids.candidate, form: form(questions), answers: [proposed('name', 'Ada'), resume] }),
  (state) => ({ type: 'edit', byPerson: true, expectedVersion: state?.version ?? 1, answers: [{ fieldId: 'city', answer: `city ${state?.version}` }] }),
  (state) => ({ type: 'edit', byPerson: true, expectedVersion: state?.version ?? 1, answers: [{ fieldId: 'name', answer: null }] }),
  (state) => ({ type: 'edit', byPerson: true, expectedVersion: state?.version ?? 1, answers: [{ fieldId: 'name', answer: 'Grace' }] }),
  (state) => ({ type: 'edit', byPerson: false, expectedVersion: state?.version ?? 1, answers: [{ fieldId: 'city', answer: `written ${state?.version}` }] }),
  (state) => ({ type: 'edit', byPerson: false, expectedVersion: state?.version ?? 1, answers: [{ fieldId: 'gender', answer: 'x' }] }),
  (state) => ({ type: 'edit', byPerson: true, expectedVersion: state?.version ?? 1, answers: [{ fieldId: 'gender', answer: 'y' }, { fieldId: 'text', answer: null }] }),
  () => ({ type: 'confirm', confidence: 'high' }),
  (state) => ({ type: 'approve', answersSha256: digestOf(state) }),
  () => ({ type: 'approve', answersSha256: '0'.repeat(64) }),
  () => ({ type: 'reject', reason: 'no' }),
  () => ({ type: 'recapture', form: form(questions), answers: [resume] }),
  (state, submissionId) => ({ type: 'start_submission', submissionId, answersSha256: digestOf(state) }),
  (_, submissionId) => ({ type: 'start_submission', submissionId, answersSha256: '1'.repeat(64) }),
  () => ({ type: 'block_submission', reason: 'form_changed', differences: [] }),
  (state, submissionId) => ({ type: 'fail_submission', submissionId: state?.submission?.id ?? submissionId, errors: [] }),
  (state, submissionId) => ({ type: 'lose_outcome', submissionId: state?.submission?.id ?? submissionId, detail: 'gone' }),
  (state, submissionId) => ({ type: 'complete_submission', submissionId: state?.submission?.id ?? submissionId, evidence }),
  (state, submissionId) => ({ type: 'complete_submission', submissionId: state?.submission?.id ?? submissionId, evidence, ...(state?.form.step === 1 ? { next: second } : {}) }),
  () => ({ type: 'resolve_outcome', outcome: 'submitted', note: null }),
  () => ({ type: 'resolve_outcome', outcome: 'not_submitted', note: null }),
];
const attempts = fc.constantFrom(...every);

/** What a sequence of attempts leaves behind. The first is a capture more often than not, so that the rest has something to work on. */
function run(sequence: readonly Attempt[]): { events: CaptureEvent[]; state: CaptureState } {
  const events: CaptureEvent[] = [];
  let state = decider.initialState;
  sequence.forEach((attempt, index) => {
    const decided = decider.decide(attempt(state, `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`), state);
    if (decided instanceof Rejected) return;
    events.push(...decided);
    state = fold(decider, state, decided);
  });
  return { events, state };
}

const histories = fc.array(attempts, { maxLength: 25 }).map(run);
const runs = { numRuns: 2_000 };
/** A confirmation says who looked at an answer and changes none, so what was approved stays approved. */
const leavesApproval: ReadonlySet<string> = new Set(['answers_confirmed', 'submission_outcome_unknown']);
const nameOf = (event: CaptureEvent) => event.type.split('.')[2]!;

describe('whatever is commanded, in any order', () => {
  it('presses at most once for an approval, and never again without a failure or a person\'s word in between', () => {
    fc.assert(fc.property(histories, ({ events }) => {
      let mayPress = false;
      for (const event of events) {
        if (nameOf(event) === 'approved') mayPress = true;
        else if (nameOf(event) === 'submission_started') {
          expect(mayPress).toBe(true);
          mayPress = false;
        } else if (!leavesApproval.has(nameOf(event))) mayPress = false;
      }
    }), runs);
  });

  it('presses only what was approved, by its digest', () => {
    fc.assert(fc.property(histories, ({ events }) => {
      let approvedDigest: string | undefined;
      for (const event of events) {
        if (event.type === 'countersign.capture.approved.v1') approvedDigest = event.data.answersSha256;
        if (event.type === 'countersign.capture.submission_started.v1') expect(event.data.answersSha256).toBe(approvedDigest);
      }
    }), runs);
  });

  it('gives every submission at most one certain outcome, after its start', () => {
    fc.assert(fc.property(histories, ({ events }) => {
      const started = new Set<string>();
      const ended = new Set<string>();
      for (const event of events) {
        if (event.type === 'countersign.capture.submission_started.v1') started.add(event.data.submissionId);
        if (event.type === 'countersign.capture.submitted.v1' || event.type === 'countersign.capture.submission_failed.v1' || event.type === 'countersign.capture.outcome_resolved.v1') {
          expect(started.has(event.data.submissionId)).toBe(true);
          expect(ended.has(event.data.submissionId)).toBe(false);
          ended.add(event.data.submissionId);
        }
      }
    }), runs);
  });

  it('captures once, and changes nothing after a rejection or the last step\'s submission', () => {
    fc.assert(fc.property(histories, ({ events }) => {
      const firsts = events.filter((event) => event.type === 'countersign.capture.form_captured.v1' && event.data.step === 1);
      expect(firsts.length).toBeLessThanOrEqual(1);
      const rejection = events.findIndex((event) => nameOf(event) === 'rejected');
      if (rejection >= 0) expect(rejection).toBe(events.length - 1);
    }), runs);
  });

  it('is the same state when its events are folded again, and its version counts them', () => {
    fc.assert(fc.property(histories, ({ events, state }) => {
      expect(fold(decider, decider.initialState, events)).toEqual(state);
      expect(state?.version ?? 0).toBe(events.length);
    }), runs);
  });

  it('lets nobody but a person answer a sensitive question, and confirms only what was proposed', () => {
    fc.assert(fc.property(histories, ({ events, state }) => {
      for (const field of state?.fields ?? []) {
        if (field.sensitive) expect([field.answer === null ? null : 'human', field.confirmed ?? false]).toEqual([field.source, false]);
        if (field.confirmed) expect([field.source, field.confidence]).toEqual(['profile', 'high']);
      }
      for (const event of events) if (event.type === 'countersign.capture.answer_edited.v1' && event.data.fieldId === 'gender') expect(event.data.source).toBeUndefined();
    }), runs);
  });

  it('voids an approval by every edit, whoever wrote it', () => {
    fc.assert(fc.property(histories, ({ events }) => {
      let current: CaptureState = decider.initialState;
      for (const event of events) {
        current = decider.evolve(current, event);
        if (nameOf(event) === 'answer_edited' || nameOf(event) === 'recaptured') expect(current).toMatchObject({ status: 'in_review', approvedSha256: null });
        if (current?.status === 'approved') expect(current.approvedSha256).toBe(currentDigest(current, sha256));
      }
    }), runs);
  });

  it('never approves while a required answer is missing', () => {
    fc.assert(fc.property(histories, ({ state }) => {
      if (state?.status !== 'approved' || state.form.step !== 1) return;
      expect(state.fields.find(({ id }) => id === 'name')?.answer).not.toBeNull();
      expect(state.fields.filter(({ requiredGroup }) => requiredGroup === 'resume').some(({ answer }) => answer !== null)).toBe(true);
    }), runs);
  });
});

/** Not a sample: each sequence of up to this many commands that decides anything, from an empty log on. */
const DEPTH = 7;

it('holds for every short sequence of commands', () => {
  const seen = new Set<string>();
  let visited = 0;
  const visit = (state: CaptureState, approvals: number, starts: number, depth: number): void => {
    // Versions and ids only count up; what may follow depends on the rest.
    const key = JSON.stringify([state && { ...state, version: 0, submission: state.submission && 1 }, approvals - starts, depth]).replaceAll(/(city|written) \d+/g, '$1');
    if (seen.has(key) || depth === 0) return;
    seen.add(key);
    for (const attempt of every) {
      const decided = decider.decide(attempt(state, `00000000-0000-4000-8000-${String(++visited).padStart(12, '0')}`), state);
      if (decided instanceof Rejected || decided.length === 0) continue;
      const presses = decided.filter((event) => nameOf(event) === 'submission_started').length;
      if (presses > 0) {
        expect(state).toMatchObject({ status: 'approved', approvedSha256: digestOf(state) });
        expect(starts + presses).toBeLessThanOrEqual(approvals);
      }
      visit(fold(decider, state, decided), approvals + decided.filter((event) => nameOf(event) === 'approved').length, starts + presses, depth - 1);
    }
  };
  visit(decider.initialState, 0, 0, DEPTH);
  expect(seen.size).toBeGreaterThan(100);
});
