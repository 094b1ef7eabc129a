import { createHash } from 'node:crypto';
import { canonicalAnswers, type CaptureEvent, type Question } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import { ProjectionError } from '../projecting/projection.ts';
import type { FormCapture } from './capture.entity.ts';
import { projectCapture } from './capture.projection.ts';

const id = '0190a000-0000-7000-8000-000000000001';
const at = '2026-11-22T10:00:00.000Z';
const question: Question = {
  id: 'name', question: 'Name', type: 'text', required: true, sensitive: false, section: null, step: 1, help: null, labelSource: 'accessible_name',
};
const questions = [question, { ...question, id: 'langs', question: 'Languages', type: 'multi_select' as const, options: ['en', 'de'] }, { ...question, id: 'note', required: false }];
const form = (step = 1, steps = 1) => ({
  sessionId: null, adapter: 'generic', url: 'https://jobs.example/1', pageTitle: null, targetId: null, step, steps,
  fingerprint: 'f'.repeat(64), questions: questions.map((one) => ({ ...one, step })), capturedAt: at,
});
const ids = { taskId: id, runId: id, candidateId: id };
const captured = (step = 1, steps = 1): CaptureEvent => ({ type: 'countersign.capture.form_captured.v1', data: { ...ids, ...form(step, steps) } });
const proposed = (fieldId: string, answer: string | string[], step = 1): CaptureEvent => ({
  type: 'countersign.capture.answers_proposed.v1',
  data: { step, answers: [{ fieldId, answer, source: 'profile', confidence: 'medium', evidence: { summary: 'basics', passages: [] } }] },
});
const edited = (fieldId: string, to: string | null): CaptureEvent => ({ type: 'countersign.capture.answer_edited.v1', data: { fieldId, from: null, to } });
const approved: CaptureEvent = { type: 'countersign.capture.approved.v1', data: { step: 1, answersSha256: 'a'.repeat(64) } };
const started: CaptureEvent = { type: 'countersign.capture.submission_started.v1', data: { submissionId: id, step: 1, answersSha256: 'a'.repeat(64) } };
const evidence = { finalUrl: 'https://jobs.example/done', confirmationText: 'Thank you', screenshotSha256: null };
const submitted: CaptureEvent = { type: 'countersign.capture.submitted.v1', data: { submissionId: id, evidence } };
const difference = { fieldId: 'name', question: 'Name', kind: 'value' as const, expected: 'Ada', actual: '' };

/** The row after these events, from the beginning. */
function after(...events: CaptureEvent[]): FormCapture {
  let row: FormCapture | undefined;
  for (const [index, event] of events.entries()) {
    row = projectCapture(row, {
      specversion: '1.0', id, source: 'capture-service', subject: `capture/${id}`, time: at, datacontenttype: 'application/json',
      dataschema: '', aggregateversion: index + 1, actor: 'user:ada', correlationid: 'c', ...event,
    });
  }
  return row!;
}
const answersOf = (row: FormCapture) => row.fields.map(({ id: field, step, answer, source }) => [step, field, answer, source]);

describe('a form that was captured', () => {
  it('is in review with every question unanswered', () => {
    const row = after(captured());
    expect(row).toMatchObject({ ...ids, id, status: 'in_review', step: 1, questions: 3, answered: 0, missing: 2, approvedSha256: null, version: 1, capturedAt: at });
    expect(row.fields[1]).toEqual({ ...questions[1], answer: null, source: null, confidence: null, evidence: null });
  });

  it('counts and digests the answers as the contract says', () => {
    const row = after(captured(), proposed('langs', ['en']), proposed('note', 'hi'));
    expect(row).toMatchObject({ answered: 2, missing: 1 });
    expect(row.answersSha256).toBe(createHash('sha256').update(canonicalAnswers(1, row.fields)).digest('hex'));
  });
});

describe('a required checkbox', () => {
  it.each([[null, 1], [false, 1], [true, 0]])('answered with %j leaves %d missing', (answer, missing) => {
    const consent: CaptureEvent = { type: 'countersign.capture.form_captured.v1', data: { ...ids, ...form(), questions: [{ ...question, type: 'checkbox' }] } };
    expect(after(consent, { type: 'countersign.capture.answer_edited.v1', data: { fieldId: 'name', from: null, to: answer } }).missing).toBe(missing);
  });
});

describe('an edit', () => {
  it('is the answer of a person; none is no source', () => {
    expect(answersOf(after(captured(), proposed('name', 'Ada'), edited('name', 'Grace')))[0]).toEqual([1, 'name', 'Grace', 'human']);
    expect(after(captured(), proposed('name', 'Ada'), edited('name', null)).fields[0]).toMatchObject({ answer: null, source: null, confidence: null, evidence: null });
  });
  it('voids an approval', () => {
    expect(after(captured(), approved)).toMatchObject({ status: 'approved', approvedSha256: 'a'.repeat(64) });
    expect(after(captured(), approved, edited('name', 'Grace'))).toMatchObject({ status: 'in_review', approvedSha256: null });
  });
});

describe('a submission', () => {
  it.each<[string, CaptureEvent, Partial<FormCapture>]>([
    ['succeeds', submitted, { status: 'submitted', evidence, approvedSha256: 'a'.repeat(64) }],
    ['was refused by the page', { type: 'countersign.capture.submission_failed.v1', data: { submissionId: id, errors: [{ fieldId: 'name', message: 'too short' }] } }, { status: 'in_review', approvedSha256: null, errors: [{ fieldId: 'name', message: 'too short' }] }],
    ['found another form', { type: 'countersign.capture.submission_blocked.v1', data: { step: 1, reason: 'value_not_accepted', differences: [difference] } }, { status: 'in_review', approvedSha256: null, approvedBy: null, blockedReason: 'value_not_accepted', differences: [difference] }],
    ['has an unknown outcome', { type: 'countersign.capture.submission_outcome_unknown.v1', data: { submissionId: id, detail: 'restart' } }, { status: 'outcome_unknown', unknownOutcome: { detail: 'restart', evidence: null } }],
  ])('that %s', (_name, event, expected) => {
    expect(after(captured(), approved, started)).toMatchObject({ status: 'submitting' });
    expect(after(captured(), approved, started, event)).toMatchObject(expected);
  });
  it.each([['submitted', 'submitted'], ['not_submitted', 'in_review']] as const)('whose outcome a person resolves as %s', (outcome, status) => {
    const unknown: CaptureEvent = { type: 'countersign.capture.submission_outcome_unknown.v1', data: { submissionId: id, detail: '' } };
    expect(after(captured(), approved, started, unknown, { type: 'countersign.capture.outcome_resolved.v1', data: { submissionId: id, outcome, note: 'looked' } })).toMatchObject({ status, resolution: { outcome, note: 'looked', by: 'user:ada', at } });
  });
  it('of a step of a wizard is followed by the review of the next, which alone is counted', () => {
    const row = after(captured(1, 2), proposed('name', 'Ada'), approved, started, submitted, captured(2, 2), proposed('note', 'hi', 2));
    expect(row).toMatchObject({ status: 'in_review', approvedSha256: null, step: 2, steps: 2, questions: 3, answered: 1, missing: 2, evidence });
    expect(answersOf(row).filter(([, , answer]) => answer !== null)).toEqual([[1, 'name', 'Ada', 'profile'], [2, 'note', 'hi', 'profile']]);
    expect(answersOf(after(captured(1, 2), proposed('name', 'Ada'), captured(2, 2), edited('name', 'Grace'))).map(([, , answer]) => answer)).toEqual(['Ada', null, null, 'Grace', null, null]);
  });
});

describe('a form that was read again', () => {
  it('has only the answers that were proposed with it', () => {
    const again: CaptureEvent = { type: 'countersign.capture.recaptured.v1', data: { ...form(), questions: questions.slice(0, 2), differences: [difference] } };
    const row = after(captured(), proposed('name', 'Ada'), approved, again, proposed('langs', ['de']));
    expect(row).toMatchObject({ status: 'in_review', approvedSha256: null, differences: [difference], questions: 2, missing: 1 });
    expect(answersOf(row)).toEqual([[1, 'name', null, null], [1, 'langs', ['de'], 'profile']]);
  });
});

describe('what a reviewer is told', () => {
  const notices = [{ kind: 'captcha' as const, fieldId: null, message: 'A captcha is on the page.' }];
  const dropped = [{ fieldId: 'name', question: 'Name', answer: 'Ada', reason: 'changed' as const }];
  const again: CaptureEvent = { type: 'countersign.capture.recaptured.v1', data: { ...form(), notices, differences: [difference], keptAnswers: ['note'], droppedAnswers: dropped } };
  const blocked: CaptureEvent = { type: 'countersign.capture.submission_blocked.v1', data: { step: 1, reason: 'form_changed', differences: [difference] } };

  it('is what was noticed, kept and dropped, until it is approved', () => {
    expect(after(captured(), again)).toMatchObject({ notices, keptAnswers: ['note'], droppedAnswers: dropped, blockedReason: null });
    expect(after(captured(), again, approved)).toMatchObject({ notices, keptAnswers: [], droppedAnswers: [], differences: [], approvedBy: 'user:ada', approvedAt: at });
  });
  it('is why it was blocked, also when the form was read again for it, and not when for another reason', () => {
    expect(after(captured(), approved, blocked, again)).toMatchObject({ blockedReason: 'form_changed', differences: [difference] });
    const later: CaptureEvent = { type: 'countersign.capture.recaptured.v1', data: { ...form(), differences: [] } };
    expect(after(captured(), approved, blocked, again, later)).toMatchObject({ blockedReason: null, differences: [], notices: [] });
  });
  it('is which proposals somebody confirmed, until they change', () => {
    const confirmed: CaptureEvent = { type: 'countersign.capture.answers_confirmed.v1', data: { step: 1, fieldIds: ['name'] } };
    expect(after(captured(), proposed('name', 'Ada'), confirmed).fields[0]).toMatchObject({ answer: 'Ada', confirmed: true });
    expect(after(captured(), proposed('name', 'Ada'), confirmed, edited('name', 'Grace')).fields[0]).toMatchObject({ confirmed: false });
  });
  it('is who wrote: an automation is not taken for a person', () => {
    const automated: CaptureEvent = { type: 'countersign.capture.answer_edited.v1', data: { fieldId: 'name', from: null, to: 'Ada', source: 'model' } };
    expect(after(captured(), automated).fields[0]).toMatchObject({ answer: 'Ada', source: 'model', confidence: 'medium' });
  });
});

describe('a capture', () => {
  it('that was rejected says why, and is approved no more', () => {
    expect(after(captured(), approved, { type: 'countersign.capture.rejected.v1', data: { reason: 'Wrong job' } })).toMatchObject({ status: 'rejected', approvedSha256: null, rejectedReason: 'Wrong job' });
  });
  it('whose first event is missing is a fault', () => {
    expect(() => after(approved)).toThrow(ProjectionError);
  });
});
