import type { Difference, Question } from '@countersign/contracts';
import { cleanText } from './question-text.ts';

const DIFFERENCES_MAX = 500;

/** What changed between two readings of a form: for `recaptured` and for a submission that is stopped by a changed form. */
export function formDifferences(before: readonly Question[], after: readonly Question[]): Difference[] {
  const known = new Map(before.map((question) => [question.id, question]));
  const found = new Map(after.map((question) => [question.id, question]));
  const differences: Difference[] = [];
  for (const question of before) {
    const now = found.get(question.id);
    if (now === undefined) differences.push({ fieldId: question.id, question: question.question, kind: 'removed', expected: describe(question), actual: null });
    else if (describe(now) !== describe(question)) differences.push({ fieldId: question.id, question: question.question, kind: 'changed', expected: describe(question), actual: describe(now) });
  }
  for (const question of after) {
    if (!known.has(question.id)) differences.push({ fieldId: question.id, question: question.question, kind: 'added', expected: null, actual: describe(question) });
  }
  return differences.slice(0, DIFFERENCES_MAX);
}

function describe(question: Question): string {
  const options = question.options === undefined ? '' : `: ${question.options.join(' | ')}`;
  return cleanText(`${question.question} (${question.type}${question.required ? ', required' : ''})${options}`, 2000);
}
