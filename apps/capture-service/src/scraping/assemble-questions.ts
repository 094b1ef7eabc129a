import type { Answer, FieldType, Question } from '@countersign/contracts';
import { mergeDateParts } from './date-parts.ts';
import { FormTooLarge } from './scrape-errors.ts';
import { datePartsValue, pageValue } from './page-value.ts';
import { controlKind, durableName, semanticId, uniqueIds } from './question-id.ts';
import { optionLabels, withoutQuestion } from './question-options.ts';
import { cleanQuestion, cleanText, comparable, type CleanQuestion } from './question-text.ts';
import { fieldTypeOf } from './question-type.ts';
import type { RawOption, RawQuestion } from './raw-form.ts';
import { isSensitive } from './sensitive.ts';

const QUESTIONS_MAX = 1000;
const QUESTION_MAX_LENGTH = 1000;

/** A question with what the page said about it. */
export interface BoundQuestion {
  question: Question;
  raw: RawQuestion;
}

interface Draft {
  raw: RawQuestion;
  text: string;
  clean: CleanQuestion;
  groups: string[];
  section: string;
}

/** Questions from what was read, in the order of the page. Throws {@link FormTooLarge} over 1000. */
export function assembleQuestions(raws: readonly RawQuestion[], step: number): BoundQuestion[] {
  const kept = mergeDateParts(raws).filter((raw) => raw.place !== 'prefill' && !asksForNothing(raw));
  if (kept.length > QUESTIONS_MAX) throw new FormTooLarge(`${kept.length} questions`);
  const drafts = disambiguate(kept.map((raw) => draft(raw, kept)));
  const shared = sharedMarks(kept);
  const ids = uniqueIds(drafts.map(({ raw, section, groups, text }) => durableName(raw, shared) ?? semanticId(section, groups, text, controlKind(raw))));
  return drafts.map((item, index) => ({ question: asQuestion(item, ids[index] as string, step), raw: item.raw }));
}

/** Marks for tests that stand at more than one question. */
function sharedMarks(raws: readonly RawQuestion[]): Set<string> {
  const counts = new Map<string, number>();
  for (const mark of raws.flatMap((raw) => [...new Set(raw.attributes.automation)])) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => count > 1).map(([mark]) => mark));
}

/** A trap for robots: the text beside it says to leave it empty. */
function asksForNothing(raw: RawQuestion): boolean {
  return raw.widget === 'input' && /\bleave (this|it)\b.{0,20}\b(blank|empty)\b|\bdo not fill\b/i.test(raw.label);
}

function draft(raw: RawQuestion, all: readonly RawQuestion[]): Draft {
  const source = raw.labelSource === 'name_attribute' ? humanName(raw.label) : raw.label;
  const clean = cleanQuestion(source, QUESTION_MAX_LENGTH);
  const names = raw.groups.map((group) => ({ ...group, name: cleanQuestion(group.name, 300).text })).filter((group) => group.name !== '' && comparable(group.name) !== comparable(clean.text));
  const shared = (key: number) => all.filter((other) => other.groups.some((group) => group.key === key)).length > 1;
  const own = names.at(-1);
  let text = clean.text;
  if (/^(checkbox|aria_checkbox)$/.test(raw.widget) && own !== undefined && !shared(own.key) && !clean.text.startsWith(own.name) && clean.text.split(' ').length <= 3) text = cleanText(`${own.name}: ${clean.text}`, QUESTION_MAX_LENGTH);
  const heading = cleanQuestion(raw.section, 300).text;
  const outer = names.find((group) => shared(group.key))?.name ?? '';
  const section = heading !== '' && comparable(heading) !== comparable(text) ? heading : outer;
  return { raw, text, clean, groups: names.map((group) => group.name), section };
}

/** "Month" of two groups, or "Yes" alone, says nothing: their groups (or section) come first. */
function disambiguate(drafts: readonly Draft[]): Draft[] {
  const counts = new Map<string, number>();
  for (const { text } of drafts) counts.set(comparable(text), (counts.get(comparable(text)) ?? 0) + 1);
  return drafts.map((item) => {
    const repeated = (counts.get(comparable(item.text)) ?? 0) > 1;
    const bare = /^(month|day|year|mm|dd|yyyy|yes|no|other|from|to|please specify)$/i.test(item.text);
    if (!repeated && !bare) return item;
    const groups = item.groups.filter((name, at) => !item.text.startsWith(name) && !(item.groups[at + 1] ?? '').startsWith(name));
    const path = groups.length > 0 ? (repeated ? groups : groups.slice(-1)) : repeated && item.section !== '' ? [item.section] : [];
    return path.length === 0 ? item : { ...item, text: cleanText(`${path.join(' – ')}: ${item.text}`, QUESTION_MAX_LENGTH) };
  });
}

function asQuestion(item: Draft, id: string, step: number): Question {
  const { raw, clean, groups, section } = item;
  const text = item.text === '' ? '(no label)' : item.text;
  const offered = raw.widget === 'date_parts' ? [] : optionLabels([...raw.options, ...chosenAlready(raw)]);
  const labels = /^(radio|aria_radio|checkbox_group)$/.test(raw.widget) ? withoutQuestion(offered, item.text) : offered;
  const searches = /^(combobox|mirrored_select)$/.test(raw.widget) && raw.optionsKnown && labels.length === 0;
  const type = fieldTypeOf(raw, { question: text, options: labels, searches });
  const choice = type === 'single_select' || type === 'yes_no' || type === 'multi_select';
  const required = raw.requiredGroup === undefined && (raw.required || ((raw.labelMarker || clean.required) && !clean.optional));
  const help = helpText(raw, text);
  const accept = cleanText(raw.accept, 500);
  const prefilled = prefilledValue(raw, type);
  return {
    id,
    question: text,
    type,
    ...(choice && labels.length > 0 ? { options: labels } : {}),
    required,
    sensitive: raw.sensitive === true || isSensitive({ question: text, type, section: section === '' ? null : section, groups, options: labels }),
    section: section === '' ? null : section,
    step,
    help,
    labelSource: raw.labelSource,
    ...(raw.maxLength !== null && (type === 'text' || type === 'textarea' || type === 'email' || type === 'phone' || type === 'url') ? { maxLength: raw.maxLength } : {}),
    ...(type === 'file' && accept !== '' ? { accept } : {}),
    ...(prefilled === null ? {} : { prefilled }),
    ...(raw.requiredGroup === undefined ? {} : { requiredGroup: raw.requiredGroup }),
  };
}

/** A list for several choices does not offer what is chosen already. */
function chosenAlready(raw: RawQuestion): RawOption[] {
  if (!raw.multiple || !Array.isArray(raw.value) || !/^(combobox|listbox_button)$/.test(raw.widget) || raw.options.length === 0) return [];
  const known = new Set(raw.options.map(({ label }) => label));
  return raw.value.filter((label) => !known.has(label)).map((label) => ({ label, value: '', ref: null, selected: true, placeholder: false }));
}

function helpText(raw: RawQuestion, question: string): string | null {
  const help = cleanText(raw.help, 2000);
  if (help !== '' && comparable(help) !== comparable(question)) return help;
  const placeholder = raw.widget === 'date_parts' ? '' : cleanText(raw.placeholder, 300);
  const telling = placeholder !== '' && comparable(placeholder) !== comparable(question) && !/^(select|choose|search|type|enter|your|please)\b/i.test(placeholder);
  return telling ? placeholder : null;
}

function prefilledValue(raw: RawQuestion, type: FieldType): Answer {
  const value = raw.widget === 'date_parts' ? datePartsValue(raw, (raw.parts ?? []).map(({ question }) => question.value)) : pageValue(raw, type, raw.value);
  if (value === null || value === false || (typeof value === 'object' && !Array.isArray(value))) return null;
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\u0000', '').slice(0, 50_000);
  return Array.isArray(value) ? value.slice(0, 500) : value;
}

/** `job_application[first_name]` → "first name", `firstName` → "first name". */
export function humanName(name: string): string {
  const last = /\[([^\][]+)\](?:\[\])?$/.exec(name)?.[1] ?? name;
  return last
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_.:[\]-]+/g, ' ')
    .trim()
    .toLowerCase();
}
