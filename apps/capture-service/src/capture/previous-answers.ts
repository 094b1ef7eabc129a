import type { Commit, EventLog, Follower } from '@countersign/event-log';
import { EVENT_LOG } from '@countersign/event-log/nest';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Logger } from 'pino';
import type { ApprovedField } from '../answering/previous-answer.ts';
import { LOGGER } from '../tokens.ts';
import { Captures } from './captures.ts';
import type { Capture } from './domain/capture.ts';
import { CATCH_UP_TIMEOUT_MS, MAX_EARLIER_CAPTURES, MAX_KNOWN_CANDIDATES } from './limits.ts';

/**
 * What candidates approved before. Follows the log for which captures a candidate has, in memory and from the beginning:
 * nothing is stored, so nothing can be lost or be stale after a crash. The answers are folded from the captures themselves.
 */
@Injectable()
export class PreviousAnswers implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log: EventLog;
  readonly #captures: Captures;
  readonly #logger: Logger;
  /** Oldest first, in both. */
  readonly #capturesOf = new Map<string, string[]>();
  #follower: Promise<Follower> | undefined;
  #position = 0;
  #onProgress: (() => void)[] = [];

  constructor(@Inject(EVENT_LOG) log: EventLog, captures: Captures, @Inject(LOGGER) logger: Logger) {
    this.#log = log;
    this.#captures = captures;
    this.#logger = logger;
  }

  onApplicationBootstrap(): void {
    this.#follower = this.#log.follow({ after: 0, onBatch: async (commits) => this.#take(commits), onError: (err) => this.#logger.warn({ err }, 'earlier captures cannot be followed') });
    this.#follower.catch((err: unknown) => this.#logger.warn({ err }, 'earlier captures are not followed: their answers are not found again'));
  }

  async onModuleDestroy(): Promise<void> {
    await (await this.#follower?.catch(() => undefined))?.stop();
  }

  /** The approved fields of a candidate's other captures, the newest capture first. */
  async of(candidateId: string, exceptCaptureId: string): Promise<ApprovedField[]> {
    await this.#caughtUp();
    const ids = (this.#capturesOf.get(candidateId) ?? []).filter((id) => id !== exceptCaptureId).reverse();
    const loaded = await Promise.all(ids.map(async (id) => ({ id, capture: (await this.#captures.load(id)).state })));
    return loaded.flatMap(({ id, capture }) => (capture?.candidateId === candidateId ? approvedFields(id, capture) : []));
  }

  #take(commits: readonly Commit[]): void {
    for (const { events, sequence } of commits) {
      for (const { type, subject, data } of events) {
        if (type === 'countersign.capture.form_captured.v1') this.#remember((data as { candidateId: string }).candidateId, subject.replace('capture/', ''));
      }
      this.#position = sequence;
    }
    for (const progress of this.#onProgress.splice(0)) progress();
  }

  #remember(candidateId: string, captureId: string): void {
    const ids = (this.#capturesOf.get(candidateId) ?? []).filter((id) => id !== captureId);
    this.#capturesOf.delete(candidateId);
    this.#capturesOf.set(candidateId, [...ids, captureId].slice(-MAX_EARLIER_CAPTURES));
    if (this.#capturesOf.size > MAX_KNOWN_CANDIDATES) this.#capturesOf.delete(this.#capturesOf.keys().next().value!);
  }

  /** Reads what was in the log when it was asked, for so long as one would wait for it. */
  async #caughtUp(): Promise<void> {
    const end = await this.#log.lastSequence();
    const deadline = performance.now() + CATCH_UP_TIMEOUT_MS;
    while (this.#position < end && performance.now() < deadline) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, deadline - performance.now());
        this.#onProgress.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }
}

/** Approved is what a person approved and nothing has changed since: all of an approved or sent capture, the earlier steps of others. */
function approvedFields(captureId: string, { status, fields, form }: Capture): ApprovedField[] {
  const isApproved = status === 'approved' || status === 'submitting' || status === 'submitted' || status === 'outcome_unknown';
  return fields.filter(({ step, answer }) => answer !== null && (isApproved || step < form.step)).map((field) => ({ captureId, field }));
}
