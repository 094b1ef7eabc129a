import type { ComparedField, ComparedSubmission, ComparisonView, Verdict } from '@countersign/contracts';
import type { Tone } from '../ui/Badge.tsx';
import { describeAnswer } from './answers.ts';

type HeldValue = NonNullable<ComparedField['submitted']>['value'];

export const VERDICT_WORDS: Record<Verdict, { text: string; tone: Tone }> = {
  matches: { text: 'As approved', tone: 'good' },
  differs: { text: 'Different on the page', tone: 'bad' },
  refused: { text: 'Refused by the page', tone: 'bad' },
  not_sent: { text: 'Not sent', tone: 'neutral' },
  unverified: { text: 'Sent, not recorded', tone: 'warn' },
};

export const OUTCOME_WORDS: Record<ComparedSubmission['outcome'], string> = {
  submitting: 'it is being sent',
  submitted: 'it was sent',
  failed: 'the page refused it',
  unknown: 'it is not known whether it was sent',
  not_submitted: 'it was not sent',
};

/** What a page held, as a person reads it; null: nothing. */
export function describeValue(value: HeldValue): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return describeAnswer(value);
  return value.sizeBytes === null ? value.name : describeAnswer({ ...value, sizeBytes: value.sizeBytes, mediaType: '', sha256: '' });
}

const HEADINGS = ['step', 'field', 'question', 'different', 'proposed', 'source', 'confidence', 'edits', 'approved', 'approved by', 'approved at', 'held by the page', 'verdict', 'message'];

/** RFC 4180, for a spreadsheet: with a byte order mark, and no cell that a spreadsheet would take for a formula. */
export function comparisonCsv({ steps }: ComparisonView): string {
  const rows = steps.flatMap(({ step, fields }) => fields.map((field) => csvRow(step, field)));
  return `\uFEFF${[HEADINGS, ...rows].map((cells) => cells.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

function csvRow(step: number, { fieldId, question, different, proposed, edits, approved, submitted, verdict, message }: ComparedField): string[] {
  return [
    String(step), fieldId, question, different ? 'yes' : '',
    describeAnswer(proposed?.answer ?? null) ?? '', proposed?.source ?? '', proposed?.confidence ?? '',
    edits.map(({ by, at, from, to }) => `${at} ${by}: ${describeAnswer(from) ?? 'no answer'} → ${describeAnswer(to) ?? 'no answer'}`).join('\n'),
    describeAnswer(approved?.answer ?? null) ?? '', approved?.by ?? '', approved?.at ?? '',
    submitted === null ? '' : (describeValue(submitted.value) ?? ''), verdict, message ?? '',
  ];
}

function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
