import { pause } from '../projecting/pause.ts';
import type { ReadModelWaiter } from '../projecting/read-model-waiter.ts';
import type { LiveEvent, LiveEventQueries } from './live-event.queries.ts';
import { isReading, LiveMatcher, type LiveFilter } from './live-filter.ts';
import { afterCommit, isAfter, WHOLE_COMMIT, type Place } from './place.ts';

/** Somebody who hears of events. */
export interface LiveReader {
  readonly filter: LiveFilter;
  /** What it wants of what came next; all up to `readTo` was looked through. */
  take(told: Told, readTo: Place): void;
  /** Resolves when there is room for more; only a reader that catches up is waited for. */
  room(): Promise<void>;
}

/** Events for one reader, or the same for many. */
export class Told {
  #bytes: Uint8Array | undefined;

  constructor(readonly events: readonly LiveEvent[]) {}

  /** As they go over the wire; made once, and shared by all sockets that they go to. */
  get bytes(): Uint8Array {
    return (this.#bytes ??= Buffer.from(this.events.map(({ frame }) => frame).join('')));
  }
}

/** Reads of those that catch up, at once: many come back together when a gateway starts again. */
const CATCHING_UP_AT_ONCE = 4;
const LOOK_AGAIN_AFTER_MS = 60_000;
const AFTER_FAULT_MS = 1_000;
/** A read model that is being made anew is looked at this often. */
const WHILE_BEHIND_MS = 250;
/** With many readers events wait for each other a little: a thousand writes are one for each reader, whatever they hold. */
const PACE_MS_PER_READER = 0.05;
const MAX_PACE_MS = 100;

/**
 * Tells readers of events. All that have come to the end are served by one read of the database; who is further behind reads
 * on its own until it has come there. Nothing is kept for a reader here: what it does not take is its own affair.
 */
export class LiveEvents {
  readonly #closing = new AbortController();
  readonly #readers = new Set<{ readonly reader: LiveReader; readonly matcher: LiveMatcher; from: Place }>();
  readonly #catchingUp = new Turns(CATCHING_UP_AT_ONCE);
  /** Up to where those that have come to the end were told. */
  #end = afterCommit(0);
  #idle = new AbortController();

  constructor(
    private readonly queries: LiveEventQueries,
    private readonly waiter: ReadModelWaiter,
    private readonly onFault: (error: Error) => void,
  ) {}

  /** Where a reader begins that names no place: what is read of the model from now on has all up to here. */
  async now(): Promise<number> {
    // A gateway that has only just started does not know, and would read the log from its beginning.
    if (this.waiter.position === 0) this.waiter.advance(await this.queries.position());
    return this.waiter.position;
  }

  /** Readers that have come to the end, and hear of events as they come. */
  get readersAtEnd(): number {
    return this.#readers.size;
  }

  /** Until the signal aborts, or the application shuts down. @throws when the database cannot be read while it catches up, or what `room` throws. */
  async follow(reader: LiveReader, after: Place, signal: AbortSignal): Promise<void> {
    const ending = AbortSignal.any([signal, this.#closing.signal]);
    let from = after;
    let matcher: LiveMatcher;
    await this.now();
    do {
      from = await this.#catchUp(reader, from, ending);
      matcher = await this.#matcherOf(reader.filter);
      if (ending.aborted) return;
      // Nothing is awaited between having come to the end and being among those who are there.
    } while (isAfter(this.#whereTo(), from));
    const attached = { reader, matcher, from };
    this.#readers.add(attached);
    if (this.#readers.size === 1) this.#start();
    await new Promise<void>((resolve) => ending.addEventListener('abort', () => resolve(), { once: true }));
    this.#readers.delete(attached);
    if (this.#readers.size === 0) this.#idle.abort();
  }

  /** Ends every subscription. */
  close(): void {
    this.#closing.abort();
  }

  async #catchUp(reader: LiveReader, after: Place, ending: AbortSignal): Promise<Place> {
    let at = after;
    while (!ending.aborted && isAfter(this.#whereTo(), at)) {
      const { events, readTo } = await this.#catchingUp.take(() => this.queries.read(at, this.#whereTo().position, reader.filter));
      if (!isAfter(readTo, at)) await pause(WHILE_BEHIND_MS, ending);
      if (ending.aborted) break;
      reader.take(new Told(events), readTo);
      at = readTo;
      await reader.room();
    }
    return at;
  }

  /** Runs that come to be a candidate's from here on are among the events that it sees. */
  async #matcherOf(filter: LiveFilter): Promise<LiveMatcher> {
    return new LiveMatcher(filter, filter.candidateId === undefined ? new Set() : await this.queries.runsOf(filter.candidateId));
  }

  #whereTo(): Place {
    return this.#readers.size > 0 ? this.#end : afterCommit(this.waiter.position);
  }

  #start(): void {
    this.#end = afterCommit(this.waiter.position);
    this.#idle = new AbortController();
    void this.#tell(AbortSignal.any([this.#idle.signal, this.#closing.signal]));
  }

  async #tell(ending: AbortSignal): Promise<void> {
    while (!ending.aborted) {
      const { position, index } = this.#end;
      if (!(await this.waiter.waitFor(index === WHOLE_COMMIT ? position + 1 : position, LOOK_AGAIN_AFTER_MS, ending))) continue;
      try {
        const { events, readTo } = await this.queries.read(this.#end, this.waiter.position);
        if (ending.aborted) return;
        if (isAfter(readTo, this.#end)) this.#handOut(events, readTo);
        else await pause(WHILE_BEHIND_MS, ending);
      } catch (error) {
        // Streams stay open, and go on when the database is back.
        this.onFault(error as Error);
        await pause(AFTER_FAULT_MS, ending);
      }
      const paceMs = Math.min(MAX_PACE_MS, Math.floor(this.#readers.size * PACE_MS_PER_READER));
      if (paceMs > 0 && this.#end.position >= this.waiter.position) await pause(paceMs, ending);
    }
  }

  #handOut(events: readonly LiveEvent[], readTo: Place): void {
    const all = new Told(events.filter(({ event }) => !isReading(event)));
    for (const one of this.#readers) {
      if (!isAfter(readTo, one.from)) continue;
      const isAtEnd = !isAfter(one.from, this.#end);
      const wanted = ({ event, place }: LiveEvent) => one.matcher.matches(event) && (isAtEnd || isAfter(place, one.from));
      one.reader.take(isAtEnd && one.matcher.takesAll ? all : new Told(events.filter(wanted)), readTo);
      one.from = readTo;
    }
    this.#end = readTo;
  }
}

/** So many at once, the others in turn. */
class Turns {
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;

  constructor(private readonly most: number) {}

  async take<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#underWay >= this.most) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#underWay += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#underWay -= 1;
    }
  }
}
