import type { Question } from '@countersign/contracts';
import type { ElementHandle } from 'playwright-core';
import { dateInWords } from '../scraping/date-parts.ts';
import type { FormHandles } from '../scraping/form-handles.ts';
import { cleanOption } from '../scraping/question-options.ts';
import { comparable } from '../scraping/question-text.ts';
import { dateFormat } from '../scraping/question-type.ts';
import type { RawQuestion } from '../scraping/raw-form.ts';
import { typedDate } from './typed-text.ts';

export const ACTION_TIMEOUT_MS = 3_000;
const SUGGESTION_WAIT_MS = 2_000;
const GONE = 'the field is no longer on the page';

/** Types into a field as a person would; a field that looks something up takes the entry that is exactly the answer. */
export async function typeText(handles: FormHandles, raw: RawQuestion, question: Question, text: string): Promise<string | null> {
  const element = await handles.element(raw.ref);
  if (element === null) return GONE;
  if (raw.widget === 'rich_text') return writeRichText(handles, element, text);
  const looksUp = raw.widget === 'input' && text !== '' && question.type === 'text' && looksSomethingUp(raw);
  const typing = question.type === 'phone' ? await handles.reader.evaluate((reader, [ref, number]) => reader.dial(ref as number, number as string), [raw.ref, text] as const) : /^(number|range)$/.test(raw.inputType) ? text.replace(',', '.') : text;
  const typed = await element.fill(typing, { timeout: ACTION_TIMEOUT_MS }).then(
    () => true,
    () => false,
  );
  if (!typed) await handles.reader.evaluate((reader, [ref, value]) => reader.setText(ref as number, value as string), [raw.ref, typing]);
  if (looksUp) return takeSuggestion(handles, raw, element, text);
  if (typed) await leave(element);
  return null;
}

/** Leaving a field is when many scripts take over what was typed. */
function leave(element: ElementHandle<HTMLElement>): Promise<void> {
  return element.evaluate((control) => control.blur());
}

function looksSomethingUp({ autocomplete, placeholder, label, attributes }: RawQuestion): boolean {
  const names = `${attributes.name} ${attributes.id} ${attributes.automation.join(' ')} ${label}`;
  return autocomplete === 'off' || /\b(start typing|search|type to|begin typing)\b/i.test(placeholder) || /location|address|\bcity\b|town|place|school|university|college|autocomplete|typeahead/i.test(names);
}

/** Never the nearest: where the page only takes what it suggests, a field without the approved entry is left empty. */
async function takeSuggestion(handles: FormHandles, raw: RawQuestion, element: ElementHandle<HTMLElement>, text: string): Promise<string | null> {
  const { offered, bound } = await handles.reader.evaluate((reader, [ref, wait]) => reader.suggested(ref as number, wait as number), [raw.ref, SUGGESTION_WAIT_MS] as const);
  const letters = (label: string) => comparable(label).replace(/[^\p{L}\p{N}]/gu, '');
  const exact = offered.find(({ label }) => cleanOption(label) === text) ?? offered.find(({ label }) => letters(label) === letters(text));
  if (exact !== undefined) {
    await handles.reader.evaluate((reader, option) => reader.clickOption(option), exact.option);
    const held = await element.inputValue({ timeout: ACTION_TIMEOUT_MS });
    if (letters(held) !== letters(text)) await (await handles.element(exact.option))?.click({ timeout: ACTION_TIMEOUT_MS }).catch(() => undefined);
  } else if (bound && offered.length > 0) await element.fill('', { timeout: ACTION_TIMEOUT_MS });
  await leave(element);
  return exact !== undefined || offered.length === 0 ? null : `the page offers: ${offered.map(({ label }) => label).slice(0, 20).join(' | ')}`.slice(0, 1000);
}

/** Editors keep a model of their own and believe keys and input events only. */
async function writeRichText(handles: FormHandles, control: ElementHandle<HTMLElement>, text: string): Promise<string | null> {
  const frame = await control.contentFrame();
  const element = frame === null ? control : ((await frame.$('body')) as ElementHandle<HTMLElement> | null);
  if (element === null) return GONE;
  const { keyboard } = handles.page;
  await element.click({ timeout: ACTION_TIMEOUT_MS, position: { x: 4, y: 4 } }).catch(() => element.focus());
  await keyboard.press('ControlOrMeta+a');
  await keyboard.press('Delete');
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0) await keyboard.press('Enter');
    if (line !== '') await keyboard.insertText(line);
  }
  await leave(element);
  return null;
}

/** The formats that a calendar without a hint is tried with. */
const FORMATS = ['YYYY-MM-DD', 'MM/DD/YYYY', 'DD.MM.YYYY', 'DD/MM/YYYY'];

export async function fillDate(handles: FormHandles, raw: RawQuestion, answer: string): Promise<string | null> {
  const element = await handles.element(raw.ref);
  if (element === null) return GONE;
  if (answer === '') return (await element.fill('', { timeout: ACTION_TIMEOUT_MS }), null);
  if (raw.inputType === 'calendar' && (await handles.reader.evaluate((reader, [ref, date]) => reader.setDate(ref as number, date as string), [raw.ref, answer] as const))) return null;
  const hinted = raw.inputType !== 'calendar' || dateFormat(raw.placeholder) !== null;
  if (!hinted) return fillUnknownFormat(handles, raw, element, answer);
  const text = typedDate(raw, answer);
  if (text === null) return 'the page asks for a date in another precision';
  await element.fill(text, { timeout: ACTION_TIMEOUT_MS }).catch(() => handles.reader.evaluate((reader, [ref, value]) => reader.setText(ref as number, value as string), [raw.ref, text]));
  // Calendars take the text over when the field is left with the key, and close.
  await element.press('Tab', { timeout: ACTION_TIMEOUT_MS }).catch(() => leave(element));
  return null;
}

/** Tries formats until the calendar itself marks the wanted day: "03/04" alone says nothing. */
async function fillUnknownFormat(handles: FormHandles, raw: RawQuestion, element: ElementHandle<HTMLElement>, answer: string): Promise<string | null> {
  for (const placeholder of FORMATS) {
    const text = typedDate({ ...raw, placeholder, inputType: 'text' }, answer);
    if (text === null) continue;
    await element.click({ timeout: ACTION_TIMEOUT_MS }).catch(() => element.focus());
    await element.fill(text, { timeout: ACTION_TIMEOUT_MS });
    const marked = await handles.reader.evaluate((reader) => reader.chosenDay());
    await element.press('Tab', { timeout: ACTION_TIMEOUT_MS });
    if (dateInWords(marked) !== answer) continue;
    raw.placeholder = placeholder;
    return null;
  }
  await element.fill('', { timeout: ACTION_TIMEOUT_MS });
  return 'the calendar does not say in which form it takes a date';
}
