import { createHash } from 'node:crypto';
import { WRITER_OF, type CaptureEvent, type CaptureStatus, type CommandMeta } from '@countersign/contracts';
import { aggregate, type Aggregate, type EventLog, type Handled, type Loaded } from '@countersign/event-log';
import { contextOf, EVENT_LOG, type CommandOutcome } from '@countersign/event-log/nest';
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
  readonly #aggregate: Aggregate<CaptureCommand, CaptureEvent, CaptureState>;

  constructor(@Inject(EVENT_LOG) log: EventLog) {
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

  reply(id: string, loaded: Loaded<CaptureState>): CommandOutcome<CaptureReply> {
    return { loaded, result: { id, status: loaded.state!.status } };
  }
}
