import type { Frame } from 'playwright-core';
import { within } from './deadline.ts';
import { actionOf } from './form-buttons.ts';
import { pageScript } from './page-script.ts';
import type { ShownAnswer } from './page-script/shown-answers.ts';
import { cleanText } from './question-text.ts';
import type { RawFrame } from './raw-form.ts';

const TIMEOUT_MS = 3_000;
const source = pageScript('shownAnswers()');

/** A frame without questions that is the last step of a wizard: it can only be sent. */
export function isReviewStep({ landmarks, steps, buttons }: RawFrame): boolean {
  const { current, total } = steps[0] ?? { current: 1, total: 1 };
  const last = landmarks.includes('workday-review') || (total > 1 && current === total);
  return last && buttons.some(({ text, place }) => place === 'form' && actionOf(text) === 'submit');
}

/** The answers that the step lists; empty when it does not say. */
export async function readShownAnswers(frame: Frame): Promise<ShownAnswer[]> {
  const read = (frame.evaluate(source) as Promise<ShownAnswer[]>).catch((): ShownAnswer[] => []);
  const answers = await within(read, TIMEOUT_MS, (): ShownAnswer[] => []);
  return answers.map(({ name, label, value }) => ({ name, label: cleanText(label, 1_000), value: cleanText(value, 10_000) }));
}
