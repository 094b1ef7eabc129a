import { randomUUID } from 'node:crypto';
import { subjectOf, type CandidateEvent } from '@countersign/contracts';
import { Rejected, type Decider } from '@countersign/decider';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { aggregate, type Aggregate } from './aggregate.ts';
import { context, registered, updated, type Counter } from './contract-suite/candidates.ts';
import { ConflictError, UnacknowledgedError } from './errors.ts';
import type { EventLog } from './event-log.ts';
import { memoryEventLog } from './memory/memory-event-log.ts';

/** `add` always adds one event; `onlyAt` adds one at exactly this count; `upTo` adds what is missing. */
type Command = { add: true } | { onlyAt: number } | { upTo: number };

const decider: Decider<Command, CandidateEvent, Counter> = {
  initialState: { count: 0 },
  decide: (command, { count }) => {
    if ('onlyAt' in command && command.onlyAt !== count) return new Rejected('elsewhere', `at ${count}`);
    const wanted = 'upTo' in command ? Math.max(0, command.upTo - count) : 1;
    return Array.from({ length: wanted }, (_, index) => (count + index === 0 ? registered(1) : updated(count + index + 1)));
  },
  evolve: (state, event) => ('resume' in event.data ? { count: event.data.resume['count'] as number } : state),
};

describe('an aggregate', () => {
  let log: EventLog;
  let calls: { load: number; append: number };
  let one: Aggregate<Command, CandidateEvent, Counter>;
  let other: Aggregate<Command, CandidateEvent, Counter>;
  const id = randomUUID();

  const over = (target: EventLog) => aggregate({ log: target, aggregate: 'candidate', source: 'capture-service', decider });

  beforeEach(() => {
    log = memoryEventLog();
    calls = { load: 0, append: 0 };
    one = over({
      ...log,
      load: (...parameters) => { calls.load++; return log.load(...parameters); },
      append: (commit) => { calls.append++; return log.append(commit); },
    });
    other = over(log);
  });

  it('is nothing before its first event', async () => {
    expect(await one.load(id)).toEqual({ state: { count: 0 }, version: 0, sequence: 0 });
  });

  it('decides, appends in one commit and folds', async () => {
    const handled = await one.handle(id, { upTo: 3 }, context);
    expect(handled).toMatchObject({ events: [registered(1), updated(2), updated(3)], loaded: { state: { count: 3 }, version: 3, sequence: 1 } });
    expect(await log.load('candidate', id)).toHaveLength(1);
    expect(await other.load(id)).toEqual(handled.loaded);
  });

  it('folds what it appended with its actor, as whoever loads it does', async () => {
    const actors = { ...decider, evolve: (state: Counter, event: CandidateEvent) => ({ ...decider.evolve(state, event), by: (event as { actor?: string }).actor }) };
    const writer = aggregate({ log, aggregate: 'candidate', source: 'capture-service', decider: actors });
    const { loaded } = await writer.handle(id, { upTo: 2 }, context);
    expect(loaded.state).toEqual({ count: 2, by: context.actor });
    expect(await aggregate({ log, aggregate: 'candidate', source: 'capture-service', decider: actors }).load(id)).toEqual(loaded);
  });

  it('reads nothing again while nobody else writes', async () => {
    await one.handle(id, { add: true }, context);
    calls = { load: 0, append: 0 };
    await one.handle(id, { add: true }, context);
    expect(calls).toEqual({ load: 0, append: 1 });
  });

  it('appends nothing when it is refused or has nothing to do', async () => {
    await one.handle(id, { add: true }, context);
    const refused = await one.handle(id, { onlyAt: 7 }, context);
    expect(refused).toMatchObject({ rejected: { code: 'elsewhere', message: 'at 1' }, loaded: { version: 1, sequence: 1 } });
    expect(await one.handle(id, { upTo: 1 }, context)).toEqual({ events: [], loaded: { state: { count: 1 }, version: 1, sequence: 1 } });
    expect(await log.lastSequence()).toBe(1);
  });

  describe('whose memory is old', () => {
    beforeEach(async () => {
      await one.handle(id, { add: true }, context);
      await other.handle(id, { add: true }, context);
      calls = { load: 0, append: 0 };
    });

    it('meets a conflict, loads what it missed and decides again', async () => {
      expect(await one.handle(id, { add: true }, context)).toMatchObject({ loaded: { state: { count: 3 }, version: 3, sequence: 3 } });
      expect(calls).toEqual({ load: 1, append: 2 });
    });

    it('does not refuse what the newest state allows', async () => {
      expect(await one.handle(id, { onlyAt: 2 }, context)).toMatchObject({ events: [updated(3)], loaded: { version: 3 } });
    });

    it('does not allow what the newest state refuses', async () => {
      expect(await one.handle(id, { onlyAt: 1 }, context)).toMatchObject({ rejected: { message: 'at 2' }, loaded: { version: 2 } });
      expect(await log.lastSequence()).toBe(2);
    });

    it('says where the aggregate stands now when there is nothing to do', async () => {
      expect(await one.handle(id, { upTo: 1 }, context)).toMatchObject({ events: [], loaded: { state: { count: 2 }, version: 2, sequence: 2 } });
    });

    it('loads only what it missed', async () => {
      expect((await one.load(id)).state).toEqual({ count: 2 });
      expect(calls.load).toBe(1);
    });
  });

  it('gives up after a bounded number of conflicts', async () => {
    let attempts = 0;
    const busy = over({ ...log, load: log.load.bind(log), append: () => { attempts++; return Promise.reject(new ConflictError('busy')); } });
    await expect(busy.handle(id, { add: true }, context)).rejects.toThrow(ConflictError);
    expect(attempts).toBe(8);
  });

  it('finds out what became of an append that nobody acknowledged', async () => {
    let isLosing = true;
    const lossy = over({
      ...log, load: log.load.bind(log),
      append: async (commit) => {
        const appended = await log.append(commit);
        if (isLosing) throw new UnacknowledgedError('lost');
        return appended;
      },
    });
    await expect(lossy.handle(id, { upTo: 1 }, context)).rejects.toThrow(UnacknowledgedError);
    isLosing = false;
    expect(await lossy.handle(id, { upTo: 1 }, context)).toMatchObject({ events: [], loaded: { version: 1 } });
    expect(await lossy.handle(id, { add: true }, context)).toMatchObject({ loaded: { state: { count: 2 }, version: 2 } });
  });

  it('keeps what many commands at once decide in one order', async () => {
    await Promise.all(Array.from({ length: 8 }, () => one.handle(id, { add: true }, context)));
    expect(await other.load(id)).toMatchObject({ state: { count: 8 }, version: 8 });
  });

  describe('with snapshots', () => {
    const kept = (target: EventLog, stateVersion = 1) => aggregate({ log: target, aggregate: 'candidate', source: 'capture-service', decider, snapshots: { stateVersion, everyEvents: 3 } });
    /** From which sequence on commits were read. */
    function counted(target: EventLog): { log: EventLog; after: number[] } {
      const after: number[] = [];
      return { after, log: Object.assign(Object.create(target) as EventLog, { load: (name: 'candidate', of: string, from?: number) => { after.push(from ?? 0); return target.load(name, of, from); } }) };
    }
    beforeEach(async () => {
      for (let count = 0; count < 5; count++) await other.handle(id, { add: true }, context);
      await kept(log).load(id);
    });

    it('reads what follows the snapshot, and no more', async () => {
      await other.handle(id, { add: true }, context);
      const { after, log: reading } = counted(log);
      expect(await kept(reading).load(id)).toEqual({ state: { count: 6 }, version: 6, sequence: 6 });
      expect(after).toEqual([4]);
    });

    it('loses nothing when they are deleted', async () => {
      await log.snapshots.remove(subjectOf('candidate', id));
      const { after, log: reading } = counted(log);
      expect(await kept(reading).load(id)).toEqual({ state: { count: 5 }, version: 5, sequence: 5 });
      expect(after).toEqual([0]);
    });

    it('leaves alone what other code folded', async () => {
      const { after, log: reading } = counted(log);
      expect(await kept(reading, 2).load(id)).toMatchObject({ state: { count: 5 } });
      expect(after).toEqual([0]);
    });

    it('forgets one that the log does not bear out, also when it claims to be ahead', async () => {
      for (const wrong of [{ sequence: 9, version: 9 }, { sequence: 3, version: 4 }]) {
        await log.snapshots.save(subjectOf('candidate', id), { state: { count: 99 }, stateVersion: 1, ...wrong });
        expect(await kept(log).load(id)).toMatchObject({ state: { count: 5 }, version: 5 });
        expect((await kept(log).handle(id, { onlyAt: 5 }, context)).rejected).toBeUndefined();
        await other.handle(id, { upTo: 6 }, context);
        log = memoryEventLog();
        other = over(log);
        await other.handle(id, { upTo: 5 }, context);
      }
    });
  });

  it('decides again on the whole history when its own memory is not of this log', async () => {
    await one.handle(id, { upTo: 2 }, context);
    await one.handle(id, { add: true }, context);
    const restored = memoryEventLog();
    await over(restored).handle(id, { upTo: 1 }, context);
    const switched = over(Object.assign(Object.create(log) as EventLog, { load: restored.load.bind(restored), append: restored.append.bind(restored) }));
    log = restored;
    expect(await switched.handle(id, { onlyAt: 1 }, context)).toMatchObject({ loaded: { state: { count: 2 }, version: 2 } });
  });
});
