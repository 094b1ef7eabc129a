import type { Answer, FileAnswer, Question } from '@countersign/contracts';
import type { Dialog } from 'playwright-core';
import { delay, within } from '../scraping/deadline.ts';
import type { FormHandles } from '../scraping/form-handles.ts';
import type { ScrapedForm } from '../scraping/form-scraper.ts';
import { sameValue } from './compare.ts';
import type { FillProblem } from './fill-problem.ts';
import { fillField } from './fill-field.ts';

export interface FillOptions {
  /** Bytes of a file answer. */
  file: (answer: FileAnswer) => Promise<Uint8Array>;
  /** For all fields; default 180 000. */
  timeoutMs?: number;
}

const FIELD_TIMEOUT_MS = 20_000;
/** After a file was attached: pages read it and draw or fill other fields anew. */
const UPLOAD_QUIET_MS = 600;
const UPLOAD_WAIT_MS = 10_000;

/**
 * Fills the approved answers into a freshly read form: files first, because pages read them and fill other fields; the
 * others in the order of the page; then once more what did not stay. Null answers leave a field as the fresh page had it.
 * Never throws for one field: {@link compare} decides over what {@link readBack} finds, the problems explain it.
 */
export async function fill(scraped: ScrapedForm, answers: Readonly<Record<string, Answer>>, options: FillOptions): Promise<FillProblem[]> {
  const { handles, questions } = scraped;
  const deadline = performance.now() + (options.timeoutMs ?? 180_000);
  const dismiss = (dialog: Dialog) => void dialog.dismiss().catch(() => undefined);
  handles.page.on('dialog', dismiss);
  try {
    await within(handles.page.bringToFront().catch(() => undefined), 3_000, () => undefined);
    const answered = questions.filter(({ id }) => (answers[id] ?? null) !== null);
    const files = answered.filter(({ type }) => type === 'file');
    const problems = new Map<string, string>();
    await fillAll(handles, files, answers, options, problems, deadline);
    if (files.length > 0) await uploadsSettle(handles);
    await fillAll(handles, answered.filter(({ type }) => type !== 'file'), answers, options, problems, deadline);
    await repair(scraped, answers, options, problems, deadline);
    return [...problems].map(([fieldId, message]) => ({ fieldId, message }));
  } finally {
    handles.page.off('dialog', dismiss);
  }
}

async function fillAll(handles: FormHandles, questions: readonly Question[], answers: Readonly<Record<string, Answer>>, options: FillOptions, problems: Map<string, string>, deadline: number): Promise<void> {
  for (const question of questions) {
    if (performance.now() > deadline) {
      problems.set(question.id, 'there was no time left to fill it in');
      continue;
    }
    const message = await within(
      fillOne(handles, question, answers[question.id] ?? null, options).catch((error: Error) => (error.message.split('\n')[0] ?? '').slice(0, 300)),
      Math.min(FIELD_TIMEOUT_MS, deadline - performance.now()),
      () => 'the field did not react in time',
    );
    if (message === null) problems.delete(question.id);
    else problems.set(question.id, message);
  }
}

async function fillOne(handles: FormHandles, question: Question, answer: Answer, options: FillOptions): Promise<string | null> {
  const known = handles.question(question.id);
  if (known === undefined) return 'the field is not on the page';
  if ((await handles.element(known.raw.ref)) === null) await handles.rebind();
  const bound = handles.question(question.id) ?? known;
  if (question.type !== 'file') return fillField(handles, bound.raw, question, answer);
  if (answer === null || typeof answer !== 'object' || Array.isArray(answer)) return 'the answer is no file';
  const element = await handles.element(bound.raw.ref);
  if (element === null) return 'the field is no longer on the page';
  const bytes = await options.file(answer);
  await element.setInputFiles({ name: answer.name, mimeType: answer.mediaType, buffer: Buffer.from(bytes) }, { timeout: 15_000 });
  handles.attached.set(question.id, { name: answer.name });
  return null;
}

/** Until the values stand still: a resume that is read fills in names and addresses. */
async function uploadsSettle(handles: FormHandles): Promise<void> {
  const until = performance.now() + UPLOAD_WAIT_MS;
  let last = '';
  let since = performance.now();
  while (performance.now() < until) {
    if (!(await handles.isCurrent())) await handles.rebind();
    const now = JSON.stringify(await handles.values());
    if (now !== last) since = performance.now();
    else if (performance.now() - since >= UPLOAD_QUIET_MS) return;
    last = now;
    await delay(100);
  }
}

/** One more round for what does not hold: answers that were drawn over, and fields without an answer that a script filled in. */
async function repair(scraped: ScrapedForm, answers: Readonly<Record<string, Answer>>, options: FillOptions, problems: Map<string, string>, deadline: number): Promise<void> {
  const { handles, questions } = scraped;
  if (!(await handles.isCurrent())) await handles.rebind();
  const values = await handles.values();
  const expected = (question: Question): Answer => answers[question.id] ?? question.prefilled ?? null;
  const wrong = questions.filter((question) => question.type !== 'file' && !sameValue(question, expected(question) as never, values[question.id] ?? null));
  const wanted: Record<string, Answer> = Object.fromEntries(wrong.map((question) => [question.id, expected(question) ?? emptyAnswer(question)]));
  await fillAll(handles, wrong.filter(({ id }) => wanted[id] !== null), wanted, options, problems, deadline);
}

/** What empties a field; null: nothing does. */
function emptyAnswer(question: Question): Answer {
  if (question.type === 'checkbox') return false;
  if (question.type === 'multi_select') return [];
  return /^(text|textarea|number|email|phone|url)$/.test(question.type) ? '' : null;
}
