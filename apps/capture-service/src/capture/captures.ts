import { createHash } from 'node:crypto';
import { WRITER_OF, type CaptureEvent, type CaptureStatus, type CommandMeta } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import { aggregate, type Aggregate, type EventLog, type Handled, type Loaded } from '@countersign/event-log';
import { commitOfCommand, contextOf, EVENT_LOG, type CommandOutcome } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import type { Capture, CaptureState } from './domain/capture.ts';
import type { CaptureCommand } from './domain/commands.ts';
import { captureDecider } from './domain/decide.ts';
import { Refusal } from './refusal.ts';

export interface CaptureReply {
  readonly id: string;
  readonly status: CaptureStatus;
}

export const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The captures in the log: loads, decides and appends. */
@Injectable()
export class Captures {
  readonly #log: EventLog;
  readonly #aggregate: Aggregate<CaptureCommand, CaptureEvent, CaptureState>;

  constructor(@Inject(EVENT_LOG) log: EventLog) {
    this.#log = log;
    this.#aggregate = aggregate({ log, aggregate: 'capture', source: WRITER_OF.capture, decider: captureDecider(sha256Of) });
  }

  load(id: string): Promise<Loaded<CaptureState>> {
    return this.#aggregate.load(id);
  }

  /** @throws Refusal capture_not_found */
  async get(id: string): Promise<Capture> {
    const { state } = await this.#aggregate.load(id);
    if (!state) throw new Refusal('capture_not_found', 'There is no capture with this id.');
    return state;
  }

  async handle(id: string, command: CaptureCommand, meta: CommandMeta): Promise<Handled<CaptureEvent, CaptureState>> {
    const runId = command.type === 'capture' ? command.runId : (await this.#aggregate.load(id)).state?.runId;
    return this.#aggregate.handle(id, command, contextOf(meta, runId));
  }

  /** Decides and answers with the status that came of it. */
  async answer(id: string, command: CaptureCommand, meta: CommandMeta): Promise<CommandOutcome<CaptureReply>> {
    const handled = await this.handle(id, command, meta);
    return handled.rejected ? handled : this.reply(id, handled.loaded);
  }

  /** Runs a command unless it was carried out already, by a message whose answer was lost: then it is answered with how the capture stands. */
  async once(id: string, meta: CommandMeta, run: () => Promise<CommandOutcome<CaptureReply>>): Promise<CommandOutcome<CaptureReply>> {
    const before = await this.#carriedOut(id, meta);
    if (before && !isSubmitting(before)) return this.reply(id, before);
    const outcome = await run();
    if (!(outcome instanceof Rejected) && !outcome.rejected) return outcome;
    // What it is refused for may be its own doing, at another instance or a moment ago.
    const after = await this.#carriedOut(id, meta);
    if (!after) return outcome;
    return isSubmitting(after) ? new Rejected('service_unavailable', 'The submission is still under way. Try again.') : this.reply(id, after);
  }

  async #carriedOut(id: string, meta: CommandMeta): Promise<(Loaded<CaptureState> & { readonly lastType: string }) | undefined> {
    const commit = await commitOfCommand(this.#log, 'capture', id, meta);
    return commit && { ...(await this.load(id)), lastType: commit.events.at(-1)!.type };
  }

  reply(id: string, loaded: Loaded<CaptureState>): CommandOutcome<CaptureReply> {
    return { loaded, result: { id, status: loaded.state!.status } };
  }
}

function isSubmitting({ state, lastType }: Loaded<CaptureState> & { readonly lastType: string }): boolean {
  return state?.status === 'submitting' && lastType === 'countersign.capture.submission_started.v1';
}
