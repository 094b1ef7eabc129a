import type { CommandMeta } from '@countersign/contracts';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import type { CaptureServiceConfig } from '../config.ts';
import { Documents } from '../documents/documents.ts';
import { confirmationVisible } from '../submitting/confirmation.ts';
import { openForm } from '../submitting/open-form.ts';
import { shownLines } from '../submitting/page-text.ts';
import { screenshot } from '../submitting/screenshot.ts';
import { CONFIG, LOGGER } from '../tokens.ts';
import { Captures } from './captures.ts';
import type { Capture } from './domain/capture.ts';
import type { CaptureCommand } from './domain/commands.ts';
import { MAX_URL_LENGTH, OPEN_TIMEOUT_MS, SHOW_TIMEOUT_MS, SWEEP_INTERVAL_MS } from './limits.ts';
import { OpenSubmissions, type OpenSubmission } from './open-submissions.ts';
import { refusalOf } from './refusal.ts';
import { SessionBrowsers } from './session-browsers.ts';
import { Turns } from './turns.ts';

/**
 * Submissions that an instance left without an outcome: its own of before a crash at once, those of another instance
 * when they should have ended long ago. Looks at the tab and never presses: a confirmation there means submitted;
 * anything else is unknown, and for a person.
 */
@Injectable()
export class RecoverSubmissions implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #config: CaptureServiceConfig;
  readonly #logger: Logger;
  readonly #captures: Captures;
  readonly #browsers: SessionBrowsers;
  readonly #documents: Documents;
  readonly #open: OpenSubmissions;
  readonly #turns: Turns;
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONFIG) config: CaptureServiceConfig,
    @Inject(LOGGER) logger: Logger,
    captures: Captures,
    browsers: SessionBrowsers,
    documents: Documents,
    open: OpenSubmissions,
    turns: Turns,
  ) {
    this.#config = config;
    this.#logger = logger;
    this.#captures = captures;
    this.#browsers = browsers;
    this.#documents = documents;
    this.#open = open;
    this.#turns = turns;
  }

  onApplicationBootstrap(): void {
    this.#sweeping = this.#sweep();
    this.#timer = setInterval(() => (this.#sweeping = this.#sweeping.then(() => this.#sweep())), SWEEP_INTERVAL_MS);
    this.#timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  async #sweep(): Promise<void> {
    try {
      for (const open of await this.#open.list()) {
        const isAbandoned = open.instance === this.#config.instance ? !this.#turns.isCaptureHeld(open.captureId) : Date.now() > open.deadlineMs;
        if (isAbandoned) await this.#turns.onCapture(open.captureId, () => this.#recover(open));
      }
    } catch (error) {
      this.#logger.error({ err: error }, 'looking after submissions that were left behind failed; it is tried again');
    }
  }

  async #recover(open: OpenSubmission): Promise<void> {
    const { captureId, submissionId } = open;
    const { state } = await this.#captures.load(captureId);
    if (state?.status === 'submitting' && state.submission?.id === submissionId) {
      const meta: CommandMeta = { actor: 'service:capture-service', correlationId: `recovery-${submissionId}` };
      const command = await this.#look(open, state, meta);
      await this.#captures.handle(captureId, command, meta);
      this.#logger.warn({ captureId, submissionId, outcome: command.type, correlationId: meta.correlationId }, 'a submission was left behind; its tab was looked at');
    }
    await this.#open.remove(submissionId);
  }

  async #look({ sessionId, targetId, submissionId }: OpenSubmission, { form }: Capture, meta: CommandMeta): Promise<CaptureCommand> {
    const detail = (seen: string) => `The service stopped while it was sending the form. ${seen}`;
    try {
      return await this.#turns.inSession(sessionId, () => this.#browsers.use(sessionId, meta, SHOW_TIMEOUT_MS, async (browser): Promise<CaptureCommand> => {
        const { page } = await openForm(browser, { url: form.url, targetId, mode: 'keep', timeoutMs: OPEN_TIMEOUT_MS });
        const seen = await confirmationVisible(page);
        const png = await screenshot(page);
        const screenshotSha256 = png && (await this.#documents.storePicture(png));
        if (seen) return { type: 'complete_submission', submissionId, evidence: { ...seen, screenshotSha256 } };
        const lines = await shownLines(page).catch(() => []);
        const evidence = { finalUrl: page.url().slice(0, MAX_URL_LENGTH), confirmationText: lines.join('\n').slice(0, 5_000), screenshotSha256 };
        return { type: 'lose_outcome', submissionId, detail: detail('Its tab shows no confirmation.'), evidence };
      }));
    } catch (error) {
      return { type: 'lose_outcome', submissionId, detail: detail(`Its tab could not be looked at: ${refusalOf(error)?.message ?? 'a fault'}`).slice(0, 2000) };
    }
  }
}
