import type { Commit, EventLog, Reactor } from '@countersign/event-log';
import { EVENT_LOG } from '@countersign/event-log/nest';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { WebhookDeliveries } from './webhook-deliveries.ts';
import { WebhookSender } from './webhook-sender.ts';

/** Name of the durable consumer; all gateways share it. */
const CONSUMER = 'gateway-webhooks';
/** As long as the database is away, a commit is tried again: nothing may be left out. */
const BACKOFF_MS = [250, 1_000, 5_000, 30_000];

/** Every event that is appended becomes a delivery for each webhook that wants it. Not part of the read model: a rebuild sends nothing again. */
@Injectable()
export class QueueDeliveriesWhenAppended {
  readonly #logger = new Logger('Webhooks');
  #reactor: Reactor | undefined;
  #notWantedUpTo = 0;
  #isFailing = false;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly deliveries: WebhookDeliveries,
    private readonly sender: WebhookSender,
  ) {}

  async start(): Promise<void> {
    // A consumer that is new begins with the whole log: what was before any webhook costs it nothing.
    this.#notWantedUpTo = await this.deliveries.notWantedUpTo(await this.log.lastSequence());
    this.#reactor = await this.log.react({
      name: CONSUMER,
      maxDeliveries: Number.MAX_SAFE_INTEGER,
      backoffMs: BACKOFF_MS,
      handle: (commit) => this.#handle(commit),
      onError: (error) => this.#logger.error({ msg: 'events do not reach webhooks', err: error }),
    });
  }

  async stop(): Promise<void> {
    await this.#reactor?.stop();
  }

  async #handle({ sequence, events }: Commit): Promise<void> {
    if (sequence <= this.#notWantedUpTo) return;
    try {
      if ((await this.deliveries.add(events, sequence)) > 0) this.sender.wake();
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) this.#logger.error({ msg: 'an event could not be queued for webhooks; it is tried again', position: sequence, err: error });
      this.#isFailing = true;
      throw error;
    }
  }
}
