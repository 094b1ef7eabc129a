import type { CaptureEvent, ProposedAnswer, Question } from '@countersign/contracts';
import type { FormRead } from './capture.ts';
import { captureDecider } from './decide.ts';

/** Building blocks of this folder's specs. */
/** Stands in for SHA-256, which a domain has not: different texts have different digests, as long as they are not meant to collide. */
export function sha256(text: string): string {
  const parts = [2166136261, 16777619, 3735928559, 40503, 97, 31, 131, 1313];
  for (const character of text) for (const [index, part] of parts.entries()) parts[index] = Math.imul(part ^ character.codePointAt(0)!, 16777619 + 2 * index) >>> 0;
  return parts.map((part) => part.toString(16).padStart(8, '0')).join('');
}
export const decider = captureDecider(sha256);

export const ids = {
  task: '11111111-1111-4111-8111-111111111111',
  run: '22222222-2222-4222-8222-222222222222',
  candidate: '33333333-3333-4333-8333-333333333333',
  session: '44444444-4444-4444-8444-444444444444',
  submission: '55555555-5555-4555-8555-555555555555',
};

export function question(id: string, parts: Partial<Question> = {}): Question {
  return { id, question: `What is your ${id}?`, type: 'text', required: false, sensitive: false, section: null, step: 1, help: null, labelSource: 'accessible_name', ...parts };
}

export function form(questions: readonly Question[], parts: Partial<FormRead> = {}): FormRead {
  return {
    sessionId: ids.session, adapter: 'generic', url: 'https://jobs.example.com/1', pageTitle: 'Apply', targetId: 'T1',
    step: 1, steps: 1, fingerprint: 'f'.repeat(64), capturedAt: '2026-11-22T10:00:00.000Z', questions, ...parts,
  };
}

export function proposed(fieldId: string, answer: ProposedAnswer['answer'], parts: Partial<ProposedAnswer> = {}): ProposedAnswer {
  return { fieldId, answer, source: 'profile', confidence: 'high', evidence: null, ...parts };
}

export function captured(questions: readonly Question[], answers: readonly ProposedAnswer[], parts: Partial<FormRead> = {}): CaptureEvent[] {
  const { questions: read, notices: _, ...rest } = form(questions, parts);
  return [
    { type: 'countersign.capture.form_captured.v1', data: { taskId: ids.task, runId: ids.run, candidateId: ids.candidate, ...rest, questions: [...read] } },
    { type: 'countersign.capture.answers_proposed.v1', data: { step: rest.step, answers: [...answers] } },
  ];
}
