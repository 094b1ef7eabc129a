import { describe, expect, it } from '@jest/globals';
import { canonicalAnswers, eventViolations, type CaptureEvent } from '@countersign/contracts';
import { fold, specification } from '@countersign/decider';
import { captured, decider, form, ids, proposed, question, sha256 } from './capture.fixture.ts';
import { currentDigest } from './decide.ts';

const { given } = specification(decider);
const questions = [question('name', { required: true }), question('city'), question('terms', { type: 'checkbox', required: true, sensitive: true })];
const review = captured(questions, [proposed('name', 'Ada')]);
const ticked: CaptureEvent = { type: 'countersign.capture.answer_edited.v1', data: { fieldId: 'terms', from: null, to: true } };
const complete = [...review, ticked];
const digest = currentDigest(fold(decider, decider.initialState, complete)!, sha256);
const approved: CaptureEvent = { type: 'countersign.capture.approved.v1', data: { step: 1, answersSha256: digest } };
const started: CaptureEvent = { type: 'countersign.capture.submission_started.v1', data: { submissionId: ids.submission, step: 1, answersSha256: digest } };
const unknown: CaptureEvent = { type: 'countersign.capture.submission_outcome_unknown.v1', data: { submissionId: ids.submission, detail: 'restart' } };
const rejected: CaptureEvent = { type: 'countersign.capture.rejected.v1', data: { reason: 'not for me' } };
const evidence = { finalUrl: 'https://jobs.example.com/thanks', confirmationText: 'Thank you', screenshotSha256: null };
const submitted: CaptureEvent = { type: 'countersign.capture.submitted.v1', data: { submissionId: ids.submission, evidence } };
const sent = [...complete, approved, started];
const submissionId = ids.submission;

describe('capturing', () => {
  const command = { type: 'capture', taskId: ids.task, runId: ids.run, candidateId: ids.candidate, form: form(questions), answers: [proposed('name', 'Ada')] } as const;

  it('leaves questions and proposals in one decision', () => {
    const { events, state } = given().when(command);
    expect(events).toEqual(review);
    expect(state).toMatchObject({ status: 'in_review', version: 2, fields: [{ id: 'name', answer: 'Ada', source: 'profile' }, { id: 'city', answer: null, source: null }, { id: 'terms' }] });
  });

  it('is done once a task', () => {
    expect(given(...review).when(command).rejected).toBe('capture_exists');
  });

  it.each([
    ['an answer that is not among the options', [question('name', { type: 'single_select', options: ['Bob'] })], [proposed('name', 'Ada')], 'answer_invalid'],
    ['a rule\'s answer to a sensitive question', [question('name', { sensitive: true })], [proposed('name', 'Ada')], 'answer_invalid'],
    ['an answer to no question', [question('city')], [proposed('name', 'Ada')], 'answer_invalid'],
    ['two fields with one id', [question('name'), question('name')], [], 'command_invalid'],
    ['a field of another step', [question('name', { step: 2 })], [], 'command_invalid'],
  ])('refuses %s', (_name, asked, answers, code) => {
    expect(given().when({ ...command, form: form(asked), answers }).rejected).toBe(code);
  });
});

describe('editing', () => {
  it('takes what fits and says that a person wrote it', () => {
    const { events, state } = given(...review).when({ type: 'edit', byPerson: true, expectedVersion: 2, answers: [{ fieldId: 'city', answer: 'London' }, { fieldId: 'name', answer: 'Ada' }] });
    expect(events).toEqual([{ type: 'countersign.capture.answer_edited.v1', data: { fieldId: 'city', from: null, to: 'London' } }]);
    expect(state!.fields[1]).toMatchObject({ answer: 'London', source: 'human', confidence: 'high' });
  });

  it('takes an empty text as no answer', () => {
    const { state } = given(...review).when({ type: 'edit', byPerson: true, expectedVersion: 2, answers: [{ fieldId: 'name', answer: '  ' }] });
    expect(state!.fields[0]).toMatchObject({ answer: null, source: null, confidence: null });
  });

  it('makes an approval void', () => {
    const { state } = given(...complete, approved).when({ type: 'edit', byPerson: true, expectedVersion: 4, answers: [{ fieldId: 'city', answer: 'Paris' }] });
    expect(state).toMatchObject({ status: 'in_review', approvedSha256: null });
  });

  it.each([
    ['an old version', review, { expectedVersion: 1, answers: [{ fieldId: 'city', answer: 'x' }] }, 'version_conflict'],
    ['an unknown field', review, { expectedVersion: 2, answers: [{ fieldId: 'no', answer: 'x' }] }, 'field_not_found'],
    ['a text for a tick', review, { expectedVersion: 2, answers: [{ fieldId: 'terms', answer: 'yes' }] }, 'answer_invalid'],
    ['the same field twice', review, { expectedVersion: 2, answers: [{ fieldId: 'city', answer: 'x' }, { fieldId: 'city', answer: 'y' }] }, 'answer_invalid'],
    ['a rejected capture', [...review, rejected], { expectedVersion: 3, answers: [{ fieldId: 'city', answer: 'x' }] }, 'capture_not_in_review'],
    ['one that is being sent', sent, { expectedVersion: 5, answers: [{ fieldId: 'city', answer: 'x' }] }, 'submission_in_progress'],
    ['one that was sent', [...sent, submitted], { expectedVersion: 6, answers: [{ fieldId: 'city', answer: 'x' }] }, 'capture_already_submitted'],
  ])('refuses %s', (_name, history, command, code) => {
    expect(given(...history).when({ type: 'edit', byPerson: true, ...command }).rejected).toBe(code);
  });

  it('says of an automation that it wrote, and takes nothing sensitive from it', () => {
    const automated = given(...complete, approved).when({ type: 'edit', byPerson: false, expectedVersion: 4, answers: [{ fieldId: 'city', answer: 'Rome' }] });
    expect(automated.events).toEqual([{ type: 'countersign.capture.answer_edited.v1', data: { fieldId: 'city', from: null, to: 'Rome', source: 'model' } }]);
    expect(automated.state).toMatchObject({ status: 'in_review', approvedSha256: null, fields: [{}, { source: 'model', confidence: 'medium' }, {}] });
    expect(given(...review).when({ type: 'edit', byPerson: false, expectedVersion: 2, answers: [{ fieldId: 'terms', answer: true }] })).toMatchObject({ rejected: 'answer_invalid', details: [{ path: 'terms' }] });
  });

  it('reaches only the step under review', () => {
    const second = captured([question('phone', { step: 2 })], [], { step: 2, steps: 2 });
    expect(given(...sent, submitted, ...second).when({ type: 'edit', byPerson: true, expectedVersion: 8, answers: [{ fieldId: 'name', answer: 'Bob' }] }).rejected).toBe('field_not_found');
  });
});

describe('confirming', () => {
  const asked = [question('a'), question('b'), question('c'), question('d'), question('e', { sensitive: true })];
  const answered = captured(asked, [proposed('a', '1'), proposed('b', '2', { confidence: 'low' }), proposed('c', '3')]);
  const confirmed = (...fieldIds: string[]): CaptureEvent => ({ type: 'countersign.capture.answers_confirmed.v1', data: { step: 1, fieldIds } });

  it('takes all of high confidence at once and no others, once', () => {
    const { events, state } = given(...answered).when({ type: 'confirm', confidence: 'high' });
    expect(events).toEqual([confirmed('a', 'c')]);
    expect(state!.fields.map(({ confirmed: done }) => done)).toEqual([true, undefined, true, undefined, undefined]);
    expect(given(...answered, confirmed('a', 'c')).when({ type: 'confirm', confidence: 'high' }).events).toEqual([]);
  });

  it('takes any that a person names, and is over when the answer changes', () => {
    expect(given(...answered).when({ type: 'confirm', fieldIds: ['b'], expectedVersion: 2 }).events).toEqual([confirmed('b')]);
    expect(given(...answered, confirmed('a')).when({ type: 'edit', byPerson: true, expectedVersion: 3, answers: [{ fieldId: 'a', answer: 'x' }] }).state!.fields[0]).toMatchObject({ source: 'human', confirmed: false });
  });

  it('keeps an approval', () => {
    const approval: CaptureEvent = { type: 'countersign.capture.approved.v1', data: { step: 1, answersSha256: digest } };
    expect(given(...answered, approval).when({ type: 'confirm', fieldIds: ['b'] }).state).toMatchObject({ status: 'approved' });
  });

  it.each([
    ['an old version', answered, { fieldIds: ['a'], expectedVersion: 1 }, 'version_conflict'],
    ['a field that is not there', answered, { fieldIds: ['x'] }, 'field_not_found'],
    ['a field without an answer', answered, { fieldIds: ['d'] }, 'answer_invalid'],
    ['what was rejected', [...answered, rejected], { fieldIds: ['a'] }, 'capture_not_in_review'],
  ])('refuses %s', (_name, history, command, code) => {
    expect(given(...history).when({ type: 'confirm', ...command }).rejected).toBe(code);
  });
});

describe('approving', () => {
  it('names the digest of exactly the answers of this step', () => {
    expect(given(...complete).when({ type: 'approve', expectedVersion: 3, answersSha256: digest })).toMatchObject({ events: [approved], state: { status: 'approved', approvedSha256: digest } });
    expect(digest).toBe(sha256(canonicalAnswers(1, fold(decider, null, complete)!.fields)));
  });

  it('is refused while a required answer is missing or a required tick is not set', () => {
    expect(given(...captured(questions, [])).when({ type: 'approve', answersSha256: digest })).toMatchObject({
      rejected: 'answers_missing', details: [{ path: 'name', message: 'What is your name?' }, { path: 'terms', message: 'What is your terms?' }],
    });
  });

  it('takes one of several answers, and needs it', () => {
    const either = [question('file', { type: 'file', requiredGroup: 'resume' }), question('text', { requiredGroup: 'resume' })];
    const neither = given(...captured(either, [])).when({ type: 'approve', answersSha256: digest });
    expect(neither).toMatchObject({ rejected: 'answers_missing', details: [{ path: 'file' }, { path: 'text' }] });
    const history = captured(either, [proposed('text', 'Archivist')]);
    expect(given(...history).when({ type: 'approve', answersSha256: currentDigest(fold(decider, null, history)!, sha256) }).state).toMatchObject({ status: 'approved' });
  });

  it('is for the file that was seen: another one under the same name is another answer', () => {
    const file = (digit: string) => ({ name: 'cv.pdf', mediaType: 'application/pdf', sha256: digit.repeat(64), sizeBytes: 9 });
    const history = captured([question('cv', { type: 'file' })], [proposed('cv', file('a'))]);
    const seen = currentDigest(fold(decider, null, history)!, sha256);
    const replaced = given(...history).when({ type: 'edit', byPerson: true, expectedVersion: 2, answers: [{ fieldId: 'cv', answer: file('b') }] });
    expect(given(...history, ...replaced.events!).when({ type: 'approve', answersSha256: seen }).rejected).toBe('answers_changed');
  });

  it.each([
    ['other answers than these', complete, { answersSha256: '0'.repeat(64) }, 'answers_changed'],
    ['an old version', complete, { answersSha256: digest, expectedVersion: 2 }, 'version_conflict'],
    ['a second time', [...complete, approved], { answersSha256: digest }, 'capture_already_approved'],
    ['after a rejection', [...complete, rejected], { answersSha256: digest }, 'capture_not_in_review'],
    ['nothing', [], { answersSha256: digest }, 'capture_not_found'],
  ])('refuses %s', (_name, history, command, code) => {
    expect(given(...history).when({ type: 'approve', ...command }).rejected).toBe(code);
  });
});

describe('rejecting', () => {
  it('is final', () => {
    expect(given(...complete, approved).when({ type: 'reject', reason: 'not for me' })).toMatchObject({ events: [rejected], state: { status: 'rejected', approvedSha256: null } });
    expect(given(...complete, rejected).when({ type: 'reject', reason: 'again' }).rejected).toBe('capture_not_in_review');
    expect(given(...complete, rejected).when({ type: 'recapture', form: form(questions), answers: [] }).rejected).toBe('capture_not_in_review');
    expect(given(...complete, rejected).when({ type: 'start_submission', submissionId, answersSha256: digest }).rejected).toBe('capture_not_approved');
  });
});

describe('reading again', () => {
  const city: CaptureEvent = { type: 'countersign.capture.answer_edited.v1', data: { fieldId: 'city', from: null, to: 'London' } };

  it('keeps what a person wrote where the question is the same, and tells what changed', () => {
    const now = [question('name', { required: true, type: 'textarea' }), question('city'), question('phone', { type: 'phone' })];
    const { events, state } = given(...complete, city, approved).when({ type: 'recapture', form: form(now, { fingerprint: 'a'.repeat(64) }), answers: [proposed('name', 'Ada L.'), proposed('city', 'Rome')] });
    expect(events![0]!.data).toMatchObject({ differences: [{ fieldId: 'name', kind: 'changed' }, { fieldId: 'phone', kind: 'added' }, { fieldId: 'terms', kind: 'removed' }] });
    expect(events![0]!.data).toMatchObject({
      keptAnswers: ['city'],
      droppedAnswers: [{ fieldId: 'name', answer: 'Ada', reason: 'replaced' }, { fieldId: 'terms', answer: true, reason: 'removed' }],
    });
    expect(state).toMatchObject({ status: 'in_review', approvedSha256: null, fields: [{ id: 'name', answer: 'Ada L.' }, { id: 'city', answer: 'London', source: 'human' }, { id: 'phone', answer: null }] });
  });

  it('does not keep an answer that the question no longer takes', () => {
    const choice = question('city', { type: 'single_select', options: ['Paris', 'London'] });
    const chosen: CaptureEvent = { type: 'countersign.capture.answer_edited.v1', data: { fieldId: 'city', from: null, to: 'London' } };
    const { state } = given(...captured([choice], []), chosen).when({ type: 'recapture', form: form([{ ...choice, options: ['Paris'] }]), answers: [] });
    expect(state!.fields).toMatchObject([{ id: 'city', answer: null, source: null }]);
  });
});

it('keeps a proposal that a person confirmed, and brings the notices of the new reading', () => {
  const history: CaptureEvent[] = [...captured([question('city')], [proposed('city', 'Rome')]), { type: 'countersign.capture.answers_confirmed.v1', data: { step: 1, fieldIds: ['city'] } }];
  const notices = [{ kind: 'captcha' as const, fieldId: null, message: 'A captcha is on the page.' }];
  const { events, state } = given(...history).when({ type: 'recapture', expectedVersion: 3, form: form([question('city')], { notices }), answers: [proposed('city', 'Oslo')] });
  expect(events![0]!.data).toMatchObject({ notices, keptAnswers: ['city'], droppedAnswers: [] });
  expect(state!.fields).toMatchObject([{ answer: 'Rome' }]);
  expect(given(...history).when({ type: 'recapture', expectedVersion: 2, form: form([question('city')]), answers: [] }).rejected).toBe('version_conflict');
});

describe('submitting', () => {
  it.each([
    ['what is not approved', complete, digest, 'capture_not_approved'],
    ['other answers than the approved ones', [...complete, approved], '0'.repeat(64), 'answers_changed'],
    ['twice at a time', sent, digest, 'submission_in_progress'],
    ['what was sent', [...sent, submitted], digest, 'capture_already_submitted'],
    ['what may have been sent', [...sent, unknown], digest, 'capture_not_approved'],
  ])('refuses %s', (_name, history, answersSha256, code) => {
    expect(given(...history).when({ type: 'start_submission', submissionId, answersSha256 }).rejected).toBe(code);
  });

  it('goes from started to submitted with its evidence', () => {
    expect(given(...complete, approved).when({ type: 'start_submission', submissionId, answersSha256: digest })).toMatchObject({ events: [started], state: { status: 'submitting' } });
    expect(given(...sent).when({ type: 'complete_submission', submissionId, evidence })).toMatchObject({ events: [submitted], state: { status: 'submitted', submission: null } });
  });

  it('goes back to review, without its approval, when the page differs or refuses', () => {
    const blocked = given(...complete, approved).when({ type: 'block_submission', reason: 'value_not_accepted', differences: [] });
    expect(blocked).toMatchObject({ state: { status: 'in_review', approvedSha256: null } });
    const failed = given(...sent).when({ type: 'fail_submission', submissionId, errors: [{ fieldId: 'name', message: 'too short' }] });
    expect(failed).toMatchObject({ state: { status: 'in_review', approvedSha256: null, submission: null } });
  });

  it('puts the changed form before the reviewer in the same decision, with what was different', () => {
    const difference = { fieldId: 'city', question: 'City', kind: 'value', expected: null, actual: 'Paris' } as const;
    const { events, state } = given(...complete, approved).when({ type: 'block_submission', reason: 'form_changed', differences: [difference], reread: { form: form([question('name')]), answers: [] } });
    expect(events![1]!.data).toMatchObject({ differences: [difference] });
    expect(events!.map(({ type }) => type.split('.')[2])).toEqual(['submission_blocked', 'recaptured', 'answers_proposed']);
    expect(state).toMatchObject({ status: 'in_review', fields: [{ id: 'name', answer: 'Ada' }] });
  });

  it('cannot be blocked once the button may have been pressed', () => {
    expect(given(...sent).when({ type: 'block_submission', reason: 'form_changed', differences: [] }).rejected).toBe('submission_in_progress');
  });

  it('counts an outcome once and only for the submission that waits', () => {
    expect(given(...sent, submitted).when({ type: 'lose_outcome', submissionId, detail: 'late' }).events).toEqual([]);
    expect(given(...sent).when({ type: 'complete_submission', submissionId: ids.task, evidence }).events).toEqual([]);
    expect(given(...sent, unknown).when({ type: 'fail_submission', submissionId, errors: [] }).events).toEqual([]);
    expect(given(...sent, unknown).when({ type: 'complete_submission', submissionId, evidence }).events).toEqual([submitted]);
  });

  it('leaves an unknown outcome to a person', () => {
    expect(given(...sent).when({ type: 'resolve_outcome', outcome: 'submitted', note: null }).rejected).toBe('outcome_not_unknown');
    expect(given(...sent, unknown).when({ type: 'resolve_outcome', outcome: 'submitted', note: null }).state).toMatchObject({ status: 'submitted' });
    expect(given(...sent, unknown).when({ type: 'resolve_outcome', outcome: 'not_submitted', note: 'looked' }).state).toMatchObject({ status: 'in_review', approvedSha256: null, submission: null });
  });
});

describe('a wizard', () => {
  const next = { form: form([question('phone', { step: 2, required: true })], { step: 2, steps: 2 }), answers: [proposed('phone', '+1 555 0100')] };

  it('goes on to the next step in the decision that ends the one before, and keeps the fields that were sent', () => {
    const { events, state } = given(...sent).when({ type: 'complete_submission', submissionId, evidence, next });
    expect(events!.map(({ type }) => type.split('.')[2])).toEqual(['submitted', 'form_captured', 'answers_proposed']);
    expect(state).toMatchObject({ status: 'in_review', form: { step: 2 }, approvedSha256: null });
    expect(state!.fields.map(({ step, id, answer }) => `${step} ${id} ${answer}`)).toEqual(['1 name Ada', '1 city null', '1 terms true', '2 phone +1 555 0100']);
  });

  it('approves each step by the digest of its own answers', () => {
    const second = given(...sent).when({ type: 'complete_submission', submissionId, evidence, next });
    expect(given(...sent, ...second.events!).when({ type: 'approve', answersSha256: digest }).rejected).toBe('answers_changed');
    expect(given(...sent, ...second.events!).when({ type: 'approve', answersSha256: currentDigest(second.state!, sha256) }).state).toMatchObject({ status: 'approved' });
  });
});

it('decides events that the contracts accept', () => {
  const events = [...sent, unknown, ...given(...complete, approved).when({ type: 'block_submission', reason: 'form_changed', differences: [], reread: { form: form(questions), answers: [] } }).events!];
  events.forEach(({ type, data }, index) => {
    const envelope = {
      specversion: '1.0', id: ids.task, source: 'capture-service', type, subject: `capture/${ids.task}`, time: '2026-11-22T10:00:00.000Z', datacontenttype: 'application/json',
      dataschema: 'urn:x', data, aggregateversion: index + 1, actor: 'user:local', correlationid: 'c',
    };
    expect(eventViolations(envelope)).toEqual([]);
  });
});
