import type { CaptureForm, CommandMeta, InSession } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import type { CommandOutcome } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { Browser } from 'playwright-core';
import type { CaptureServiceConfig } from '../config.ts';
import { formAddressOf } from '../scraping/adapters/choose-adapter.ts';
import { openForm, PageNotReached, type OpenedForm } from '../submitting/open-form.ts';
import { CONFIG, LOGGER } from '../tokens.ts';
import { Applications, type Application } from './applications.ts';
import { captureIdOf } from './capture-id.ts';
import { Captures, type CaptureReply } from './captures.ts';
import type { Capture } from './domain/capture.ts';
import type { AnsweredForm } from './domain/commands.ts';
import { staleVersion } from './domain/decide.ts';
import { FormReader, type ReadForm } from './form-reader.ts';
import { FormTabs } from './form-tabs.ts';
import { OPEN_TIMEOUT_MS, SHOW_TIMEOUT_MS } from './limits.ts';
import { Refusal, refusing } from './refusal.ts';
import { withReviewNotices } from './review-notices.ts';
import { SessionBrowsers } from './session-browsers.ts';
import { SignIn, SignInRequired } from './sign-in.ts';
import { Turns } from './turns.ts';

type Reply = Promise<CommandOutcome<CaptureReply>>;

/** Reads forms: for the first time, again, and puts them in front of a person. */
@Injectable()
export class CaptureForms {
  readonly #config: CaptureServiceConfig;
  readonly #logger: Logger;
  readonly #captures: Captures;
  readonly #applications: Applications;
  readonly #browsers: SessionBrowsers;
  readonly #reader: FormReader;
  readonly #tabs: FormTabs;
  readonly #signIn: SignIn;
  readonly #turns: Turns;

  constructor(
    @Inject(CONFIG) config: CaptureServiceConfig,
    @Inject(LOGGER) logger: Logger,
    captures: Captures,
    applications: Applications,
    browsers: SessionBrowsers,
    reader: FormReader,
    tabs: FormTabs,
    signIn: SignIn,
    turns: Turns,
  ) {
    this.#config = config;
    this.#logger = logger;
    this.#captures = captures;
    this.#applications = applications;
    this.#browsers = browsers;
    this.#reader = reader;
    this.#tabs = tabs;
    this.#signIn = signIn;
    this.#turns = turns;
  }

  /** The tab stays open for the reviewer. */
  capture({ taskId, sessionId, fields }: CaptureForm, meta: CommandMeta): Reply {
    const id = captureIdOf(taskId);
    return refusing(() => this.#turns.onCapture(id, async () => {
      const startedAtMs = performance.now();
      const application = await this.#applications.of(taskId);
      const { state } = await this.#captures.load(id);
      if (state) return new Rejected('capture_exists', 'The form of this task was captured already.', { id });
      if (sessionId) await this.#applications.checkSession(sessionId, application.runId);
      if (!fields && !sessionId) throw new Refusal('command_invalid', 'Name a session to read the form in, or give its fields.', [{ path: '/data/sessionId', message: 'is missing' }]);
      const answered = fields ? await this.#reader.given(fields, application, sessionId ?? null) : await this.#readNew(application, sessionId!, meta);
      const { runId, candidateId } = application;
      const outcome = await this.#captures.answer(id, { type: 'capture', taskId, runId, candidateId, ...answered }, meta);
      this.#logRead('form captured', id, answered, startedAtMs, meta);
      return outcome;
    }));
  }

  /** Step 1 is loaded anew; a later step of a wizard is read where its tab stands, or from its address when that is gone. */
  recapture({ id, sessionId, expectedVersion }: InSession, meta: CommandMeta): Reply {
    return refusing(() => this.#turns.onCapture(id, async () => {
      const startedAtMs = performance.now();
      const { capture, application, session } = await this.#inSession(id, sessionId);
      const stale = staleVersion(expectedVersion, capture);
      if (stale) return stale;
      const { form, answers, scraped } = await this.#read(session, meta, application, (browser) => this.#tabs.open(browser, id, capture, session));
      const answered: AnsweredForm = { form: withReviewNotices(form, scraped.review, capture.fields), answers };
      const outcome = await this.#captures.answer(id, { type: 'recapture', ...answered, ...(expectedVersion === undefined ? {} : { expectedVersion }) }, meta);
      this.#logRead('form read again', id, answered, startedAtMs, meta);
      return outcome;
    }));
  }

  /** Brings the form's tab to the front, as it stands; opens it again when it is gone. */
  show({ id, sessionId }: InSession, meta: CommandMeta): Reply {
    return refusing(async () => {
      const { capture, session } = await this.#inSession(id, sessionId);
      await this.#turns.inSession(session, () => this.#browsers.use(session, meta, SHOW_TIMEOUT_MS, async (browser) => {
        const { page } = await this.#tabs.keepOrOpen(browser, id, capture, session);
        await page.bringToFront();
      }));
      const loaded = await this.#captures.load(id);
      return this.#captures.reply(id, { ...loaded, sequence: 0 });
    });
  }

  async #inSession(id: string, sessionId: string | undefined): Promise<{ capture: Capture; application: Application; session: string }> {
    const capture = await this.#captures.get(id);
    const session = sessionId ?? capture.form.sessionId;
    if (!session) throw new Refusal('command_invalid', 'The form was not read in a session: name one.', [{ path: '/data/sessionId', message: 'is missing' }]);
    await this.#applications.checkSession(session, capture.runId);
    return { capture, application: await this.#applications.of(capture.taskId), session };
  }

  async #readNew(application: Application, sessionId: string, meta: CommandMeta): Promise<AnsweredForm> {
    const { form, answers } = await this.#read(sessionId, meta, application, (browser) => openPosting(browser, application.url));
    return { form, answers };
  }

  /** Where the page wants an account first, a person signs in; then the tab is read as it stands, or the address anew. */
  async #read(sessionId: string, meta: CommandMeta, application: Application, open: (browser: Browser) => Promise<OpenedForm>): Promise<ReadForm> {
    try {
      return await this.#readOnce(sessionId, meta, application, open);
    } catch (error) {
      if (!(error instanceof SignInRequired)) throw error;
      await this.#signIn.bySomebody(sessionId, error, application, meta);
      const asItStands = (browser: Browser) => openForm(browser, { url: application.url, targetId: error.targetId || null, mode: 'keep', timeoutMs: OPEN_TIMEOUT_MS });
      return await this.#readOnce(sessionId, meta, application, asItStands).catch((still: unknown) => {
        if (!hasNoForm(still)) throw still;
        return this.#readOnce(sessionId, meta, application, open);
      });
    }
  }

  #readOnce(sessionId: string, meta: CommandMeta, application: Application, open: (browser: Browser) => Promise<OpenedForm>): Promise<ReadForm> {
    return this.#turns.inSession(sessionId, () => this.#browsers.use(sessionId, meta, this.#config.pageTimeoutMs, async (browser) => {
      const before = new Set(browser.contexts().flatMap((context) => context.pages()));
      try {
        const { page, targetId } = await open(browser);
        await page.bringToFront();
        return await this.#reader.read(page, application, sessionId, targetId);
      } catch (error) {
        if (!isForPerson(error)) await closeNew(browser, before);
        throw error;
      }
    }));
  }

  #logRead(what: string, captureId: string, { form, answers }: AnsweredForm, startedAtMs: number, { correlationId }: CommandMeta): void {
    const { adapter, step, steps, questions } = form;
    this.#logger.info({ captureId, adapter, step, steps, questions: questions.length, answered: answers.filter(({ answer }) => answer !== null).length, durationMs: Math.round(performance.now() - startedAtMs), correlationId }, what);
  }
}

/** The form of a posting where its system is known to have it; the posting itself where there is no such page. */
async function openPosting(browser: Browser, url: string): Promise<OpenedForm> {
  const address = formAddressOf(url);
  const open = (at: string) => openForm(browser, { url: at, targetId: null, mode: 'reload', timeoutMs: OPEN_TIMEOUT_MS });
  return open(address).catch((error: unknown) => {
    if (address === url || !(error instanceof PageNotReached)) throw error;
    return open(url);
  });
}

function hasNoForm(error: unknown): boolean {
  return error instanceof PageNotReached || (error instanceof Refusal && /^(form_not_found|sign_in_required)$/.test(error.rejected.code));
}

/** A page without a form that a person can do something about (sign in, solve a riddle) stays open for them. */
function isForPerson(error: unknown): boolean {
  const details = error instanceof Refusal ? (error.rejected.details as { obstacles?: unknown[] } | undefined) : undefined;
  return (details?.obstacles?.length ?? 0) > 0;
}

/** A tab that led nowhere is in the way of the next try. */
async function closeNew(browser: Browser, before: ReadonlySet<unknown>): Promise<void> {
  const opened = browser.contexts().flatMap((context) => context.pages()).filter((page) => !before.has(page));
  await Promise.all(opened.map((page) => page.close().catch(() => undefined)));
}

