import { createHash } from 'node:crypto';
import type { Question } from '@countersign/contracts';

/** SHA-256 (hex) over what makes this form this form: step, and ids, types, texts, options and `required` of its questions, whatever their order. */
export function fingerprintOf(step: number, questions: readonly Question[]): string {
  const rows = questions
    .map((question) => JSON.stringify([question.id, question.type, question.question, question.options ?? [], question.required]))
    .sort();
  return createHash('sha256').update(JSON.stringify([step, rows])).digest('hex');
}
