import { isoDate } from '../scraping/date-parts.ts';
import { dateFormat } from '../scraping/question-type.ts';
import type { DatePart, RawQuestion } from '../scraping/raw-form.ts';

const ISO = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/;

/** What is typed for a date: native inputs take ISO, others the format that their placeholder asks for; null: the answer lacks a part, or is no date. */
export function typedDate(raw: RawQuestion, answer: string): string | null {
  const match = ISO.exec(answer);
  if (match === null) return null;
  const [, year = '', month = '', day] = match;
  if (raw.inputType === 'date') return day === undefined ? null : answer;
  if (raw.inputType === 'month') return `${year}-${month}`;
  const format = dateFormat(raw.placeholder);
  if (format === null) return answer;
  const short = /\byy\b/i.test(raw.placeholder) && !/yyyy/i.test(raw.placeholder);
  const parts: Record<DatePart, string | undefined> = { year: short ? year.slice(2) : year, month, day };
  if (format.parts.some((part) => parts[part] === undefined)) return null;
  return format.parts.map((part) => parts[part]).join(format.separator);
}

/** The parts of an ISO date. */
export function datePartsOf(answer: string): Partial<Record<DatePart, string>> | null {
  const match = ISO.exec(answer);
  if (match === null || isoDate({ year: match[1] ?? '', month: match[2] ?? '', ...(match[3] === undefined ? {} : { day: match[3] }) }) === null) return null;
  return { year: match[1] ?? '', month: match[2] ?? '', ...(match[3] === undefined ? {} : { day: match[3] }) };
}
