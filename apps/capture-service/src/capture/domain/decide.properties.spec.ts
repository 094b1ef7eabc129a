import { describe, expect, it } from '@jest/globals';
import type { CaptureEvent } from '@countersign/contracts';
import { fold, Rejected } from '@countersign/decider';
import fc from 'fast-check';
import { decider, form, ids, proposed, question, sha256 } from './capture.fixture.ts';
import type { CaptureState } from './capture.ts';
import type { CaptureCommand } from './commands.ts';
import { currentDigest } from './decide.ts';

const questions = [question('name', { required: true }), question('city')];
const second = { form: form([question('phone', { step: 2 })], { step: 2, steps: 2 }), answers: [] };
const evidence = { finalUrl: 'https://jobs.example.com/thanks', confirmationText: 'Thank you', screenshotSha256: null };

/** A command as a function of the state: a caller knows the version and digest it sees, or names wrong ones. */
type Attempt = (state: CaptureState, submissionId: string) => CaptureCommand;
const digestOf = (state: CaptureState) => (state ? currentDigest(state, sha256) : '0'.repeat(64));
const attempts = fc.constantFrom<Attempt>(
  () => ({ type: 'capture', taskId: ids.task, runId: ids.run, candidateId: ids.candidate, form: form(questions), answers: [proposed('name', 'Ada')] }),
  (state) => ({ type: 'edit', byPerson: true, expectedVersion: state?.version ?? 1, answers: [{ fieldId: 'city', answer: `city ${state?.version}` }] }),
  (state) => ({ type: 'edit', byPerson: true, expectedVersion: state?.version ?? 1, answers: [{ fieldId: 'name', answer: null }] }),
  (state) => ({ type: 'edit', byPerson: true, expectedVersion: state?.version ?? 1, answers: [{ fieldId: 'name', answer: 'Grace' }] }),
  (state) => ({ type: 'approve', answersSha256: digestOf(state) }),
  () => ({ type: 'approve', answersSha256: '0'.repeat(64) }),
  () => ({ type: 'reject', reason: 'no' }),
  () => ({ type: 'recapture', form: form(questions), answers: [] }),
  (state, submissionId) => ({ type: 'start_submission', submissionId, answersSha256: digestOf(state) }),
  (_, submissionId) => ({ type: 'start_submission', submissionId, answersSha256: '1'.repeat(64) }),
  () => ({ type: 'block_submission', reason: 'form_changed', differences: [] }),
  (state, submissionId) => ({ type: 'fail_submission', submissionId: state?.submission?.id ?? submissionId, errors: [] }),
  (state, submissionId) => ({ type: 'lose_outcome', submissionId: state?.submission?.id ?? submissionId, detail: 'gone' }),
  (state, submissionId) => ({ type: 'complete_submission', submissionId: state?.submission?.id ?? submissionId, evidence }),
  (state, submissionId) => ({ type: 'complete_submission', submissionId: state?.submission?.id ?? submissionId, evidence, ...(state?.form.step === 1 ? { next: second } : {}) }),
  () => ({ type: 'resolve_outcome', outcome: 'submitted', note: null }),
  () => ({ type: 'resolve_outcome', outcome: 'not_submitted', note: null }),
);

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
        } else if (nameOf(event) !== 'submission_outcome_unknown') mayPress = false;
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

  it('never approves while a required answer is missing', () => {
    fc.assert(fc.property(histories, ({ state }) => {
      if (state?.status === 'approved' && state.form.step === 1) expect(state.fields.find(({ id }) => id === 'name')?.answer).not.toBeNull();
    }), runs);
  });
});
