import { describe, expect, it } from '@jest/globals';
import { fold, Rejected, specification } from '@countersign/decider';
import fc from 'fast-check';
import { captured, decider, form, ids, proposed, question, sha256 } from './capture.fixture.ts';
import type { AuthoredEvent, CaptureState } from './capture.ts';
import type { CaptureCommand } from './commands.ts';
import { currentDigest } from './decide.ts';

const { given } = specification(decider);
const questions = [question('name', { required: true }), question('city'), question('text')];
const by = (actor: string, events: readonly AuthoredEvent[]): AuthoredEvent[] => events.map((event) => ({ ...event, actor }));
const edit = (fieldId: string, to: string | null): AuthoredEvent => ({ type: 'countersign.capture.answer_edited.v1', data: { fieldId, from: null, to } });
const approvalBy = (approver: string | undefined, history: readonly AuthoredEvent[]) => {
  const answersSha256 = currentDigest(fold(decider, decider.initialState, history)!, sha256);
  return given(...history).when({ type: 'approve', answersSha256, ...(approver === undefined ? {} : { approver }) });
};
const approved = (actor: string, history: readonly AuthoredEvent[]): AuthoredEvent[] => [...history, ...by(actor, approvalBy(undefined, history).events!)];

describe('four eyes', () => {
  const history = [...by('key:robot', captured(questions, [proposed('name', 'Ada')])), ...by('user:ada', [edit('city', 'London')])];

  it('let nobody approve an answer that they wrote, and say which', () => {
    expect(approvalBy('user:ada', history)).toMatchObject({ rejected: 'four_eyes_required', details: [{ path: 'city', message: 'What is your city?' }] });
    expect(approvalBy('user:grace', history).state).toMatchObject({ status: 'approved', authors: {} });
  });
  it('let nobody approve what was proposed for them', () => {
    expect(approvalBy('key:robot', history)).toMatchObject({ rejected: 'four_eyes_required', details: [{ path: 'name' }] });
  });
  it('are not asked for where they are not required', () => {
    expect(approvalBy(undefined, history).state).toMatchObject({ status: 'approved' });
  });
  it('belong to who wrote last: what was written over counts no more, what was taken out does', () => {
    expect(approvalBy('user:ada', [...history, ...by('user:grace', [edit('city', 'Paris')])]).state).toMatchObject({ status: 'approved' });
    expect(approvalBy('user:grace', [...history, ...by('user:grace', [edit('city', null)])]).rejected).toBe('four_eyes_required');
  });
  it('begin anew with an approval: a slip that the approver mends goes back to the one who wrote the rest', () => {
    const mended = [...approved('user:grace', history), ...by('user:grace', [edit('text', 'Archivist')])];
    expect(approvalBy('user:grace', mended).rejected).toBe('four_eyes_required');
    expect(approvalBy('user:ada', mended).state).toMatchObject({ status: 'approved' });
  });
  it('are not given by approving one\'s own while that was allowed', () => {
    const alone = [...approved('user:ada', history), ...by('user:grace', [edit('text', 'Archivist')])];
    expect(approvalBy('user:ada', alone)).toMatchObject({ rejected: 'four_eyes_required', details: [{ path: 'city' }] });
  });
  it('are not got round by having the form read again', () => {
    const { events } = given(...history).when({ type: 'recapture', form: form(questions), answers: [proposed('name', 'Grace')] });
    const again = [...history, ...by('user:grace', events!)];
    expect(approvalBy('user:ada', again)).toMatchObject({ rejected: 'four_eyes_required', details: [{ path: 'city' }] });
    expect(approvalBy('user:grace', again)).toMatchObject({ rejected: 'four_eyes_required', details: [{ path: 'name' }] });
    expect(approvalBy('user:mary', again).state).toMatchObject({ status: 'approved' });
  });
  it('look at the step under review', () => {
    const sent = approved('user:grace', history);
    const next = by('user:mary', captured([question('phone', { step: 2 })], [], { step: 2, steps: 2 }));
    expect(approvalBy('user:ada', [...sent, ...next]).state).toMatchObject({ status: 'approved' });
  });
});

const actors = fc.constantFrom('user:ada', 'user:grace', 'user:mary');
const texts = fc.constantFrom('one', 'two', null);
type Attempt = (state: CaptureState) => CaptureCommand;
const attempts: fc.Arbitrary<Attempt> = fc.oneof(
  fc.tuple(fc.constantFrom('name', 'city', 'text'), texts).map(([fieldId, answer]): Attempt => (state) => ({ type: 'edit', byPerson: true, expectedVersion: state?.version ?? 1, answers: [{ fieldId, answer }] })),
  fc.constant<Attempt>((state) => ({ type: 'approve', answersSha256: state ? currentDigest(state, sha256) : '' })),
  fc.constantFrom('Ada', 'Grace').map((name): Attempt => () => ({ type: 'recapture', form: form(questions), answers: [proposed('name', name)] })),
  fc.constant<Attempt>(() => ({ type: 'confirm', confidence: 'high' })),
  fc.constant<Attempt>(() => ({ type: 'block_submission', reason: 'form_not_found', differences: [] })),
);

/** Everybody who approves is held to four eyes. */
function run(sequence: readonly (readonly [Attempt, string])[]): AuthoredEvent[] {
  const capture: CaptureCommand = { type: 'capture', taskId: ids.task, runId: ids.run, candidateId: ids.candidate, form: form(questions), answers: [proposed('name', 'Ada')] };
  const events: AuthoredEvent[] = [];
  for (const [attempt, actor] of [[(() => capture) as Attempt, 'user:ada'] as const, ...sequence]) {
    const state = fold(decider, decider.initialState, events);
    const command = attempt(state);
    const decided = decider.decide(command.type === 'approve' ? { ...command, approver: actor } : command, state);
    if (!(decided instanceof Rejected)) events.push(...by(actor, decided));
  }
  return events;
}

it('whatever is done by whom: nobody\'s word stands that nobody else has approved', () => {
  let approvals = 0;
  fc.assert(fc.property(fc.array(fc.tuple(attempts, actors), { maxLength: 20 }).map(run), (events) => {
    // Who wrote what a field holds, told from the events alone, until somebody approves it. Where a new reading finds nothing to keep, it begins anew.
    const writers = new Map<string, string>();
    for (const event of events) {
      if (event.type === 'countersign.capture.answer_edited.v1') writers.set(event.data.fieldId, event.actor!);
      if (event.type === 'countersign.capture.recaptured.v1') for (const fieldId of writers.keys()) if (!event.data.keptAnswers?.includes(fieldId)) writers.delete(fieldId);
      if (event.type !== 'countersign.capture.approved.v1') continue;
      approvals += 1;
      expect([...writers.values()]).not.toContain(event.actor);
      writers.clear();
    }
  }), { numRuns: 2_000 });
  expect(approvals).toBeGreaterThan(500);
});
