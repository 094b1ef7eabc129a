import type { AggregateName, DomainEvent } from '@countersign/contracts';
import { fold, Rejected, type Decider } from '@countersign/decider';
import { ConflictError, type EventContext, type EventLog } from './event-log.ts';

/** Conflicts in a row after which a command gives up; each one means that somebody else made progress. */
const MAX_ATTEMPTS = 8;
/** Aggregates whose folded state is kept in memory. */
const MAX_CACHED = 5_000;

export interface Loaded<State> {
  readonly state: State;
  /** 0: there is no such aggregate. */
  readonly version: number;
  readonly sequence: number;
}
export type Handled<Event, State> =
  | { readonly rejected: Rejected; readonly loaded: Loaded<State> }
  | { readonly rejected?: undefined; readonly events: readonly Event[]; readonly loaded: Loaded<State> };

/** Loads, decides and appends for one kind of aggregate; keeps folded states in memory. */
export interface Aggregate<Command, Event, State> {
  load(id: string): Promise<Loaded<State>>;
  /**
   * Decides on the newest state and appends; on a conflict loads and decides again. Nothing is appended when the
   * decider returns no events or rejects. @throws ConflictError after {@link MAX_ATTEMPTS} conflicts.
   */
  handle(id: string, command: Command, context: EventContext): Promise<Handled<Event, State>>;
}

export interface AggregateOptions<Command, Event, State> {
  readonly log: EventLog;
  readonly aggregate: AggregateName;
  readonly source: string;
  readonly decider: Decider<Command, Event, State>;
}

export function aggregate<Command, Event extends DomainEvent, State>(options: AggregateOptions<Command, Event, State>): Aggregate<Command, Event, State> {
  const { log, decider, source } = options;
  const cache = new Map<string, Loaded<State>>();

  /** The newest of what is known: a load that took long may end after a later append. */
  function remember(id: string, loaded: Loaded<State>): Loaded<State> {
    const known = cache.get(id);
    const newest = known && known.sequence > loaded.sequence ? known : loaded;
    cache.delete(id);
    cache.set(id, newest);
    if (cache.size > MAX_CACHED) cache.delete(cache.keys().next().value!);
    return newest;
  }

  async function load(id: string): Promise<Loaded<State>> {
    const known = cache.get(id) ?? { state: decider.initialState, version: 0, sequence: 0 };
    const commits = await log.load(options.aggregate, id, known.sequence);
    if (commits.length === 0) return known;
    const events = commits.flatMap((commit) => commit.events);
    return remember(id, {
      state: fold(decider, known.state, events as unknown as Event[]),
      version: events.at(-1)!.aggregateversion,
      sequence: commits.at(-1)!.sequence,
    });
  }

  async function handle(id: string, command: Command, context: EventContext): Promise<Handled<Event, State>> {
    let loaded = cache.get(id) ?? (await load(id));
    for (let attempt = 1; ; attempt++) {
      const decided = decider.decide(command, loaded.state);
      if (decided instanceof Rejected || decided.length === 0) {
        // A cached state may be old: what it refuses or ignores is decided once more on the newest one.
        const newest = await load(id);
        if (newest.sequence === loaded.sequence) {
          return decided instanceof Rejected ? { rejected: decided, loaded } : { events: [], loaded };
        }
        if (attempt >= MAX_ATTEMPTS) throw new ConflictError(`${options.aggregate} ${id} kept changing`);
        loaded = newest;
        continue;
      }
      try {
        const appended = await log.append({
          aggregate: options.aggregate, aggregateId: id, source, context,
          expectedSequence: loaded.sequence, version: loaded.version, events: decided,
        });
        const after = { state: fold(decider, loaded.state, decided), ...appended };
        remember(id, after);
        return { events: decided, loaded: after };
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt >= MAX_ATTEMPTS) throw error;
        loaded = await load(id);
      }
    }
  }

  return { load, handle };
}
