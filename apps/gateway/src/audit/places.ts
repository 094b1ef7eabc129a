import type { AuditPositionView } from '@countersign/contracts';
import type { EventLog } from '@countersign/event-log';
import { EVENT_LOG } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { ProblemError } from '../http/problem.ts';
import { ReadModelWaiter } from '../projecting/read-model-waiter.ts';
import { AuditQueries } from './audit.queries.ts';
import type { EventFilter, PlacedFilter } from './event-filter.ts';

/** A position, or an instant as RFC 3339 in UTC with milliseconds: after every commit that the log had stored by then. */
export type Place = number | string;

/** @throws ProblemError place_invalid */
export function placeOf(text: string): Place {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const isInstant = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/.test(text);
  const at = isInstant ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw new ProblemError('place_invalid', { detail: `${JSON.stringify(text.slice(0, 60))} is neither a position nor an instant.` });
  return new Date(at).toISOString();
}

/** Where places stand in the log, as far as the read model has it. */
@Injectable()
export class Places {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    private readonly waiter: ReadModelWaiter,
    private readonly audit: AuditQueries,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** The last position of the log, which the read model has by now. @throws ProblemError service_unavailable */
  async latest(): Promise<number> {
    const last = await this.log.lastSequence();
    await this.#awaitPosition(last);
    return last;
  }

  /** The position of the last commit at a place. @throws ProblemError place_in_future, service_unavailable */
  async positionAt(place: Place): Promise<number> {
    if (typeof place === 'string') {
      this.#refuseFuture(place);
      await this.latest();
      return this.audit.positionAt(place);
    }
    if (place > this.waiter.position) {
      const last = await this.log.lastSequence();
      if (place > last) throw new ProblemError('place_in_future', { detail: `The last position is ${last}.` });
      await this.#awaitPosition(place);
    }
    return place;
  }

  async describe(place: Place | undefined): Promise<AuditPositionView> {
    const position = place === undefined ? await this.latest() : await this.positionAt(place);
    return { position, storedAt: await this.audit.storedAt(position), lastPosition: await this.log.lastSequence(), readModelPosition: this.waiter.position };
  }

  /** The filter by positions. It ends where the log does now, unless it ends before. @throws ProblemError as {@link positionAt} */
  async placed(filter: EventFilter): Promise<PlacedFilter & { readonly to: number }> {
    const to = filter.to === undefined ? await this.latest() : await this.positionAt(filter.to);
    return { ...filter, from: await this.#firstFrom(filter.from), to };
  }

  async #firstFrom(place: Place | undefined): Promise<number> {
    if (typeof place !== 'string') return place ?? 0;
    this.#refuseFuture(place);
    // What is stored at the very instant counts.
    return (await this.audit.positionAt(new Date(Date.parse(place) - 1).toISOString())) + 1;
  }

  #refuseFuture(instant: string): void {
    if (Date.parse(instant) > Date.now()) throw new ProblemError('place_in_future', { detail: `${instant} is still to come.` });
  }

  async #awaitPosition(position: number): Promise<void> {
    if (!(await this.waiter.waitFor(position, this.config.readYourWritesTimeoutMs))) throw new ProblemError('service_unavailable', { detail: 'The read model is behind the log. Try again.' });
  }
}
