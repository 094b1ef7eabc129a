import type { PageError } from '@countersign/contracts';
import type { JSHandle } from 'playwright-core';
import { adapterNamed } from '../scraping/adapters/choose-adapter.ts';
import { assembleQuestions } from '../scraping/assemble-questions.ts';
import { chooseForm } from '../scraping/choose-form.ts';
import { delay, within } from '../scraping/deadline.ts';
import { refsOf } from '../scraping/form-handles.ts';
import { readFrames } from '../scraping/frame-reader.ts';
import type { Reader } from '../scraping/page-script/reader.ts';
import type { PersonNeed } from '../scraping/page-script/person-needed.ts';
import { cleanText } from '../scraping/question-text.ts';
import { isReviewStep } from '../scraping/review-step.ts';
import type { SeenConfirmation } from './confirmation.ts';
import { aroundLine, confirmingLine, isConfirmationAddress, thankingLine } from './confirmation-text.ts';
import { shownLines } from './page-text.ts';
import { personNeedOf } from './person-need.ts';
import type { Pressed, SentRequest } from './press.ts';

export type Outcome =
  | { outcome: 'submitted'; evidence: SeenConfirmation }
  | { outcome: 'next_step' }
  | { outcome: 'refused'; errors: PageError[] }
  /** Not taken yet: the page wants a person for this. */
  | { outcome: 'needs_person'; need: PersonNeed }
  /** For a person to resolve. */
  | { outcome: 'unknown'; detail: string };

export interface ObserveOptions {
  /** Default 45 000. */
  timeoutMs?: number;
}

const POLL_MS = 150;
/** A page without form and without a known confirmation is watched this long, in case one appears, and is looked at so often: a look takes its time on a busy machine. */
const BLANK_WAIT_MS = 8_000;
const BLANK_LOOKS = 8;
/** The page has no form any more and the server said that it took it: a word on the page would be there by now. */
const TAKEN_WAIT_MS = 2_000;
/** An answer of the server without a word on the page. */
const SILENT_REFUSAL_MS = 3_000;
const ERRORS_MAX = 200;

/** What the page looks like after the click. */
interface Look {
  lines: string[];
  /** same: the form that was filled is there; other: another form; none: no form. */
  form: 'same' | 'other' | 'none';
  errors: PageError[];
  native: PageError[];
  need: PersonNeed | null;
}

/**
 * What the click did: a confirmation, the next step, errors that the page shows, or, after the time, unknown. Says
 * "submitted" and "refused" only for what stood on the page in two looks in a row.
 */
export async function observe(pressed: Pressed, { timeoutMs = 45_000 }: ObserveOptions = {}): Promise<Outcome> {
  const deadline = pressed.pressedAt + timeoutMs;
  let blankSince: number | null = null;
  let blankLooks = 0;
  let last = '';
  try {
    for (;;) {
      if (pressed.page.isClosed()) return unknown(pressed, 'the tab was closed');
      const look = await lookAt(pressed);
      const verdict = judge(pressed, look);
      const key = verdict === null ? '' : verdict.outcome === 'refused' ? JSON.stringify(verdict) : verdict.outcome;
      if (verdict !== null && key === last) return verdict;
      last = key;
      blankSince = look.form === 'none' && verdict === null ? (blankSince ?? performance.now()) : null;
      blankLooks = blankSince === null ? 0 : blankLooks + 1;
      const taken = blankSince === null || performance.now() - blankSince < TAKEN_WAIT_MS || pending(pressed) ? undefined : pressed.sent.find((request) => request.taken);
      if (taken !== undefined) return { outcome: 'submitted', evidence: { finalUrl: pressed.page.url().slice(0, 2_000), confirmationText: `The form is gone, and the server answered that it has it: ${describeSent(taken)}` } };
      if (blankSince !== null && blankLooks >= BLANK_LOOKS && performance.now() - blankSince > BLANK_WAIT_MS && !pending(pressed)) return unknown(pressed, 'the form is gone, but nothing on the page confirms that it arrived');
      if (performance.now() > deadline) return unknown(pressed, look.form === 'same' ? 'the form still stands there' : 'the page said nothing that could be understood');
      await delay(POLL_MS);
    }
  } finally {
    pressed.release();
  }
}

function judge(pressed: Pressed, look: Look): Outcome | null {
  const { before, page, action } = pressed;
  const submitted = (line: string): Outcome => ({ outcome: 'submitted', evidence: { finalUrl: page.url().slice(0, 2_000), confirmationText: aroundLine(look.lines, line) } });
  const { confirms = {} } = adapterNamed(pressed.scraped.adapter);
  const confirmed = confirmingLine(look.lines, before.lines) ?? (action === 'submit' ? (look.lines.find((line) => confirms.line?.test(line) === true && !before.lines.has(line)) ?? null) : null);
  if (confirmed !== null && (look.form !== 'same' || look.errors.length === 0)) return submitted(confirmed);
  if (look.need !== null) return { outcome: 'needs_person', need: look.need };
  if (look.form === 'none') {
    const thanks = thankingLine(look.lines, before.lines);
    if (thanks !== null && !pending(pressed)) return submitted(thanks);
    const moved = page.url() !== before.url && (isConfirmationAddress(page.url()) || (action === 'submit' && confirms.address?.test(new URL(page.url()).pathname) === true));
    return moved && look.lines[0] !== undefined ? submitted(look.lines[0]) : null;
  }
  if (look.form === 'other') return pending(pressed) ? null : { outcome: 'next_step' };
  if (pending(pressed)) return null;
  if (look.errors.length > 0) return { outcome: 'refused', errors: look.errors };
  if (look.native.length > 0 && pressed.sent.length === 0 && page.url() === before.url) return { outcome: 'refused', errors: look.native };
  const refusal = action === 'submit' || action === 'continue' ? silentRefusal(pressed) : null;
  return refusal === null ? null : { outcome: 'refused', errors: [{ fieldId: null, message: refusal }] };
}

/** Something is still on its way to the server. */
function pending(pressed: Pressed): boolean {
  return pressed.sent.some(({ status, failed }) => status === null && !failed);
}

/** The form stands there and every request that it sent to its own site was refused (4xx). */
function silentRefusal({ sent, pressedAt, scraped }: Pressed): string | null {
  if (performance.now() - pressedAt < SILENT_REFUSAL_MS) return null;
  const hosts = [scraped.url, scraped.handles.frame.url()].filter((url) => URL.canParse(url)).map((url) => new URL(url).hostname);
  const own = sent.filter(({ url }) => URL.canParse(url) && hosts.includes(new URL(url).hostname));
  const refused = own.filter(({ status }) => status !== null && status >= 400 && status < 500);
  return own.length > 0 && refused.length === own.length && sent.length === own.length ? `The server refused the form (${refused[0]?.status ?? 400}).` : null;
}

async function lookAt(pressed: Pressed): Promise<Look> {
  const [lines, need] = await Promise.all([shownLines(pressed.page), personNeedOf(pressed.page)]);
  const { handles } = pressed.scraped;
  const outcome = handles.frame.isDetached() ? null : await within(handles.reader.evaluate((reader, refs) => reader.outcome(refs), handles.refs()).catch(() => null), 3_000, () => null);
  if (outcome !== null && outcome.units > 0 && outcome.shown >= Math.max(1, Math.ceil(outcome.units / 2))) {
    const fieldOf = (ref: number | null) => (ref === null ? null : (handles.questions.find(({ raw }) => refsOf(raw).includes(ref))?.question.id ?? null));
    const errors = outcome.errors.filter(({ ref, message }) => !pressed.before.errors.has(`${ref}:${message}`)).map(({ ref, message }) => pageError(fieldOf(ref), message));
    return { lines, need, form: 'same', errors: errors.slice(0, ERRORS_MAX), native: outcome.native.map(({ ref, message }) => pageError(fieldOf(ref), message)) };
  }
  return { lines, need, ...(await readAgain(pressed)) };
}

/** The controls went away: another step, the same form drawn anew (with its errors), or no form. */
async function readAgain(pressed: Pressed): Promise<Omit<Look, 'lines' | 'need'>> {
  const readings = await readFrames(pressed.page, 5_000).catch(() => []);
  try {
    const chosen = chooseForm(readings.map(({ raw }) => raw));
    const reading = readings[chosen?.frame ?? 0];
    const review = readings.find(({ raw }) => isReviewStep(raw));
    if ((chosen === null || chosen.questions.length === 0) && review !== undefined) return pressed.scraped.review === null ? { form: 'other', errors: [], native: [] } : { form: 'same', errors: await newErrors(pressed, review.reader), native: [] };
    if (chosen === null || chosen.questions.length === 0 || reading === undefined) return { form: 'none', errors: [], native: [] };
    const bound = assembleQuestions(chosen.questions, pressed.scraped.step);
    const known = new Set(pressed.scraped.questions.map(({ id }) => id));
    const same = bound.filter(({ question }) => known.has(question.id)).length;
    if (same < Math.ceil(Math.min(known.size, bound.length) / 2)) return { form: 'other', errors: [], native: [] };
    const outcome = await within(reading.reader.evaluate((reader, refs) => reader.outcome(refs), bound.flatMap(({ raw }) => refsOf(raw))).catch(() => null), 3_000, () => null);
    const fieldOf = (ref: number | null) => (ref === null ? null : (bound.find(({ raw }) => refsOf(raw).includes(ref))?.question.id ?? null));
    const errors = (outcome?.errors ?? []).map(({ ref, message }) => pageError(fieldOf(ref), message));
    return { form: 'same', errors: errors.slice(0, ERRORS_MAX), native: [] };
  } finally {
    await Promise.all(readings.map(({ reader }) => reader.dispose().catch(() => undefined)));
  }
}

function describeSent({ method, url, status, failed }: SentRequest): string {
  return `${method} ${URL.canParse(url) ? new URL(url).host + new URL(url).pathname : url}: ${failed ? 'failed' : (status ?? 'no answer')}`;
}

/** Errors that stand on a page without questions. */
async function newErrors({ before }: Pressed, reader: JSHandle<Reader>): Promise<PageError[]> {
  const outcome = await within(reader.evaluate((self) => self.outcome([])).catch(() => null), 3_000, () => null);
  return (outcome?.errors ?? []).filter(({ ref, message }) => !before.errors.has(`${ref}:${message}`)).map(({ message }) => pageError(null, message)).slice(0, ERRORS_MAX);
}

function pageError(fieldId: string | null, message: string): PageError {
  return { fieldId, message: cleanText(message, 1_000) };
}

function unknown({ sent, dialogs, doubt, page, before }: Pressed, reason: string): Outcome {
  const answers = sent.slice(0, 5).map(describeSent);
  const parts = [reason, ...(doubt === null ? [] : [doubt]), ...(answers.length === 0 ? ['nothing was seen being sent'] : [`sent: ${answers.join(', ')}`]), ...dialogs.map((text) => `the page said: ${text}`), ...(page.url() === before.url ? [] : [`now at ${page.url().slice(0, 300)}`])];
  return { outcome: 'unknown', detail: cleanText(parts.join('; '), 2_000) };
}
