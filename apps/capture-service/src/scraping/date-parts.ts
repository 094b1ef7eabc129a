import type { DatePart, RawQuestion } from './raw-form.ts';
import { cleanQuestion, comparable } from './question-text.ts';

const WORDS: readonly [DatePart, RegExp][] = [
  ['month', /^(?:(.*?)[\s:,–-]*)?\b(?:month|mm)$/i],
  ['day', /^(?:(.*?)[\s:,–-]*)?\b(?:day|dd)$/i],
  ['year', /^(?:(.*?)[\s:,–-]*)?\b(?:year|yyyy)$/i],
];

interface PartOf {
  part: DatePart;
  /** What stands before the word: "Start date" of "Start date month". */
  stem: string;
}

/** Month, day or year of a date that is asked in several controls; null: none. */
export function datePartOf(raw: RawQuestion): PartOf | null {
  if (!/^(input|select|mirrored_select|combobox|listbox_button)$/.test(raw.widget)) return null;
  const label = raw.labelSource === 'name_attribute' ? '' : cleanQuestion(raw.label, 200).text;
  const named = partNamed(label === '' ? raw.placeholder : label);
  if (named !== null) return named;
  // A label for the whole date ("Graduation date"), and the part in what the control itself says.
  const stem = raw.labelSource === 'placeholder' ? '' : label;
  const own = partNamed(raw.placeholder)?.part ?? partByName(raw.attributes.name) ?? partByName(raw.attributes.id) ?? partByOptions(raw);
  return own === null || own === undefined ? null : { part: own, stem };
}

function partNamed(text: string): PartOf | null {
  for (const [part, pattern] of WORDS) {
    const match = pattern.exec(text.trim());
    if (match !== null) return { part, stem: (match[1] ?? '').trim() };
  }
  return null;
}

/** `birth_month`, `startDateYear`, `BeginDate.month` */
function partByName(name: string): DatePart | null {
  const last = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/).filter((word) => word !== '' && word !== 'input' && word !== 'select').at(-1);
  if (last === 'month' || last === 'mm') return 'month';
  if (last === 'day' || last === 'dd') return 'day';
  return last === 'year' || last === 'yyyy' ? 'year' : null;
}

function partByOptions(raw: RawQuestion): DatePart | null {
  const labels = raw.options.map(({ label }) => label.trim()).filter((label) => /^[\p{L}\d]+$/u.test(label));
  if (labels.length >= 12 && MONTHS.every((month) => labels.some((label) => label.toLowerCase().startsWith(month.slice(0, 3))))) return 'month';
  if (labels.length >= 28 && labels.length <= 32 && labels.filter((label) => Number(label) >= 1 && Number(label) <= 31).length >= 28) return 'day';
  return labels.length >= 10 && labels.filter((label) => /^(19|20)\d\d$/.test(label)).length >= 10 ? 'year' : null;
}

/** Neighbouring Month, (Day,) Year controls of one group, or with one stem, become one date question. */
export function mergeDateParts(questions: readonly RawQuestion[]): RawQuestion[] {
  const merged: RawQuestion[] = [];
  for (let index = 0; index < questions.length; ) {
    const run = dateRun(questions, index);
    if (run === null) {
      merged.push(questions[index] as RawQuestion);
      index += 1;
      continue;
    }
    merged.push(asDate(run));
    index += run.length;
  }
  return merged;
}

function dateRun(questions: readonly RawQuestion[], start: number): { raw: RawQuestion; found: PartOf }[] | null {
  const run: { raw: RawQuestion; found: PartOf }[] = [];
  for (const raw of questions.slice(start, start + 3)) {
    const found = datePartOf(raw);
    const first = run[0];
    if (found === null || run.some((member) => member.found.part === found.part)) break;
    if (first !== undefined && !belongTogether(first.raw, first.found, raw, found)) break;
    run.push({ raw, found });
  }
  const parts = run.map((member) => member.found.part);
  return parts.includes('month') && parts.includes('year') ? run : null;
}

function belongTogether(a: RawQuestion, foundA: PartOf, b: RawQuestion, foundB: PartOf): boolean {
  if (a.formKey !== b.formKey) return false;
  const inCluster = a.cluster !== null && a.cluster.key === b.cluster?.key;
  if (comparable(foundA.stem) !== comparable(foundB.stem)) return inCluster || (foundB.stem === '' && sameGroup(a, b));
  if (foundA.stem !== '') return true;
  if (inCluster && a.cluster?.label !== '' && partNamed(cleanQuestion(a.cluster?.label ?? '', 200).text) === null) return true;
  return sameGroup(a, b);
}

function sameGroup(a: RawQuestion, b: RawQuestion): boolean {
  const group = a.groups.at(-1);
  return group !== undefined && group.key === b.groups.at(-1)?.key;
}

function asDate(run: { raw: RawQuestion; found: PartOf }[]): RawQuestion {
  const first = run[0]?.raw as RawQuestion;
  const told = run.reduce((best, member) => (member.found.stem.length > best.found.stem.length ? member : best), run[0] as { raw: RawQuestion; found: PartOf });
  const stem = told.found.stem;
  const named = [...first.groups].reverse().find((group) => group.name !== '');
  const cluster = first.cluster !== null && first.cluster.size === run.length ? first.cluster.label : '';
  const inGroup = stem === '' && named !== undefined && (cluster === '' || cleanQuestion(cluster, 300).text === cleanQuestion(named.name, 300).text);
  return {
    ...first,
    widget: 'date_parts',
    label: inGroup ? named.name : stem || cluster || 'Date',
    labelSource: inGroup ? 'group' : stem === '' && cluster !== '' ? 'ancestor_text' : told.raw.labelSource,
    labelMarker: run.some(({ raw }) => raw.labelMarker) || (inGroup && cleanQuestion(named.name, 1000).required),
    required: run.some(({ raw }) => raw.required),
    groups: inGroup ? first.groups.slice(0, first.groups.indexOf(named)) : first.groups,
    attributes: { name: withoutPart(first.attributes.name), id: withoutPart(first.attributes.id), automation: first.attributes.automation.map(withoutPart).filter((name) => name !== '') },
    options: [],
    optionsKnown: true,
    value: '',
    parts: run.map(({ raw, found }) => ({ part: found.part, question: raw })),
  };
}

function withoutPart(name: string): string {
  return name.replace(/[-_.]*(section)?[-_.]?(month|day|year)([-_.]?(input|field|select))?$/i, '');
}

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** 1 to 12 of "03", "March", "Mar" or "3 - March"; null: no month. */
export function monthNumber(text: string): number | null {
  const word = /[a-z]{3,}/i.exec(text)?.[0].toLowerCase();
  if (word !== undefined) {
    const index = MONTHS.findIndex((month) => month.startsWith(word.slice(0, 3)) && (word.length <= 4 || month === word));
    return index < 0 ? null : index + 1;
  }
  const digits = Number(/\d{1,2}/.exec(text)?.[0] ?? '0');
  return digits >= 1 && digits <= 12 ? digits : null;
}

/** `YYYY-MM-DD` of "March 1, 2027", "Monday, March 1st, 2027", "1 Mar 2027" or "2027-03-01"; null where a number could be day or month. */
export function dateInWords(text: string): string | null {
  const iso = /(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(text);
  if (iso !== null) return isoDate({ year: iso[1] ?? '', month: iso[2] ?? '', day: iso[3] ?? '' });
  const year = /(?<!\d)(\d{4})(?!\d)/.exec(text)?.[1];
  const day = /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?![\d:])/i.exec(text)?.[1];
  const month = (text.match(/\p{L}{3,}/gu) ?? []).find((word) => monthNumber(word) !== null);
  return year === undefined || day === undefined || month === undefined ? null : isoDate({ year, month, day });
}

/** `YYYY-MM-DD` or `YYYY-MM` of the parts as the page shows them; null when a part is missing or makes no sense. */
export function isoDate(parts: Partial<Record<DatePart, string>>): string | null {
  const year = /^\d{4}$/.test(parts.year?.trim() ?? '') ? (parts.year as string).trim() : null;
  const month = parts.month === undefined ? null : monthNumber(parts.month);
  if (year === null || month === null) return null;
  const text = `${year}-${String(month).padStart(2, '0')}`;
  if (parts.day === undefined) return text;
  const day = Number(parts.day);
  return day >= 1 && day <= 31 ? `${text}-${String(day).padStart(2, '0')}` : null;
}
