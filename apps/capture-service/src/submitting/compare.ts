import type { Answer, Difference, Question } from '@countersign/contracts';
import type { PageValue } from '../scraping/page-value.ts';
import { cleanText } from '../scraping/question-text.ts';
import type { FillProblem } from './fill-problem.ts';

const DIFFERENCES_MAX = 500;

/**
 * What the page holds other than what was approved; empty: exactly that. A question without an answer must still hold
 * what the fresh page had. Pages rewrite what is typed: telephone numbers are compared by their digits, numbers by value,
 * links without a closing slash, texts without regard to line ends and spaces around them.
 */
export function compare(questions: readonly Question[], approved: Readonly<Record<string, Answer>>, actual: Readonly<Record<string, PageValue>>, problems: readonly FillProblem[] = []): Difference[] {
  const differences: Difference[] = [];
  for (const question of questions) {
    const answer = approved[question.id] ?? null;
    const value = actual[question.id] ?? null;
    const expected: PageValue = answer === null ? ((question.prefilled ?? null) as PageValue) : answerValue(answer);
    if (sameValue(question, expected, value)) continue;
    const problem = problems.find((candidate) => candidate.fieldId === question.id);
    const shown = problem === undefined ? describeValue(value) : `${describeValue(value) ?? '(empty)'} – ${problem.message}`;
    differences.push({ fieldId: question.id, question: question.question, kind: 'value', expected: describeValue(expected), actual: shown === null ? null : cleanText(shown, 2000) });
  }
  return differences.slice(0, DIFFERENCES_MAX);
}

function answerValue(answer: Answer): PageValue {
  if (answer === null || typeof answer !== 'object' || Array.isArray(answer)) return answer as PageValue;
  return { name: answer.name, sizeBytes: answer.sizeBytes };
}

export function sameValue(question: Pick<Question, 'type'>, expected: PageValue, actual: PageValue): boolean {
  const a = emptied(expected);
  const b = emptied(actual);
  if (a === null || b === null) return a === b;
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && a.length === b.length && [...a].sort().join('\n') === [...b].sort().join('\n');
  if (typeof a === 'object' || typeof b === 'object') return typeof a === 'object' && typeof b === 'object' && a.name === b.name && (a.sizeBytes === null || b.sizeBytes === null || a.sizeBytes === b.sizeBytes);
  if (typeof a === 'boolean' || typeof b === 'boolean') return a === b;
  return sameText(question.type, a, b);
}

function emptied(value: PageValue): PageValue {
  if (value === false || value === '' || (Array.isArray(value) && value.length === 0)) return null;
  return typeof value === 'string' && value.trim() === '' ? null : value;
}

function sameText(type: Question['type'], a: string, b: string): boolean {
  const plain = (text: string) => text.normalize('NFC').replace(/\r\n?/g, '\n').replace(/\u00a0/g, ' ').trim();
  if (plain(a) === plain(b)) return true;
  switch (type) {
    case 'phone':
      return samePhone(a, b);
    case 'number':
      return sameNumber(a, b);
    case 'url':
      return plain(a).replace(/\/$/, '') === plain(b).replace(/\/$/, '');
    case 'email':
      return plain(a).toLowerCase() === plain(b).toLowerCase();
    case 'textarea':
      return plain(a).replace(/[ \t]+$/gm, '').replace(/\n{2,}/g, '\n') === plain(b).replace(/[ \t]+$/gm, '').replace(/\n{2,}/g, '\n');
    default:
      return false;
  }
}

/** Same digits; or the page put its country code before a national number; or it took the country code of an international number away into a field of its own. */
function samePhone(a: string, b: string): boolean {
  const digits = (text: string) => text.replace(/^\s*00/, '+').replace(/[^\d]/g, '');
  const [expected, actual] = [digits(a), digits(b)];
  if (expected === '' || actual === '') return false;
  if (expected === actual) return /[a-z]/i.test(a) === /[a-z]/i.test(b);
  const international = /^\s*(\+|00)/.test(a);
  if (!international && /^\s*\+/.test(b)) return expected.length >= 6 && actual.endsWith(expected.replace(/^0/, '')) && actual.length - expected.length <= 3;
  const national = actual.replace(/^0/, '');
  const prefix = expected.length - national.length;
  return international && national.length >= 6 && prefix >= 1 && prefix <= 3 && expected.endsWith(national);
}

/** Equal values, where only the separators of thousands and a trailing ".0" differ. */
function sameNumber(a: string, b: string): boolean {
  const plain = (text: string) => text.trim().replace(/^([+-]?\d+),(\d{1,2})$/, '$1.$2');
  const value = (given: string, text = plain(given)) => (/^[+-]?(\d{1,3}(?:[ ,'\u202f\u00a0]\d{3})+|\d+)(\.\d+)?$/.test(text) ? Number(text.replace(/[ ,'\u202f\u00a0]/g, '')) : NaN);
  return value(a) === value(b);
}

function describeValue(value: PageValue): string | null {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 'checked' : 'not checked';
  if (Array.isArray(value)) return cleanText(value.join(' | '), 2000);
  return cleanText(typeof value === 'string' ? value : value.name, 2000);
}
