import type { CaptureEvent, Question } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import { comparisonOf } from './comparison.ts';

const id = '0190a000-0000-7000-8000-000000000001';
const question = (fieldId: string, step = 1): Question => ({ id: fieldId, question: fieldId, type: 'text', required: false, sensitive: false, section: null, step, help: null, labelSource: 'given' });
const form = (step: number, ...fieldIds: string[]) => ({
  sessionId: null, adapter: 'generic', url: 'https://jobs.example/1', pageTitle: null, targetId: null, step, steps: 2, fingerprint: 'f'.repeat(64), capturedAt: '2026-11-22T10:00:00.000Z',
  questions: fieldIds.map((fieldId) => question(fieldId, step)),
});
const captured = (step: number, ...fieldIds: string[]): CaptureEvent => ({ type: 'countersign.capture.form_captured.v1', data: { taskId: id, runId: id, candidateId: id, ...form(step, ...fieldIds) } });
const proposed = (step: number, answers: Record<string, string>): CaptureEvent => ({
  type: 'countersign.capture.answers_proposed.v1', data: { step, answers: Object.entries(answers).map(([fieldId, answer]) => ({ fieldId, answer, source: 'profile', confidence: 'high', evidence: null })) },
});
const edited = (fieldId: string, from: string | null, to: string): CaptureEvent => ({ type: 'countersign.capture.answer_edited.v1', data: { fieldId, from, to } });
const approved = (step = 1): CaptureEvent => ({ type: 'countersign.capture.approved.v1', data: { step, answersSha256: 'a'.repeat(64) } });
const started = (readBack?: Record<string, string | null>, step = 1): CaptureEvent => ({
  type: 'countersign.capture.submission_started.v1',
  data: { submissionId: id, step, answersSha256: 'a'.repeat(64), ...(readBack ? { readBack: Object.entries(readBack).map(([fieldId, value]) => ({ fieldId, value })) } : {}) },
});
const evidence = { finalUrl: 'https://jobs.example/done', confirmationText: 'Thank you', screenshotSha256: null };
const submitted: CaptureEvent = { type: 'countersign.capture.submitted.v1', data: { submissionId: id, evidence } };

/** The n-th event happens at second n. */
const at = (index: number) => `2026-11-22T10:00:${String(index).padStart(2, '0')}.000Z`;
const compared = (...events: CaptureEvent[]) => comparisonOf(id, events.map((event, index) => ({ ...event, actor: 'user:ada', time: at(index), aggregateversion: index + 1 })))!;
const begun = [captured(1, 'name', 'city'), proposed(1, { name: 'Ada', city: 'Rome' })];

describe('the comparison of a capture', () => {
  it('is nothing without a history', () => {
    expect(comparisonOf(id, [])).toBeUndefined();
  });

  it('holds who changed what, when, from and to, beside what was proposed, approved and read back', () => {
    const view = compared(...begun, edited('city', 'Rome', 'Oslo'), approved(), started({ name: 'Ada', city: 'Oslo' }), submitted);
    expect(view).toMatchObject({ captureId: id, version: 6, steps: [{ step: 1, approval: { by: 'user:ada', at: at(3) }, submission: { outcome: 'submitted', startedAt: at(4), endedAt: at(5), evidence } }] });
    expect(view.steps[0]!.fields).toMatchObject([
      { fieldId: 'name', proposed: { answer: 'Ada', source: 'profile' }, edits: [], approved: { answer: 'Ada', by: 'user:ada' }, submitted: { value: 'Ada' }, verdict: 'matches', different: false },
      { fieldId: 'city', proposed: { answer: 'Rome' }, edits: [{ by: 'user:ada', at: at(2), from: 'Rome', to: 'Oslo', source: 'human' }], approved: { answer: 'Oslo' }, submitted: { value: 'Oslo' }, verdict: 'matches', different: true },
    ]);
  });

  it('keeps the word of the page at its field until the next approval', () => {
    const failed: CaptureEvent = { type: 'countersign.capture.submission_failed.v1', data: { submissionId: id, errors: [{ fieldId: 'city', message: 'Unknown city' }, { fieldId: null, message: 'Sorry' }] } };
    const refused = [...begun, approved(), started({ name: 'Ada', city: 'Rome' }), failed];
    expect(compared(...refused).steps[0]).toMatchObject({ submission: { outcome: 'failed' }, fields: [{ verdict: 'matches' }, { verdict: 'refused', message: 'Unknown city', different: true }] });
    expect(compared(...refused, edited('city', 'Rome', 'Oslo')).steps[0]).toMatchObject({ approval: null, fields: [{ approved: null }, { verdict: 'refused', approved: null }] });
    expect(compared(...refused, edited('city', 'Rome', 'Oslo'), approved()).steps[0]!.fields[1]).toMatchObject({ verdict: 'not_sent', message: null, submitted: null });
  });

  it('says what a block found, also after the form was read again for it', () => {
    const blocked: CaptureEvent = { type: 'countersign.capture.submission_blocked.v1', data: { step: 1, reason: 'value_not_accepted', differences: [{ fieldId: 'city', question: 'city', kind: 'value', expected: 'Rome', actual: null }] } };
    const again: CaptureEvent = { type: 'countersign.capture.recaptured.v1', data: { ...form(1, 'city'), differences: [] } };
    const view = compared(...begun, approved(), blocked, again, proposed(1, { city: 'Rome' }));
    expect(view.steps[0]!.fields).toMatchObject([{ fieldId: 'city', verdict: 'differs', message: 'Expected “Rome”, found “nothing”.', approved: null }]);
  });

  it('tells every step of a wizard, who resolved what nobody knew, and what was never recorded', () => {
    const unknown: CaptureEvent = { type: 'countersign.capture.submission_outcome_unknown.v1', data: { submissionId: id, detail: 'restart', evidence } };
    const resolved: CaptureEvent = { type: 'countersign.capture.outcome_resolved.v1', data: { submissionId: id, outcome: 'submitted', note: 'mail came' } };
    const view = compared(...begun, approved(), started({ name: 'Ada' }), submitted, captured(2, 'phone'), approved(2), started(undefined, 2), unknown, resolved);
    expect(view.steps.map(({ step, submission }) => [step, submission?.outcome, submission?.resolvedBy, submission?.note])).toEqual([[1, 'submitted', null, null], [2, 'submitted', 'user:ada', 'mail came']]);
    expect(view.steps[1]).toMatchObject({ submission: { evidence }, fields: [{ verdict: 'unverified', submitted: null }] });
    expect(view.steps[0]!.fields[1]).toMatchObject({ verdict: 'unverified' });
  });
});
