import type { CaptureNotice } from '@countersign/contracts';
import type { Dialog, JSHandle, Page } from 'playwright-core';
import type { Adapter, Completed, PageMarks } from './adapters/adapter.ts';
import { boardDescription } from './adapters/board-description.ts';
import { adapterFor } from './adapters/choose-adapter.ts';
import { assembleQuestions } from './assemble-questions.ts';
import { chooseForm, type ChosenForm } from './choose-form.ts';
import { delay, within } from './deadline.ts';
import { fingerprintOf } from './fingerprint.ts';
import { findButtons } from './form-buttons.ts';
import { FormHandles, type Binding } from './form-handles.ts';
import type { FormScraper, ScrapedForm, ScrapeOptions } from './form-scraper.ts';
import { pageState, readFrames, type FrameReading } from './frame-reader.ts';
import type { Reader } from './page-script/reader.ts';
import { cleanText } from './question-text.ts';
import type { Obstacle, RawFrame, RawQuestion } from './raw-form.ts';
import { isReviewStep, readShownAnswers } from './review-step.ts';
import { FormTooLarge, PageUnreadable, ScrapeTimedOut } from './scrape-errors.ts';

const SETTLE_POLL_MS = 60;
/** A page that has loaded nothing for so long is read at once. */
const QUIET_MS = 1_500;
/** How long a page without any form is watched before it is said to have none. */
const EMPTY_PAGE_MS = 4_000;
const REREADS_MAX = 3;
const LIST_WAIT_MS = 700;
const SCRIPT_WAIT_MS = 1_500;
const REAL_CLICKS_MAX = 3;
const REAL_CLICK_TIMEOUT_MS = 1_000;
/** Scripts that did not open two lists will not open the others. */
const DEAD_LIST_WAIT_MS = 60;

/** Reads forms through playwright-core, in every frame and open shadow root of a page. */
export class PlaywrightFormScraper implements FormScraper {
  async scrape(page: Page, options: ScrapeOptions = {}): Promise<ScrapedForm> {
    const timeoutMs = options.timeoutMs ?? 30_000;
    // A page that asks something while it is read gets no answer.
    const dismiss = (dialog: Dialog) => void dialog.dismiss().catch(() => undefined);
    page.on('dialog', dismiss);
    try {
      return await within(readForm(page, options, performance.now() + timeoutMs), timeoutMs, () => {
        throw new ScrapeTimedOut(timeoutMs);
      });
    } finally {
      page.off('dialog', dismiss);
    }
  }
}

async function readForm(page: Page, options: ScrapeOptions, deadline: number): Promise<ScrapedForm> {
  const started = performance.now();
  const settleBy = Math.min(deadline, started + (options.settleTimeoutMs ?? 10_000));
  for (let attempt = 1; ; attempt += 1) {
    const controls = await settle(page, settleBy);
    const readings = await readStanding(page, deadline);
    const tooLarge = readings.find(({ raw }) => raw.tooLarge);
    if (tooLarge !== undefined) throw new FormTooLarge(`the page ${cleanText(tooLarge.raw.url, 200)} has too many elements or controls`);
    const chosen = chooseForm(readings.map(({ raw }) => raw));
    const empty = chosen === null || chosen.questions.length === 0;
    const awaited = empty && !readings.some(({ raw }) => isReviewStep(raw) || isSignInWall(raw));
    // A page that is known to have its form in a frame waits for it longer.
    const framed = readings.some(({ raw }) => raw.landmarks.includes('icims') || raw.landmarks.includes('greenhouse-embed'));
    if (awaited && performance.now() < (framed ? settleBy : Math.min(settleBy, started + EMPTY_PAGE_MS))) {
      await release(readings);
      await delay(200);
      continue;
    }
    if (chosen !== null && options.readOptions !== false) await openLists(readings[chosen.frame] as FrameReading, chosen.questions, deadline);
    const now = empty ? controls : (await pageState(page)).controls;
    // More controls came while lists were opened: the page was not finished.
    if (now !== controls && attempt < REREADS_MAX && performance.now() < settleBy) {
      await release(readings);
      continue;
    }
    if (readings[chosen?.frame ?? 0] === undefined) throw new ScrapeTimedOut(Math.round(performance.now() - started));
    const form = await scraped(page, readings, chosen);
    await release(readings.filter(({ frame }) => frame !== form.handles.frame));
    return form;
  }
}

/** The page may go elsewhere while it is read: then what it went to is read. */
async function readStanding(page: Page, deadline: number): Promise<FrameReading[]> {
  for (;;) {
    try {
      return await readFrames(page, deadline - performance.now());
    } catch (error) {
      if (error instanceof PageUnreadable) throw error;
      const [reason = ''] = (error as Error).message.split('\n');
      if (/human_has_control|closed|crashed|disconnected/i.test(reason)) throw error;
      if (!/context|navigat|detached/i.test(reason) || performance.now() > deadline - 1_000) throw new PageUnreadable(cleanText(reason, 300));
      await delay(100);
    }
  }
}

async function release(readings: readonly FrameReading[]): Promise<void> {
  await Promise.all(readings.map(({ reader }) => reader.dispose().catch(() => undefined)));
}

/** Waits until the page has been quiet for long, or is loaded and the number of its controls stays the same for two polls; the number. */
async function settle(page: Page, until: number): Promise<number> {
  let last = -1;
  let steady = 0;
  for (;;) {
    const { controls, loaded, quietMs } = await pageState(page);
    if (loaded && controls > 0 && quietMs > QUIET_MS) return controls;
    steady = controls === last ? steady + 1 : 0;
    last = controls;
    if ((loaded && steady >= 2) || performance.now() >= until) return controls;
    await delay(SETTLE_POLL_MS);
  }
}

/** Opens the lists of a form one after the other, reads and closes them. */
async function openLists({ reader }: { reader: JSHandle<Reader> }, questions: readonly RawQuestion[], deadline: number): Promise<void> {
  if (!questions.some((question) => !question.optionsKnown) || !(await scriptsRun(reader))) return;
  let dead = 0;
  let opened = 0;
  for (const question of questions) {
    if (question.optionsKnown || performance.now() > deadline - 1_000) continue;
    const waitMs = dead >= 2 && opened === 0 ? DEAD_LIST_WAIT_MS : LIST_WAIT_MS;
    const nothing = { opened: false, options: [], multiple: false, leftOpen: false };
    const open = () =>
      within(
        reader.evaluate((self, [ref, wait]) => self.open(ref as number, wait as number), [question.ref, waitMs]).catch(() => nothing),
        Math.min(waitMs + 8_000, deadline - performance.now()),
        () => nothing,
      );
    let list = await open();
    if (!list.opened && dead < REAL_CLICKS_MAX && (await clickReally(reader, question.ref))) list = await open();
    question.multiple ||= list.multiple;
    if (!list.opened) {
      dead += 1;
      // An input that does not open by a click is searched by typing.
      if (question.widget === 'combobox' && question.selectOnly !== true) question.optionsKnown = true;
      continue;
    }
    opened += 1;
    question.optionsKnown = true;
    question.options = list.options.map(({ label, selected, disabled }) => ({ label, value: '', ref: null, selected, placeholder: disabled }));
  }
}

/** Some lists open by a real click only. */
async function clickReally(reader: JSHandle<Reader>, ref: number): Promise<boolean> {
  const handle = await reader.evaluateHandle((self, index) => self.elements[index] ?? null, ref).catch(() => null);
  const element = handle?.asElement() ?? null;
  return element !== null && (await element.click({ timeout: REAL_CLICK_TIMEOUT_MS }).then(() => true, () => false));
}

/** Timers of the page fire: without its scripts nothing would ever open. */
function scriptsRun(reader: JSHandle<Reader>): Promise<boolean> {
  const fired = reader.evaluate(() => new Promise<boolean>((resolve) => setTimeout(() => resolve(true), 0))).catch(() => false);
  return within(fired, SCRIPT_WAIT_MS, () => false);
}

async function scraped(page: Page, readings: readonly FrameReading[], chosen: ChosenForm | null): Promise<ScrapedForm> {
  const main = readings.find(({ frame }) => frame === page.mainFrame());
  const form = chosen !== null && chosen.questions.length > 0 ? chosen : null;
  const last = form === null ? readings.find(({ raw }) => isReviewStep(raw)) : undefined;
  const reading = last ?? readings[chosen?.frame ?? 0];
  if (reading === undefined) throw new ScrapeTimedOut(0);
  const marks: PageMarks = { urls: [reading.raw.url, page.url()], landmarks: reading.raw.landmarks };
  const adapter = adapterFor(marks, { urls: readings.map(({ raw }) => raw.url), landmarks: readings.flatMap(({ raw }) => raw.landmarks) });
  const wall = last === undefined && readings.some(({ raw }) => isSignInWall(raw));
  const { current: step, total: steps } = reading.raw.steps[0] ?? main?.raw.steps[0] ?? { current: 1, total: 1 };
  const schema = reading.raw.schema ?? (wall || form === null ? null : await describedByBoard(adapter, reading, marks));
  const bindTo = (frame: RawFrame, found: ChosenForm | null): Binding & Pick<Completed, 'notices'> => {
    const { questions, notices } = completed(adapter, found?.questions ?? [], { ...frame, schema: frame.schema ?? schema });
    return { bound: assembleQuestions(questions, step), buttons: findButtons(frame.buttons, found?.formKey ?? -1, { step, steps }), notices };
  };
  const binding = bindTo(reading.raw, wall ? null : form);
  const questions = binding.bound.map(({ question }) => question);
  const title = cleanText(main?.raw.title ?? reading.raw.title, 500);
  const obstacles = [...new Set([...(wall ? ['sign_in' as const] : []), ...(chosen?.obstacles ?? [])])];
  return {
    adapter: adapter.name,
    url: page.url().slice(0, 2000),
    pageTitle: title === '' ? null : title,
    step,
    steps,
    questions,
    fingerprint: fingerprintOf(step, questions),
    action: last !== undefined ? 'submit' : questions.length === 0 ? null : binding.buttons.action,
    obstacles,
    notices: noticesOf(binding, obstacles),
    review: last === undefined ? null : await readShownAnswers(last.frame),
    handles: new FormHandles(page, reading.frame, reading.reader, binding, (frame) => bindTo(frame, chooseForm([frame]))),
  };
}

/** Known as such by its own system. */
function isSignInWall({ url, landmarks }: RawFrame): boolean {
  const marks = { urls: [url], landmarks };
  return adapterFor(marks).asksToSignIn?.(marks) === true;
}

function completed(adapter: Adapter, questions: readonly RawQuestion[], frame: RawFrame): Completed {
  return adapter.complete?.(questions, frame) ?? { questions: [...questions], notices: [] };
}

async function describedByBoard(adapter: Adapter, { frame }: FrameReading, marks: PageMarks): Promise<unknown> {
  const address = adapter.describedAt?.(marks) ?? null;
  return address === null ? null : boardDescription(frame, address);
}

/** At most 50, as a capture holds. */
function noticesOf({ bound, notices }: Binding & Pick<Completed, 'notices'>, obstacles: readonly Obstacle[]): CaptureNotice[] {
  const captcha: CaptureNotice[] = obstacles.includes('captcha') ? [{ kind: 'captcha', fieldId: null, message: 'A captcha is on the page: a person may have to solve it in the browser before the form is taken.' }] : [];
  const found = notices.map(({ ref, kind, message }): CaptureNotice => ({ kind, fieldId: bound.find(({ raw }) => raw.ref === ref)?.question.id ?? null, message: message.slice(0, 500) }));
  return [...captcha, ...found].slice(0, 50);
}
