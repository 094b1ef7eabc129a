import { canonicalAnswers, type Difference, type FileAnswer, type FormField, type Question, type ReadBackValue } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import type { Browser } from 'playwright-core';
import { Documents } from '../documents/documents.ts';
import type { PageValue } from '../scraping/page-value.ts';
import type { FormAction } from '../scraping/raw-form.ts';
import type { ScrapedForm } from '../scraping/form-scraper.ts';
import { compare, sameValue } from '../submitting/compare.ts';
import { compareReview } from '../submitting/compare-review.ts';
import { fill } from '../submitting/fill.ts';
import { readBack } from '../submitting/read-back.ts';
import type { Application } from './applications.ts';
import { sha256Of } from './captures.ts';
import { currentFields, earlierFields, type Capture } from './domain/capture.ts';
import type { CaptureCommand, ReadBack } from './domain/commands.ts';
import { differencesBetween } from './domain/differences.ts';
import { FormReader, type ReadForm } from './form-reader.ts';
import { FormTabs } from './form-tabs.ts';
import { Refusal } from './refusal.ts';

export type Block = Extract<CaptureCommand, { type: 'block_submission' }>;
/** A form that holds exactly the approved answers; nothing was pressed. */
export interface ReadyForm {
  readonly scraped: ScrapedForm;
  readonly action: FormAction;
  readonly targetId: string;
  /** Digest of what was filled in. */
  readonly answersSha256: string;
  /** What the page holds now. */
  readonly readBack: readonly ReadBack[];
}
export interface ToFill {
  readonly id: string;
  readonly capture: Capture;
  readonly application: Application;
  readonly sessionId: string;
}

/** Gets a form ready to be sent: read anew, compared with what was approved, filled in, and read back. Never presses. */
@Injectable()
export class PrepareSubmission {
  readonly #documents: Documents;
  readonly #reader: FormReader;
  readonly #tabs: FormTabs;

  constructor(documents: Documents, reader: FormReader, tabs: FormTabs) {
    this.#documents = documents;
    this.#reader = reader;
    this.#tabs = tabs;
  }

  /** A block when the page is not what was approved. @throws Refusal and page errors when it could not even be looked at. */
  async prepare(browser: Browser, toFill: ToFill, timeoutMs: number): Promise<ReadyForm | Block> {
    const deadlineMs = performance.now() + timeoutMs;
    const { id, capture, application, sessionId } = toFill;
    const fields = currentFields(capture);
    const files = await this.#files(fields);
    const { page, targetId } = await this.#tabs.open(browser, id, capture, sessionId);
    const read = await this.#reader.read(page, application, sessionId, targetId).catch(blockWithoutForm);
    if ('type' in read) return read;
    const drift = driftOf(capture, read);
    if (drift.length > 0) return { type: 'block_submission', reason: 'form_changed', differences: drift, reread: { form: read.form, answers: read.answers } };
    const { scraped } = read;
    const reverted = scraped.review === null ? [] : compareReview(earlierFields(capture), scraped.review).differences;
    if (reverted.length > 0) return { type: 'block_submission', reason: 'value_not_accepted', differences: reverted };
    if (!scraped.action) return blocked('form_not_found', 'a button that sends the form', 'none');
    const answers = Object.fromEntries(fields.map((field) => [field.id, field.answer]));
    const problems = await fill(scraped, answers, { file: async ({ sha256 }) => files.get(sha256)!, timeoutMs: Math.max(1_000, deadlineMs - performance.now()) });
    const values = await readBack(scraped);
    const differences = compare(scraped.questions, answers, values, problems);
    if (differences.length > 0) return { type: 'block_submission', reason: 'value_not_accepted', differences };
    return { scraped, action: scraped.action, targetId, answersSha256: sha256Of(canonicalAnswers(capture.form.step, fields)), readBack: fields.map(({ id: fieldId }) => ({ fieldId, value: bounded(values[fieldId] ?? null) })) };
  }

  /** All of them before the page is touched. @throws DocumentNotFound */
  async #files(fields: readonly FormField[]): Promise<Map<string, Buffer>> {
    const files = fields.map(({ answer }) => answer).filter((answer): answer is FileAnswer => typeof answer === 'object' && answer !== null && !Array.isArray(answer));
    return new Map(await Promise.all(files.map(async (file) => [file.sha256, await this.#documents.read(file)] as const)));
  }
}

function blocked(reason: Block['reason'], expected: string, actual: string): Block {
  return { type: 'block_submission', reason, differences: [{ fieldId: null, question: null, kind: 'removed', expected, actual }] };
}

function blockWithoutForm(error: unknown): Block {
  if (!(error instanceof Refusal) || !/^(form_not_found|sign_in_required)$/.test(error.rejected.code)) throw error;
  const { obstacles = [] } = (error.rejected.details ?? {}) as { obstacles?: string[] };
  return blocked('form_not_found', 'the form', obstacles.length > 0 ? `none; the page shows: ${obstacles.join(', ')}` : 'none');
}

/** What is other than when it was reviewed: questions, the step, and what the page itself has in fields that stay as they are. */
function driftOf(capture: Capture, { form }: ReadForm): Difference[] {
  const fields = currentFields(capture);
  if (form.step !== capture.form.step) return [wholeForm(`step ${capture.form.step} of ${capture.form.steps}`, `step ${form.step} of ${form.steps}`)];
  const changes = differencesBetween(fields, form.questions);
  if (form.fingerprint !== capture.form.fingerprint) return changes.length > 0 ? changes : [wholeForm('the form as it was reviewed', 'another form')];
  const now = new Map(form.questions.map((question) => [question.id, question]));
  return fields.filter(({ answer }) => answer === null).flatMap((field): Difference[] => {
    const before = prefilled(field);
    const after = prefilled(now.get(field.id));
    if (sameValue(field, before, after)) return [];
    return [{ fieldId: field.id, question: field.question, kind: 'value', expected: described(before), actual: described(after) }];
  });
}

function wholeForm(expected: string, actual: string): Difference {
  return { fieldId: null, question: null, kind: 'changed', expected, actual };
}

function prefilled(question: Question | undefined): PageValue {
  return (question?.prefilled ?? null) as PageValue;
}

/** Within what an event takes. */
function bounded(value: PageValue): ReadBackValue {
  if (typeof value === 'string') return value.slice(0, 10_000);
  if (Array.isArray(value)) return value.slice(0, 500).map((text) => text.slice(0, 1_000));
  return typeof value === 'object' && value !== null ? { name: value.name.slice(0, 300), sizeBytes: value.sizeBytes } : value;
}

function described(value: PageValue): string | null {
  return value === null ? null : (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 2000);
}
