import type { CaptureNotice, FormField } from '@countersign/contracts';
import type { ShownAnswer } from '../scraping/page-script/shown-answers.ts';
import { compareReview } from '../submitting/compare-review.ts';
import type { FormRead } from './domain/capture.ts';

const NOTICES_MAX = 50;

/** The last step of a wizard with what its reviewer has to know: which approved answers it shows otherwise, and which it does not show. */
export function withReviewNotices(form: FormRead, review: readonly ShownAnswer[] | null, fields: readonly FormField[]): FormRead {
  if (review === null) return form;
  const { differences, notShown } = compareReview(fields.filter(({ step }) => step < form.step), review);
  const notices = differences.map(({ fieldId, question, expected, actual }): CaptureNotice => ({
    kind: 'other', fieldId, message: `“${short(question)}” is shown as ${quoted(actual)}; approved was ${quoted(expected)}.`.slice(0, 500),
  }));
  if (notShown.length > 0) notices.push({ kind: 'incomplete', fieldId: null, message: `The page does not show again, so it could not be compared: ${notShown.map(short).join(', ')}.`.slice(0, 500) });
  const all = [...(form.notices ?? []), ...notices].slice(0, NOTICES_MAX);
  return all.length === 0 ? form : { ...form, notices: all };
}

function short(text: string | null): string {
  return (text ?? '').length <= 80 ? (text ?? '') : `${(text ?? '').slice(0, 79)}…`;
}

function quoted(text: string | null): string {
  return text === null ? 'empty' : `“${short(text)}”`;
}
