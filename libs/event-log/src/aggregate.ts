import { subjectOf, type AggregateName, type DomainEvent } from '@countersign/contracts';
import { fold, Rejected, type Decider } from '@countersign/decider';
import { ConflictError } from './errors.ts';
import { SNAPSHOT_EVERY_EVENTS } from './limits.ts';
import type { Commit, EventContext, EventLog } from './event-log.ts';

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
  /**
   * Keeps snapshots of long histories in the log's {@link SnapshotStore}. The state must survive JSON unchanged, and hold
   * nothing that has to be erased elsewhere only. Default: none are kept.
   */
  readonly snapshots?: {
    /** To be counted up whenever `State` or what `evolve` makes of an event changes: older snapshots are then left alone. */
    readonly stateVersion: number;
    /** Events behind a snapshot after which a load saves the next; default 100. */
    readonly everyEvents?: number;
  };
}

export function aggregate<Command, Event extends DomainEvent, State>(options: AggregateOptions<Command, Event, State>): Aggregate<Command, Event, State> {
  const { log, decider, source } = options;
  const recent = recentStates<State>();
  const nothing: Loaded<State> = { state: decider.initialState, version: 0, sequence: 0 };
  const kept = keptStates(options);

  async function load(id: string): Promise<Loaded<State>> {
    const cached = recent.get(id);
    const loaded = cached ? add(id, cached, await log.load(options.aggregate, id, cached.sequence)) : await loadFromSnapshot(id);
    return loaded ?? loadWhole(id);
  }

  /** Only one that the log bears out: its last commit must be where it says. */
  async function loadFromSnapshot(id: string): Promise<Loaded<State> | undefined> {
    const snapshot = await kept.find(id);
    if (!snapshot) return undefined;
    const [last, ...since] = await log.load(options.aggregate, id, snapshot.sequence - 1);
    const isBorneOut = last?.sequence === snapshot.sequence && last.events.at(-1)?.aggregateversion === snapshot.version;
    return isBorneOut ? add(id, snapshot, since) : void (await kept.forget(id));
  }

  /** What was known is forgotten: it may be of another log, or from before an older copy was restored. */
  async function loadWhole(id: string): Promise<Loaded<State>> {
    if (recent.forget(id)) await kept.forget(id);
    return add(id, nothing, await log.load(options.aggregate, id))!;
  }

  /** Undefined when the commits do not follow what was known. */
  function add(id: string, known: Loaded<State>, commits: readonly Commit[]): Loaded<State> | undefined {
    if (commits.length === 0) return known.sequence === 0 ? known : recent.remember(id, known);
    const events = commits.flatMap((commit) => commit.events);
    if (events[0]!.aggregateversion !== known.version + 1) return undefined;
    const loaded = { state: fold(decider, known.state, events as unknown as Event[]), version: events.at(-1)!.aggregateversion, sequence: commits.at(-1)!.sequence };
    kept.keep(id, loaded, events.length);
    return recent.remember(id, loaded);
  }

  async function handle(id: string, command: Command, context: EventContext): Promise<Handled<Event, State>> {
    let loaded = recent.get(id) ?? (await load(id));
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
        const after = { state: fold(decider, loaded.state, withActor(decided, context)), ...appended };
        recent.remember(id, after);
        return { events: decided, loaded: after };
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt >= MAX_ATTEMPTS) throw error;
        const newest = await load(id);
        // A conflict without anything newer: what is known is not what the log has.
        loaded = newest.sequence === loaded.sequence ? await loadWhole(id) : newest;
      }
    }
  }

  return { load, handle };
}

/** Events that were just decided, with who caused them, as those that are loaded have it. */
function withActor<Event extends DomainEvent>(events: readonly Event[], { actor }: EventContext): Event[] {
  return events.map((event) => ({ ...event, actor }));
}

/** The states that were used last. */
function recentStates<State>() {
  const states = new Map<string, Loaded<State>>();
  return {
    get: (id: string) => states.get(id),
    forget: (id: string) => states.delete(id),
    /** The newest of what is known: a load that took long may end after a later append. */
    remember: (id: string, loaded: Loaded<State>): Loaded<State> => {
      const known = states.get(id);
      const newest = known && known.sequence > loaded.sequence ? known : loaded;
      states.delete(id);
      states.set(id, newest);
      if (states.size > MAX_CACHED) states.delete(states.keys().next().value!);
      return newest;
    },
  };
}

/** Snapshots of one kind of aggregate, or none. */
function keptStates<Command, Event extends DomainEvent, State>({ aggregate: name, log, snapshots }: AggregateOptions<Command, Event, State>) {
  const isKept = (id: string) => snapshots && { store: log.snapshots, subject: subjectOf(name, id), ...snapshots };
  return {
    find: async (id: string): Promise<Loaded<State> | undefined> => {
      const place = isKept(id);
      const found = place && (await place.store.find(place.subject));
      if (found?.stateVersion !== snapshots?.stateVersion) return undefined;
      return found && { state: found.state as State, version: found.version, sequence: found.sequence };
    },
    /** Nobody waits for it. */
    keep: (id: string, loaded: Loaded<State>, events: number): void => {
      const place = isKept(id);
      if (place && events >= (place.everyEvents ?? SNAPSHOT_EVERY_EVENTS)) void place.store.save(place.subject, { ...loaded, stateVersion: place.stateVersion });
    },
    forget: async (id: string): Promise<void> => {
      const place = isKept(id);
      if (place) await place.store.remove(place.subject);
    },
  };
}
