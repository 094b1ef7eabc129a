import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Answer } from '@countersign/contracts';
import type { GalleryField, ReceivedForm } from './gallery.fixture.ts';

/** A made-up question with an answer that its control can hold, and what the server must get for it. */
export interface GeneratedField {
  readonly field: GalleryField;
  readonly answer: Answer;
  readonly sent: ReceivedForm[string];
  /** Of a file answer. */
  readonly bytes?: Buffer;
}

const PHRASES = ['Ada', '"quoted"', "O'Neil", '<b>bold</b>', '& more', 'naïve', 'e\u0301', 'Straße', '日本語の文', 'שלום עולם', 'مرحبا بالعالم', '🚀', '👩‍👩‍👧', '1 < 2', '50 %', 'C:\\temp', '{"a": [1]}', 'a\u00a0b', '—', '\u202bRTL\u202c', "'; DROP TABLE", '${x}', '  two  '];
const phrase = fc.oneof(fc.constantFrom(...PHRASES), fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '')));
const edge = fc.constantFrom('', '', ' ', '  ');
/** One line, with spaces at its ends now and then. */
const line = fc.tuple(edge, fc.constantFrom('Grace', 'Zoë', 'x'), fc.array(phrase, { maxLength: 4 }), edge).map(([before, word, rest, after]) => `${before}${[word, ...rest].join(' ')}${after}`);
const lines = fc.oneof({ weight: 5, arbitrary: fc.array(fc.oneof(line, fc.constant('')), { minLength: 1, maxLength: 5 }).map((texts) => `Dear all\n${texts.join('\n')}`) }, { weight: 1, arbitrary: fc.constant(`${'A long text. '.repeat(400)}End`) });
/** Editors make no promise about spaces at the ends of lines or about several in a row. */
const paragraphs = fc.array(fc.constantFrom(...PHRASES.map((text) => text.replace(/[\s\u00a0]+/g, ' ').trim()).filter((text) => !/[\u202b\u202c]/.test(text))), { minLength: 1, maxLength: 4 }).map((texts) => texts.join('\n'));
const options = fc.uniqueArray(fc.constantFrom('Ja, gerne', 'Maybe "later"', 'Ünïcode', '日本', 'العربية', '3–5 years', 'A & B', 'C++ / C#', 'O’Brien', '🚀 Rocket', 'Less than 1', '$100,000+', 'Berlin, Germany', 'Yes, always', 'Not yet'), { minLength: 2, maxLength: 8 });
const day = fc.tuple(fc.integer({ min: 1995, max: 2029 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([year, month, date]) => `${year}-${two(month)}-${two(date)}`);
const two = (number: number) => String(number).padStart(2, '0');

type Case = (name: string, label: string) => fc.Arbitrary<GeneratedField>;
const text = (kind: string, values: fc.Arbitrary<string>, sent: (answer: string) => string = (answer) => answer): Case => (name, label) =>
  values.map((answer) => ({ field: { kind, name, label }, answer, sent: [sent(answer)] }));
const choice = (kind: string): Case => (name, label) =>
  options.chain((labels) => fc.constantFrom(...labels).map((answer) => ({ field: { kind, name, label, options: labels }, answer, sent: [answer] })));
const choices = (kind: string, ordered: boolean): Case => (name, label) =>
  options.chain((labels) => fc.shuffledSubarray(labels, { minLength: 1 }).map((answer) => ({ field: { kind, name, label, options: labels }, answer, sent: ordered ? labels.filter((option) => answer.includes(option)) : answer })));
const box = (kind: string): Case => (name, label) => fc.boolean().map((answer) => ({ field: { kind, name, label: `${label}: I agree` }, answer, sent: answer ? ['on'] : [] }));
const file = (kind: string): Case => (name, label) =>
  fc.tuple(fc.uint8Array({ minLength: 1, maxLength: 2_000 }), fc.constantFrom('résumé.pdf', 'my cv (final).pdf', '履歴書.pdf')).map(([content, fileName]) => {
    const bytes = Buffer.from(content);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { field: { kind, name, label }, bytes, answer: { name: fileName, mediaType: 'application/pdf', sha256, sizeBytes: bytes.length }, sent: [{ name: fileName, sha256 }] };
  });
const usDate = (iso: string) => `${iso.slice(5, 7)}/${iso.slice(8)}/${iso.slice(0, 4)}`;
const phone = fc.constantFrom('+49 170 1234567', '+1 (415) 555-0100', '0043 660 123456', '030 123456');

/** Every kind of widget of the gallery. */
export const KINDS: readonly Case[] = [
  text('text', line), text('textarea', lines), text('number', fc.oneof(fc.integer({ min: -999, max: 200_000 }).map(String), fc.constant('12.50'))), text('range', fc.integer({ min: 0, max: 100 }).map(String)),
  text('email', fc.constantFrom('ada@mail.example', 'a.b+c@sub.example.org')), text('url', fc.constantFrom('https://ada.example/me?a=1&b=2#x', 'http://x.example')), text('phone', phone),
  text('date', day), text('month', day.map((iso) => iso.slice(0, 7))), text('date_text', day, usDate), text('react_datepicker', day), text('flatpickr', day), text('flatpickr_alt', day),
  text('month_year', day.map((iso) => iso.slice(0, 7))), text('spin_date', day.map((iso) => iso.slice(0, 7))), text('masked', fc.constant('+1 415 555 0100'), () => '(415) 555-0100'), ...['phone_intl', 'phone_intl_code'].map((kind) => text(kind, fc.constantFrom('+491701234567', '+14155550100', '+442079460000'))),
  text('rich_text', paragraphs), text('frame_editor', paragraphs), text('shadow_text', line),
  ...['select', 'radio', 'aria_radio', 'virtual_list', 'react_select', 'react_select_async', 'mui_autocomplete', 'mui_select', 'headless_listbox', 'headless_combobox', 'headless_radio', 'downshift_select', 'downshift_combobox', 'select2', 'select2_search', 'shadow_select'].map(choice),
  choices('select_multiple', true), choices('checkboxes', true), choices('react_select_multi', false), choices('mui_autocomplete_multi', false), choices('mui_select_multi', false), choices('select2_multi', true),
  ...['consent', 'aria_switch', 'aria_checkbox', 'headless_switch'].map(box), file('file'), file('dropzone'),
  (name, label) => fc.constantFrom('Yes', 'No').map((answer) => ({ field: { kind: 'toggle', name, label, options: ['Yes', 'No'] }, answer, sent: [answer] })),
  (name, label) => fc.constantFrom('Berlin, Germany', 'Berlin, New Hampshire', 'Bern, Switzerland').map((answer) => ({ field: { kind: 'location', name, label, options: ['Berlin, Germany', 'Berlin, New Hampshire', 'Bern, Switzerland'] }, answer, sent: [`${answer}@${['Berlin, Germany', 'Berlin, New Hampshire', 'Bern, Switzerland'].indexOf(answer)}.5,${['Berlin, Germany', 'Berlin, New Hampshire', 'Bern, Switzerland'].indexOf(answer)}.25`] })),
];

const WORDS = ['Team', 'Übung', 'Motivation', 'Werkzeug', 'Projet', 'Tarea', 'Kärcher', 'Detail'];

/** Forms of several questions each; every kind comes up in turn, so that a hundred forms have each of them many times. */
export function generatedForms(count: number, fieldsEach: number, seed: number): GeneratedField[][] {
  const kindAt = (index: number) => KINDS[index % KINDS.length]!;
  return Array.from({ length: count }, (_, form) => {
    const fields = Array.from({ length: fieldsEach }, (_unused, at) => kindAt(form * fieldsEach + at)(`q${form}_${at}`, `${WORDS[(form + at) % WORDS.length]} ${at + 1}`));
    return fc.sample(fc.tuple(...fields), { numRuns: 1, seed: seed + form })[0]!;
  });
}
