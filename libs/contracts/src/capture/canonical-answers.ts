import type { Answer, FormField } from './field.ts';

/**
 * The text whose SHA-256 an approval names: the answers of one step, ordered by field id, as JSON without white space;
 * objects have their keys in code-unit order. Two captures with the same text would be sent the same.
 */
export function canonicalAnswers(step: number, fields: readonly Pick<FormField, 'id' | 'step' | 'answer'>[]): string {
  const answers = fields
    .filter((field) => field.step === step)
    .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
    .map((field) => [field.id, canonical(field.answer)]);
  return JSON.stringify({ answers, step });
}

function canonical(answer: Answer): unknown {
  if (answer === null || typeof answer !== 'object' || Array.isArray(answer)) return answer;
  return Object.fromEntries(Object.entries(answer).sort(([a], [b]) => (a < b ? -1 : 1)));
}
