import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { CaptureEvent, CommandMeta, InSession, SubmissionEvidence } from '@countersign/contracts';
import type { Handled } from '@countersign/event-log';
import type { CommandOutcome } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Browser, Page } from 'playwright-core';
import type { CaptureServiceConfig } from '../config.ts';
import { Documents } from '../documents/documents.ts';
import type { PersonNeed } from '../scraping/page-script/person-needed.ts';
import { observe } from '../submitting/observe.ts';
import { shownLines } from '../submitting/page-text.ts';
import { NotPressed, press } from '../submitting/press.ts';
import { screenshot } from '../submitting/screenshot.ts';
import { CONFIG, LOGGER } from '../tokens.ts';
import { Applications } from './applications.ts';
import { Captures, type CaptureReply } from './captures.ts';
import type { CaptureState } from './domain/capture.ts';
import type { AnsweredForm, CaptureCommand } from './domain/commands.ts';
import { notSubmittable, staleVersion } from './domain/decide.ts';
import { FormReader } from './form-reader.ts';
import { ABANDONED_AFTER_MS, MAX_URL_LENGTH, RECORD_TIMEOUT_MS, SCRAPE_TIMEOUT_MS } from './limits.ts';
import { OpenSubmissions } from './open-submissions.ts';
import { PrepareSubmission, type ReadyForm, type ToFill } from './prepare-submission.ts';
import { Refusal, refusalOf, refusing } from './refusal.ts';
import { withReviewNotices } from './review-notices.ts';
import { SessionBrowsers } from './session-browsers.ts';
import { SessionHandoffs } from './session-handoffs.ts';
import { Turns } from './turns.ts';
import { WorkInProgress } from './work-in-progress.ts';

type Reply = CommandOutcome<CaptureReply>;
type Outcome = Extract<CaptureCommand, { type: 'fail_submission' | 'lose_outcome' | 'complete_submission' }>;
/** Pressing, picturing and reading the next step, on top of watching. */
const AROUND_OUTCOME_MS = 25_000 + SCRAPE_TIMEOUT_MS;

const PERSON_NEEDS: Readonly<Record<PersonNeed, { reason: string; wanted: string }>> = {
  security_code: { reason: 'security_code', wanted: 'The page has sent a code by e-mail and takes the application only with it.' },
  captcha: { reason: 'captcha', wanted: 'The page shows a captcha and takes the application only when it is solved.' },
};

/** Sends an approved form: fills it in anew, and presses at most once. */
@Injectable()
export class SubmitCaptures {
  readonly #config: CaptureServiceConfig;
  readonly #logger: Logger;
  readonly #captures: Captures;
  readonly #applications: Applications;
  readonly #browsers: SessionBrowsers;
  readonly #preparation: PrepareSubmission;
  readonly #reader: FormReader;
  readonly #documents: Documents;
  readonly #open: OpenSubmissions;
  readonly #handoffs: SessionHandoffs;
  readonly #turns: Turns;
  readonly #work: WorkInProgress;

  constructor(
    @Inject(CONFIG) config: CaptureServiceConfig,
    @Inject(LOGGER) logger: Logger,
    captures: Captures,
    applications: Applications,
    browsers: SessionBrowsers,
    preparation: PrepareSubmission,
    reader: FormReader,
    documents: Documents,
    open: OpenSubmissions,
    handoffs: SessionHandoffs,
    turns: Turns,
    work: WorkInProgress,
  ) {
    this.#config = config;
    this.#logger = logger;
    this.#captures = captures;
    this.#applications = applications;
    this.#browsers = browsers;
    this.#preparation = preparation;
    this.#reader = reader;
    this.#documents = documents;
    this.#open = open;
    this.#handoffs = handoffs;
    this.#turns = turns;
    this.#work = work;
  }

  submit({ id, sessionId: wanted, expectedVersion }: InSession, meta: CommandMeta): Promise<Reply> {
    return refusing(() => this.#turns.onCapture(id, () => this.#work.submitting(async () => {
      const capture = await this.#captures.get(id);
      const refused = notSubmittable(capture) ?? staleVersion(expectedVersion, capture);
      if (refused) return refused;
      const sessionId = wanted ?? capture.form.sessionId;
      if (!sessionId) throw new Refusal('command_invalid', 'The form was not read in a session: name one.', [{ path: '/data/sessionId', message: 'is missing' }]);
      await this.#applications.checkSession(sessionId, capture.runId);
      const toFill = { id, capture, application: await this.#applications.of(capture.taskId), sessionId };
      // Longer than all parts may take: this deadline must not end the watching.
      const timeoutMs = this.#config.pageTimeoutMs + this.#config.outcomeTimeoutMs + AROUND_OUTCOME_MS + RECORD_TIMEOUT_MS;
      return this.#turns.inSession(sessionId, () => this.#browsers.use(sessionId, meta, timeoutMs, (browser) => this.#submitIn(browser, toFill, meta)));
    })));
  }

  async #submitIn(browser: Browser, toFill: ToFill, meta: CommandMeta): Promise<Reply> {
    const { id } = toFill;
    const { correlationId } = meta;
    const ready = await this.#withinPageTimeout(this.#preparation.prepare(browser, toFill, this.#config.pageTimeoutMs));
    if ('type' in ready) {
      this.#logger.info({ captureId: id, reason: ready.reason, differences: ready.differences.length, correlationId }, 'submission blocked');
      return this.#captures.answer(id, ready, meta);
    }
    const submissionId = randomUUID();
    const { instance, outcomeTimeoutMs } = this.#config;
    const deadlineMs = Date.now() + outcomeTimeoutMs + AROUND_OUTCOME_MS + RECORD_TIMEOUT_MS + ABANDONED_AFTER_MS;
    await this.#open.put({ captureId: id, submissionId, sessionId: toFill.sessionId, targetId: ready.targetId || null, instance, deadlineMs });
    const started = await this.#captures.handle(id, { type: 'start_submission', submissionId, answersSha256: ready.answersSha256, readBack: ready.readBack }, meta);
    if (started.rejected) {
      await this.#open.remove(submissionId);
      return started;
    }
    this.#logger.info({ captureId: id, submissionId, step: toFill.capture.form.step, correlationId }, 'submission started');
    const outcome = await this.#pressAndWatch(ready, submissionId, toFill, meta).catch((error: Error): Outcome => lost(submissionId, `Nobody saw how it ended: ${error.message.split('\n')[0]}`));
    const recorded = await this.#record(id, outcome, meta);
    await this.#open.remove(submissionId).catch((error: Error) => this.#logger.warn({ captureId: id, err: error, correlationId }, 'an entry of an ended submission stayed'));
    this.#logger.info({ captureId: id, submissionId, outcome: outcome.type, correlationId }, 'submission ended');
    return recorded.rejected ? recorded : this.#captures.reply(id, recorded.loaded);
  }

  async #withinPageTimeout<Result>(work: Promise<Result>): Promise<Result> {
    const { pageTimeoutMs } = this.#config;
    const timer = new AbortController();
    work.catch(() => undefined);
    try {
      return await Promise.race([work, pause(pageTimeoutMs, undefined, { signal: timer.signal }).then(() => {
        throw new Refusal('page_not_reached', `The form was not filled in within ${pageTimeoutMs / 1000} seconds; nothing was sent.`);
      })]);
    } finally {
      timer.abort();
    }
  }

  /** The one press. Whatever happens from here on ends in an outcome. */
  async #pressAndWatch({ scraped, action, targetId }: ReadyForm, submissionId: string, toFill: ToFill, meta: CommandMeta): Promise<Outcome> {
    const pressed = await press(scraped, action).catch((error: unknown) => {
      if (error instanceof NotPressed) return error;
      throw error;
    });
    if (pressed instanceof NotPressed) return { type: 'fail_submission', submissionId, errors: [{ fieldId: null, message: pressed.message.slice(0, 1000) }] };
    const seen = await observe(pressed, { timeoutMs: this.#config.outcomeTimeoutMs });
    switch (seen.outcome) {
      case 'refused':
        return { type: 'fail_submission', submissionId, errors: seen.errors };
      case 'unknown':
        return lost(submissionId, seen.detail, await this.#seen(pressed.page));
      case 'needs_person':
        return lost(submissionId, await this.#askPerson(seen.need, toFill, meta), await this.#seen(pressed.page));
      case 'submitted':
        return { type: 'complete_submission', submissionId, evidence: await this.#evidence(pressed.page, seen.evidence) };
      case 'next_step':
        return this.#nextStep(pressed.page, targetId, submissionId, toFill);
    }
  }

  /** The form was sent and the page wants something more that only a person can do: they finish it there, and say how it ended. */
  async #askPerson(need: PersonNeed, { sessionId }: ToFill, meta: CommandMeta): Promise<string> {
    const { reason, wanted } = PERSON_NEEDS[need];
    const asked = await this.#handoffs.request(sessionId, { reason, instructions: `${wanted} Please do that in this browser, see that the application arrives, and choose Done. Then say at the application whether it was submitted.` }, meta).then(
      () => 'A person is asked to do it',
      (error: Error) => `No person could be asked for it (${error.message.slice(0, 200)})`,
    );
    return `Not submitted yet: ${wanted} ${asked}; then say whether it was submitted.`;
  }

  /** "Save and continue" has sent this step; what it led to is read at once, so that both are recorded together. */
  async #nextStep(page: Page, targetId: string, submissionId: string, { capture, application, sessionId }: ToFill): Promise<Outcome> {
    const { step, steps } = capture.form;
    let next: AnsweredForm;
    try {
      const { form, answers, scraped } = await this.#reader.read(page, application, sessionId, targetId);
      next = { form: withReviewNotices(form, scraped.review, capture.fields), answers };
    } catch (error) {
      return lost(submissionId, `Step ${step} of ${steps} was taken, but what followed could not be read: ${refusalOf(error)?.message ?? 'a fault'}`, await this.#seen(page));
    }
    if (next.form.step <= step) return lost(submissionId, `The page went on from step ${step} of ${steps}, but to step ${next.form.step}.`, await this.#seen(page));
    const confirmationText = `Step ${step} of ${steps} was taken; the page went on to step ${next.form.step}.`;
    return { type: 'complete_submission', submissionId, evidence: await this.#evidence(page, { finalUrl: page.url(), confirmationText }), next };
  }

  /** What a person may tell by, where the page confirmed nothing. */
  async #seen(page: Page): Promise<SubmissionEvidence> {
    const lines = await shownLines(page).catch(() => []);
    return this.#evidence(page, { finalUrl: page.url(), confirmationText: lines.join('\n') });
  }

  async #evidence(page: Page, { finalUrl, confirmationText }: Omit<SubmissionEvidence, 'screenshotSha256'>): Promise<SubmissionEvidence> {
    const png = await screenshot(page);
    const screenshotSha256 = png && (await this.#documents.storePicture(png).catch((error: Error) => {
      this.#logger.warn({ err: error }, 'the picture of a confirmation could not be stored');
      return null;
    }));
    return { finalUrl: finalUrl.slice(0, MAX_URL_LENGTH), confirmationText: confirmationText.slice(0, 5_000), screenshotSha256 };
  }

  /** Tried for a while, since what was pressed must not stay without a word. What cannot be recorded as it is, is as unknown. */
  async #record(id: string, outcome: Outcome, meta: CommandMeta): Promise<Handled<CaptureEvent, CaptureState>> {
    const deadlineMs = performance.now() + RECORD_TIMEOUT_MS;
    for (let command = outcome; ; ) {
      try {
        const handled = await this.#captures.handle(id, command, meta);
        if (!handled.rejected || command.type === 'lose_outcome') return handled;
        command = lost(outcome.submissionId, `It ended (${outcome.type}), but that could not be recorded: ${handled.rejected.message}`);
      } catch (error) {
        const refused = refusalOf(error);
        if (refused && command.type !== 'lose_outcome') command = lost(outcome.submissionId, `It ended (${outcome.type}), but that could not be recorded: ${refused.message}`);
        else if (performance.now() > deadlineMs) throw error;
        else await pause(500);
      }
    }
  }
}

function lost(submissionId: string, detail: string, evidence?: SubmissionEvidence): Outcome {
  return { type: 'lose_outcome', submissionId, detail: detail.slice(0, 2000), ...(evidence ? { evidence } : {}) };
}
