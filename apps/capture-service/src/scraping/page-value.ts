import type { FieldType } from '@countersign/contracts';
import { dateInWords, isoDate } from './date-parts.ts';
import { cleanOption, isFramed, isPlaceholderLabel } from './question-options.ts';
import { dateFormat } from './question-type.ts';
import type { RawQuestion, RawValue } from './raw-form.ts';

/** A file as the page holds it; `sizeBytes` null: the page shows its name only. */
export interface PageFile {
  name: string;
  sizeBytes: number | null;
}
/** What a field of the page holds, in the terms of an answer; null: nothing. */
export type PageValue = string | boolean | string[] | PageFile | null;

/** A raw value in the terms of the field's type. */
export function pageValue(raw: RawQuestion, type: FieldType, value: RawValue): PageValue {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'object' && !Array.isArray(value)) {
    const file = value.files[0];
    return file === undefined ? null : { name: file.name, sizeBytes: file.sizeBytes < 0 ? null : file.sizeBytes };
  }
  if (type === 'single_select' || type === 'yes_no' || type === 'multi_select') return choices(raw, type, value);
  const text = Array.isArray(value) ? value.join(', ') : value;
  if (type === 'date') return dateText(raw, text);
  if (type === 'textarea') return text.replace(/\r\n?/g, '\n').trim() === '' ? null : text.replace(/\r\n?/g, '\n');
  return text.trim() === '' ? null : text;
}

function choices(raw: RawQuestion, type: FieldType, value: string | string[]): PageValue {
  const known = new Map(raw.options.map((option, index) => [cleanOption(option.label), option.placeholder || (index === 0 && (isPlaceholderLabel(option.label) || isFramed(option.label)))]));
  const labels = (Array.isArray(value) ? value : type === 'multi_select' ? joinedLabels(cleanOption(value), [...known.keys()]) : [value])
    .map(cleanOption)
    .filter((label) => label !== '' && known.get(label) !== true && (known.has(label) || !isPlaceholderLabel(label)));
  if (type === 'multi_select') return labels.length === 0 ? null : labels;
  return labels[0] ?? null;
}

/** "Go, Rust" of a list that shows what is chosen as one text: its options, where it is made of them and nothing else. */
function joinedLabels(text: string, known: readonly string[]): string[] {
  if (known.includes(text)) return [text];
  for (const label of known.filter((candidate) => candidate !== '' && text.startsWith(candidate)).sort((a, b) => b.length - a.length)) {
    const rest = /^\s*[,;]\s*(.+)$/.exec(text.slice(label.length))?.[1];
    const others = rest === undefined ? [] : joinedLabels(rest, known);
    if (others.length > 0 && others.every((other) => known.includes(other))) return [label, ...others];
  }
  return [text];
}

function dateText(raw: RawQuestion, text: string): string | null {
  const value = text.trim();
  if (value === '') return null;
  const format = raw.widget === 'input' && raw.inputType !== 'date' && raw.inputType !== 'month' ? dateFormat(raw.placeholder) : null;
  if (format === null) return raw.inputType === 'calendar' ? (dateInWords(value) ?? value) : value;
  const pieces = value.split(/[^\d]+/);
  const parts = Object.fromEntries(format.parts.map((part, index) => [part, pieces[index] ?? '']));
  return isoDate(parts) ?? value;
}

/** Of a date in several controls: their values by part. */
export function datePartsValue(raw: RawQuestion, values: readonly RawValue[]): string | null {
  const parts = Object.fromEntries((raw.parts ?? []).map(({ part, question }, index) => [part, partText(question, values[index] ?? '')]));
  const texts = Object.values(parts);
  if (texts.every((text) => text === '')) return null;
  return isoDate(parts) ?? texts.join('-');
}

function partText(question: RawQuestion, value: RawValue): string {
  const chosen = choicesText(value);
  return isPlaceholderLabel(chosen) || /^(mm|dd|yyyy|month|day|year)$/i.test(chosen) || question.options.some((option) => option.placeholder && cleanOption(option.label) === chosen) ? '' : chosen;
}

function choicesText(value: RawValue): string {
  if (typeof value === 'string') return value.trim();
  return Array.isArray(value) ? cleanOption(value[0] ?? '') : '';
}
