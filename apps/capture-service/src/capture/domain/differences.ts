import type { Difference, DroppedAnswer, FormField, ProposedAnswer, Question } from '@countersign/contracts';
import { isEqual, misfit } from './answer-fit.ts';

const MAX_DIFFERENCES = 500;
const MAX_DESCRIPTION = 2000;

/** What changed between two readings of a step, in the order of the new one, removals last. At most 500. */
export function differencesBetween(before: readonly Question[], now: readonly Question[]): Difference[] {
  const old = new Map(before.map((question) => [question.id, question]));
  const found: Difference[] = [];
  for (const question of now) {
    const previous = old.get(question.id);
    old.delete(question.id);
    const expected = previous ? description(previous) : null;
    const actual = description(question);
    if (expected === actual) continue;
    found.push({ fieldId: question.id, question: question.question, kind: previous ? 'changed' : 'added', expected, actual });
  }
  for (const question of old.values()) found.push({ fieldId: question.id, question: question.question, kind: 'removed', expected: description(question), actual: null });
  return found.slice(0, MAX_DIFFERENCES);
}

/**
 * The answers that stand after a step was read again: what a person wrote or confirmed, or the automation brought, where
 * the question is still the same; else what was proposed for the new one; else what was there before, where the question
 * is still the same.
 */
export function answersThatStand(before: readonly FormField[], now: readonly Question[], proposed: readonly ProposedAnswer[]): ProposedAnswer[] {
  const old = new Map(before.map((field) => [field.id, field]));
  const news = new Map(proposed.map((answer) => [answer.fieldId, answer]));
  return now.flatMap((question) => {
    const previous = old.get(question.id);
    const kept = previous && previous.source !== null && isSameQuestion(previous, question) && misfit(question, previous.answer) === undefined
      ? { fieldId: previous.id, answer: previous.answer, source: previous.source, confidence: previous.confidence ?? 'low', evidence: previous.evidence }
      : undefined;
    const decided = previous?.confirmed === true || kept?.source === 'human' || kept?.source === 'model';
    const fresh = news.get(question.id);
    const stands = kept && (decided || fresh?.answer === null) ? kept : (fresh ?? kept);
    return stands ? [stands] : [];
  });
}

/** Which of the answers before stand after a step was read again, and why the others do not. */
export function fateOfAnswers(before: readonly FormField[], now: readonly Question[], standing: readonly ProposedAnswer[]): { keptAnswers: string[]; droppedAnswers: DroppedAnswer[] } {
  const questions = new Map(now.map((question) => [question.id, question]));
  const answers = new Map(standing.map(({ fieldId, answer }) => [fieldId, answer]));
  const keptAnswers: string[] = [];
  const droppedAnswers: DroppedAnswer[] = [];
  for (const field of before) {
    const { id: fieldId, question, answer } = field;
    if (answer === null) continue;
    const current = questions.get(fieldId);
    if (current && isEqual(answers.get(fieldId) ?? null, answer)) keptAnswers.push(fieldId);
    else droppedAnswers.push({ fieldId, question, answer, reason: !current ? 'removed' : (answers.get(fieldId) ?? null) !== null ? 'replaced' : 'changed' });
  }
  return { keptAnswers, droppedAnswers };
}

/** Asks the same and offers the same; whether it must be answered may differ. */
function isSameQuestion(a: Question, b: Question): boolean {
  return a.question === b.question && a.type === b.type && a.sensitive === b.sensitive && JSON.stringify(a.options ?? []) === JSON.stringify(b.options ?? []);
}

function description({ question, type, required, requiredGroup, options }: Question): string {
  return [question, type, required ? 'required' : requiredGroup === undefined ? 'optional' : 'one of several is required', ...(options ? [`options: ${options.join(' | ')}`] : [])].join(' · ').slice(0, MAX_DESCRIPTION);
}
