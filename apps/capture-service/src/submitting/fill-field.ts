import type { Answer, Question } from '@countersign/contracts';
import { monthNumber } from '../scraping/date-parts.ts';
import { delay } from '../scraping/deadline.ts';
import type { FormHandles } from '../scraping/form-handles.ts';
import { pageValue } from '../scraping/page-value.ts';
import { cleanOption } from '../scraping/question-options.ts';
import { comparable } from '../scraping/question-text.ts';
import type { RawQuestion } from '../scraping/raw-form.ts';
import { sameValue } from './compare.ts';
import { ACTION_TIMEOUT_MS, fillDate, typeText } from './fill-text.ts';
import { datePartsOf } from './typed-text.ts';

const LIST_WAIT_MS = 1_500;
const SEARCH_WAIT_MS = 4_000;
const VALUE_WAIT_MS = 600;

/** Fills one answer into its controls; the reason when it could not be done, null when it was. */
export async function fillField(handles: FormHandles, raw: RawQuestion, question: Question, answer: Answer): Promise<string | null> {
  if (answer === null) return null;
  if (typeof answer === 'boolean') return check(handles, raw, answer);
  if (Array.isArray(answer)) return chooseAll(handles, raw, answer);
  if (typeof answer !== 'string') return 'the answer does not fit the field';
  if (raw.widget === 'date_parts') return fillDateParts(handles, raw, question, answer);
  if (question.type === 'date') return fillDate(handles, raw, answer);
  if (raw.widget === 'combobox' && question.type === 'text') return search(handles, raw, raw.ref, answer);
  if (raw.widget === 'mirrored_select' && question.type === 'text') return searchReplacement(handles, raw, answer);
  if (question.type === 'single_select' || question.type === 'yes_no') return choose(handles, raw, question, answer);
  return typeText(handles, raw, question, answer);
}

async function check(handles: FormHandles, raw: RawQuestion, wanted: boolean): Promise<string | null> {
  const value = () => handles.reader.evaluate((reader, ref) => reader.value(ref), raw.ref);
  if ((await value()) === wanted) return null;
  await handles.reader.evaluate((reader, ref) => reader.toggle(ref), raw.ref);
  if ((await value()) === wanted) return null;
  const element = await handles.element(raw.ref);
  await element?.click({ timeout: ACTION_TIMEOUT_MS });
  return (await value()) === wanted ? null : 'the box did not take the answer';
}

/** The label as the page writes it, for an answer that is stored cleaned. */
function pageLabel(raw: RawQuestion, label: string, question = ''): string {
  const found = raw.options.find((option) => cleanOption(option.label) === label) ?? raw.options.find((option) => cleanOption(option.label).toLowerCase().endsWith(label.toLowerCase()) && cleanOption(option.label).toLowerCase().startsWith(question.toLowerCase()) && question !== '');
  return found?.label ?? label;
}

async function choose(handles: FormHandles, raw: RawQuestion, question: Question, answer: string): Promise<string | null> {
  const label = pageLabel(raw, answer, question.question);
  if (opensList(raw)) return chooseInList(handles, raw, label);
  const done = await handles.reader.evaluate((reader, [ref, labels]) => reader.choose(ref as number, labels as readonly string[]), [raw.ref, [label]] as const);
  if (done || raw.widget === 'select' || raw.widget === 'mirrored_select') return done ? null : 'the page does not offer this option';
  const option = raw.options.find((candidate) => candidate.label === label);
  if (option?.ref === undefined || option.ref === null) return 'the page does not offer this option';
  const element = await handles.element(option.ref);
  await element?.click({ timeout: ACTION_TIMEOUT_MS, force: true });
  return null;
}

function opensList(raw: RawQuestion): boolean {
  return raw.widget === 'combobox' || raw.widget === 'listbox_button' || raw.widget === 'listbox';
}

async function chooseAll(handles: FormHandles, raw: RawQuestion, answer: readonly string[]): Promise<string | null> {
  const labels = answer.map((label) => pageLabel(raw, label));
  if (!opensList(raw)) {
    const done = await handles.reader.evaluate((reader, [ref, wanted]) => reader.choose(ref as number, wanted as readonly string[]), [raw.ref, labels] as const);
    return done ? null : 'the page does not offer all of these options';
  }
  await handles.reader.evaluate((reader, [ref, wanted]) => reader.removeOthers(ref as number, wanted as readonly string[]), [raw.ref, labels] as const);
  let problem: string | null = null;
  for (const surplus of (await shown(handles, raw)).filter((label) => !labels.map(cleanOption).includes(label))) await takeBack(handles, raw, surplus);
  for (const label of labels) problem = (await chooseInList(handles, raw, label)) ?? problem;
  return problem;
}

/** First with the events a pointer sends, as the options were read; then with a real click. */
async function chooseInList(handles: FormHandles, raw: RawQuestion, label: string): Promise<string | null> {
  if (await holds(handles, raw, label, 0)) return null;
  let offered: string[] = [];
  for (const real of [false, true]) {
    const found = await handles.reader.evaluate((reader, [ref, text, wait]) => reader.locate(ref as number, text as string, wait as number), [raw.ref, label, LIST_WAIT_MS] as const);
    offered = found.offered;
    if (!found.opened && real) await (await handles.element(raw.ref))?.click({ timeout: ACTION_TIMEOUT_MS }).catch(() => undefined);
    if (found.option === null) continue;
    if (real) await (await handles.element(found.option))?.click({ timeout: ACTION_TIMEOUT_MS }).catch(() => undefined);
    else await handles.reader.evaluate((reader, option) => reader.clickOption(option), found.option);
    if (await holds(handles, raw, label, VALUE_WAIT_MS)) {
      await handles.reader.evaluate((reader, ref) => reader.close(ref), raw.ref);
      return null;
    }
  }
  // A long list loads what is typed, and only that.
  if (raw.widget === 'combobox' && !offered.includes(label)) {
    const problem = await search(handles, raw, raw.ref, label);
    if (await holds(handles, raw, label, VALUE_WAIT_MS)) return null;
    if (problem !== null) return problem;
  }
  await handles.reader.evaluate((reader, ref) => reader.close(ref), raw.ref);
  return offered.length === 0 ? 'the list could not be opened' : offered.includes(label) ? 'the list did not take the option' : `the page offers: ${offered.slice(0, 20).join(' | ')}`.slice(0, 1000);
}

async function holds(handles: FormHandles, raw: RawQuestion, label: string, waitMs: number): Promise<boolean> {
  const until = performance.now() + waitMs;
  for (let turn = 0; ; turn += 1) {
    if ((await shown(handles, raw)).includes(cleanOption(label))) return true;
    if (performance.now() >= until && turn >= waitMs / 50) return false;
    await delay(25);
  }
}

/** What a list shows as chosen. */
async function shown(handles: FormHandles, raw: RawQuestion): Promise<string[]> {
  const value = await handles.reader.evaluate((reader, ref) => reader.value(ref), raw.ref);
  const held = raw.multiple && typeof value === 'string' ? pageValue(raw, 'multi_select', value) : value;
  return (Array.isArray(held) ? held : typeof held === 'string' ? [held] : []).map(cleanOption);
}

/** A list without chips gives up an entry when it is chosen once more. */
async function takeBack(handles: FormHandles, raw: RawQuestion, label: string): Promise<void> {
  const { option } = await handles.reader.evaluate((reader, [ref, text, wait]) => reader.locate(ref as number, text as string, wait as number), [raw.ref, label, LIST_WAIT_MS] as const);
  if (option !== null) await handles.reader.evaluate((reader, index) => reader.clickOption(index), option);
}

/** A list that is filled by what is typed: type, and take the entry that is exactly this; never another one. */
async function search(handles: FormHandles, raw: RawQuestion, input: number, answer: string): Promise<string | null> {
  const element = await handles.element(input);
  if (element === null) return 'the field is no longer on the page';
  if (answer !== '' && (await holds(handles, raw, answer, 0))) return null;
  await element.fill(answer, { timeout: ACTION_TIMEOUT_MS });
  const offered = await handles.reader.evaluate((reader, [ref, wait]) => reader.offered(ref as number, wait as number), [input, SEARCH_WAIT_MS] as const);
  const exact = offered.find(({ label }) => cleanOption(label) === answer) ?? offered.find(({ label }) => comparable(label) === comparable(answer));
  if (exact !== undefined) {
    await handles.reader.evaluate((reader, option) => reader.clickOption(option), exact.option);
    if (!(await holds(handles, raw, exact.label, VALUE_WAIT_MS))) await (await handles.element(exact.option))?.click({ timeout: ACTION_TIMEOUT_MS }).catch(() => undefined);
  }
  await handles.reader.evaluate((reader, ref) => reader.close(ref), raw.ref);
  await element.evaluate((control) => control.blur());
  if (exact !== undefined || offered.length === 0) return null;
  return `the page offers: ${offered.map(({ label }) => label).slice(0, 20).join(' | ')}`.slice(0, 1000);
}

/** A select that is empty until something is typed into what stands in its place. */
async function searchReplacement(handles: FormHandles, raw: RawQuestion, answer: string): Promise<string | null> {
  if (answer !== '' && (await holds(handles, raw, answer, 0))) return null;
  const input = await handles.reader.evaluate((reader, [ref, wait]) => reader.openSearch(ref as number, wait as number), [raw.ref, LIST_WAIT_MS] as const);
  return input === null ? 'the list could not be opened' : search(handles, raw, input, answer);
}

async function fillDateParts(handles: FormHandles, raw: RawQuestion, question: Question, answer: string): Promise<string | null> {
  const parts = datePartsOf(answer);
  if (parts === null) return 'the answer is no date';
  for (const { part, question: control } of raw.parts ?? []) {
    const text = parts[part];
    if (text === undefined) return 'the page asks for a day as well';
    const problem = opensList(control) || /^(select|mirrored_select)$/.test(control.widget) ? await choosePart(handles, control, part, text) : await typePart(handles, control, question, text);
    if (problem !== null) return problem;
  }
  return null;
}

async function choosePart(handles: FormHandles, raw: RawQuestion, part: string, text: string): Promise<string | null> {
  const number = Number(text);
  const option = raw.options.find(({ label, placeholder }) => !placeholder && (part === 'month' ? monthNumber(label) === number : Number(label.replace(/\D/g, '')) === number));
  if (option === undefined) return `the page does not offer ${text}`;
  if (opensList(raw)) return chooseInList(handles, raw, option.label);
  const done = await handles.reader.evaluate((reader, [ref, labels]) => reader.choose(ref as number, labels as readonly string[]), [raw.ref, [option.label]] as const);
  return done ? null : `the page does not offer ${text}`;
}

/** Spin buttons take digits one by one; plain inputs take them as well. */
async function typePart(handles: FormHandles, raw: RawQuestion, question: Question, text: string): Promise<string | null> {
  // Drawn from a script's state: keys only, nothing is written into it.
  const drawn = raw.role === 'spinbutton' && !/^(text|tel|number|)$/.test(raw.inputType);
  const problem = drawn ? null : await typeText(handles, raw, question, text);
  const value = await handles.reader.evaluate((reader, ref) => reader.value(ref), raw.ref);
  const held = value === null ? null : pageValue(raw, 'number', value);
  if (problem !== null || sameValue({ type: 'number' }, text, held)) return problem;
  const element = await handles.element(raw.ref);
  await element?.focus();
  await handles.page.keyboard.type(text);
  await element?.evaluate((control) => control.blur());
  return null;
}
