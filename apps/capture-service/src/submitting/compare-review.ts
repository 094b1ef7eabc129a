import type { Answer, Difference, FormField } from '@countersign/contracts';
import { monthNumber } from '../scraping/date-parts.ts';
import type { PageValue } from '../scraping/page-value.ts';
import type { ShownAnswer } from '../scraping/page-script/shown-answers.ts';
import { cleanOption } from '../scraping/question-options.ts';
import { cleanQuestion, cleanText, comparable } from '../scraping/question-text.ts';
import { sameValue } from './compare.ts';

export interface ReviewComparison {
  /** What the page shows other than what was approved: it went back to another value on the way. */
  differences: Difference[];
  /** Questions with an answer that the page does not show again. */
  notShown: string[];
}

const DIFFERENCES_MAX = 500;

/**
 * The approved answers of the earlier steps against what the last step of a wizard lists. Rows are found by name or
 * label, in the order of the page, since "Job Title" stands there once for each job.
 */
export function compareReview(fields: readonly FormField[], shown: readonly ShownAnswer[]): ReviewComparison {
  const left = [...shown];
  const result: ReviewComparison = { differences: [], notShown: [] };
  for (const field of fields) {
    const index = left.findIndex((row) => isAbout(row, field));
    const [row] = index < 0 ? [] : left.splice(index, 1);
    if (row === undefined) {
      if (field.answer !== null && field.answer !== false) result.notShown.push(field.question);
      continue;
    }
    if (showsApproved(field, row.value)) continue;
    const expected = described(field.answer ?? field.prefilled ?? null);
    result.differences.push({ fieldId: field.id, question: field.question, kind: 'value', expected, actual: row.value === '' ? null : cleanText(row.value, 2_000) });
  }
  return { ...result, differences: result.differences.slice(0, DIFFERENCES_MAX) };
}

/** A question may bear the names of its groups in front ("Work Experience 1: Job Title"). */
function isAbout({ name, label }: ShownAnswer, { id, question }: FormField): boolean {
  const asked = comparable(cleanQuestion(label, 1_000).text);
  const texts = [question, question.slice(question.lastIndexOf(': ') + 1)].map(comparable);
  if (asked !== '' && texts.includes(asked)) return true;
  const bare = name.replace(/^formField-/, '');
  return bare.length >= 4 && (id === bare || id === name || id.endsWith(`--${bare}`));
}

function showsApproved({ type, answer, prefilled }: FormField, value: string): boolean {
  const expected = (answer ?? prefilled ?? null) as Answer;
  const isYes = /^(yes|true|checked|on|agreed|i (agree|accept|consent)\b.*|✓|☑|✔)$/i.test(value.trim());
  if (type === 'checkbox') return expected === true ? isYes || value === '' : !isYes;
  // What has no answer is shown as nothing, or by a word for it.
  if (expected === null) return /^[\s\-–—]*$|^(no(ne| response| answer| items?)?|not (answered|provided|specified)|n\/a|select one)\b.{0,20}$/i.test(value);
  if (typeof expected === 'object' && !Array.isArray(expected)) return value.includes(expected.name);
  if (Array.isArray(expected)) return showsAll(expected, value);
  if (type === 'date') return sameDate(String(expected), value);
  return sameValue({ type }, expected as PageValue, value) || cleanOption(value) === cleanOption(String(expected)) || comparable(value) === comparable(String(expected));
}

/** Every one of them, and nothing else. */
function showsAll(labels: readonly string[], value: string): boolean {
  let rest = value;
  for (const label of [...labels].sort((a, b) => b.length - a.length)) {
    if (!rest.includes(label)) return false;
    rest = rest.replace(label, ' ');
  }
  return /^[\s,;|·•]*$/.test(rest);
}

/** `2020-03` as "03/2020", "March 2020" or "3/2020"; with a day likewise, in whichever order. */
function sameDate(answer: string, value: string): boolean {
  const parts = (text: string) => {
    const word = /\p{L}{3,}/u.exec(text)?.[0];
    const month = word === undefined ? null : monthNumber(word);
    return [...(text.match(/\d+/g) ?? []).map(Number), ...(month === null ? [] : [month])].sort((a, b) => a - b).join('-');
  };
  return parts(answer) !== '' && parts(answer) === parts(value);
}

function described(answer: Answer): string | null {
  if (answer === null) return null;
  if (typeof answer === 'boolean') return answer ? 'checked' : 'not checked';
  return cleanText(Array.isArray(answer) ? answer.join(' | ') : typeof answer === 'string' ? answer : answer.name, 2_000);
}
