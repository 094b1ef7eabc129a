import type { AuditDifferenceView, AuditStateView, CommandMeta } from '@countersign/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { ProblemError } from '../http/problem.ts';
import { AuditQueries } from './audit.queries.ts';
import { AuditReadings, extentOf } from './audit-readings.ts';
import { stateAt, type AuditedState, type StateSubject } from './audited-state.ts';
import { differencesBetween } from './differences.ts';
import { historyOf, MAX_EVENTS_OF_STATE } from './history.ts';
import { Places, type Place } from './places.ts';
import type { RecordedEvent } from './recorded-event.ts';

/** States of other times. Whatever is answered was recorded as read before. */
@Injectable()
export class PastStates {
  constructor(
    private readonly audit: AuditQueries,
    private readonly places: Places,
    private readonly readings: AuditReadings,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** Without a place: now. @throws ProblemError place_in_future, did_not_exist_yet, `<aggregate>_not_found`, history_too_long */
  async at(subject: StateSubject, place: Place | undefined, meta: CommandMeta): Promise<AuditStateView> {
    const position = await this.#positionOf(place);
    const history = await this.#historyOf(subject, position);
    const audited = await this.#existing(subject, stateAt(history, subject, position, this.config), position);
    await this.readings.record({ kind: 'state', filter: { aggregate: subject.aggregate, aggregateId: subject.id, to: place ?? position }, ...extentOf(history) }, meta);
    return { ...subject, position, ...audited };
  }

  /** It may have come to be in between, and must be there at the end. @throws ProblemError as {@link at}; request_invalid: the end is before the beginning */
  async difference(subject: StateSubject, from: Place, to: Place | undefined, meta: CommandMeta): Promise<AuditDifferenceView> {
    const [start, end] = [await this.places.positionAt(from), await this.#positionOf(to)];
    if (start > end) throw new ProblemError('request_invalid', { errors: [{ path: '/from', message: `from (position ${start}) must not be after to (position ${end})` }] });
    const history = await this.#historyOf(subject, end);
    const { differences, ...states } = differencesBetween(history, subject, start, end, this.config);
    const after = await this.#existing(subject, states.to, end);
    await this.readings.record({ kind: 'difference', filter: { aggregate: subject.aggregate, aggregateId: subject.id, from, to: to ?? end }, ...extentOf(history) }, meta);
    return { ...subject, from: { position: start, version: states.from?.version ?? 0 }, to: { position: end, version: after.version }, differences: [...differences] };
  }

  async #positionOf(place: Place | undefined): Promise<number> {
    return place === undefined ? this.places.latest() : this.places.positionAt(place);
  }

  async #historyOf(subject: StateSubject, upTo: number): Promise<RecordedEvent[]> {
    const history = await historyOf(this.audit, subject, upTo);
    if (history.length > MAX_EVENTS_OF_STATE) throw new ProblemError('history_too_long', { detail: `It is made of more than ${MAX_EVENTS_OF_STATE} events. An export has them all.` });
    return history;
  }

  async #existing({ aggregate, id }: StateSubject, state: AuditedState | undefined, position: number): Promise<AuditedState> {
    if (state) return state;
    const first = await this.audit.firstPosition(aggregate, id);
    if (first === undefined) throw new ProblemError(`${aggregate}_not_found`);
    throw new ProblemError('did_not_exist_yet', { detail: `It came to be at position ${first}, after position ${position}.`, extensions: { firstPosition: first } });
  }
}
