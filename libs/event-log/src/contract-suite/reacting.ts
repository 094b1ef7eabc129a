import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import type { Commit, EventLog, ReactOptions } from '../event-log.ts';
import { NothingToDecideError } from '../journal/journal.ts';
import { appendSome, context } from './candidates.ts';
import { eventually } from './eventually.ts';

async function registerRun(log: EventLog): Promise<number> {
  const events = [{ type: 'countersign.run.registered.v1', data: { candidateId: randomUUID(), title: null } }];
  return (await log.append({ aggregate: 'run', aggregateId: randomUUID(), source: 'gateway', expectedSequence: 0, version: 0, context, events })).sequence;
}

export function reacting(log: () => EventLog): void {
  const name = () => `try-${randomUUID()}`;

  it('delivers every commit of one aggregate, those from before its first start too', async () => {
    const before = await registerRun(log());
    await appendSome(log(), 3);
    const seen = new Set<number>();
    const reactor = await log().react({ name: name(), aggregate: 'run', handle: (commit) => { seen.add(commit.sequence); return Promise.resolve(); } });
    const after = await registerRun(log());
    await eventually(() => seen.has(before) && seen.has(after));
    for (const sequence of seen) expect([before, after]).toContain(sequence);
    await reactor.stop();
  });

  it('delivers again what failed, a bounded number of times, and parks it; others do not wait', async () => {
    const [good, bad, late] = await Promise.all([registerRun(log()), registerRun(log()), registerRun(log())]);
    const deliveries = new Map<number, number>();
    const parked: [number, string][] = [];
    const options: ReactOptions = {
      name: name(), aggregate: 'run', maxDeliveries: 3, backoffMs: [5, 10],
      handle: (commit) => {
        const count = (deliveries.get(commit.sequence) ?? 0) + 1;
        deliveries.set(commit.sequence, count);
        if (commit.sequence === bad) return Promise.reject(new Error(`failed ${count}`));
        if (commit.sequence === late && count === 1) return Promise.reject(new Error('once'));
        return Promise.resolve();
      },
      onParked: (commit: Commit, error) => { parked.push([commit.sequence, error.message]); },
    };
    const reactor = await log().react(options);
    await eventually(() => parked.length > 0 && deliveries.get(late) === 2);
    const last = await registerRun(log());
    await eventually(() => deliveries.get(last) === 1);
    expect(parked).toEqual([[bad, 'failed 3']]);
    expect([deliveries.get(good), deliveries.get(bad), deliveries.get(late)]).toEqual([1, 3, 2]);
    await reactor.stop();
  });

  it('lists what is parked; an operator has it handled again, or skipped, and both are recorded', async () => {
    const [first, second] = [await registerRun(log()), await registerRun(log())];
    const decision = { by: 'user:ada', reason: 'the other side is well again' };
    let isWell = false;
    const handled: number[] = [];
    const options: ReactOptions = {
      name: name(), aggregate: 'run', maxDeliveries: 1,
      handle: ({ sequence }) => {
        if (!isWell && [first, second].includes(sequence)) return Promise.reject(new Error('not well'));
        handled.push(sequence);
        return Promise.resolve();
      },
    };
    const parked = async () => (await log().journal.parked()).filter(({ reactor }) => reactor === options.name);
    const reactors = await Promise.all([log().react(options), log().react(options)]);
    await eventually(async () => (await parked()).length === 2);
    expect(await parked()).toMatchObject([first, second].map((sequence) => ({ sequence, error: 'not well', state: 'parked', subject: expect.stringContaining('.run.') })));

    await log().journal.retry({ reactor: options.name, sequence: first }, decision);
    await eventually(async () => (await parked())[0]!.state === 'parked');
    expect(handled).not.toContain(first);
    isWell = true;
    await log().journal.retry({ reactor: options.name, sequence: first }, decision);
    await log().journal.skip({ reactor: options.name, sequence: second }, decision);
    await eventually(async () => (await parked()).length === 0);
    expect(handled.filter((sequence) => sequence === first)).toHaveLength(1);
    expect(handled).not.toContain(second);
    await expect(log().journal.retry({ reactor: options.name, sequence: second }, decision)).rejects.toThrow(NothingToDecideError);
    await Promise.all(reactors.map((reactor) => reactor.stop()));
  });

  it('goes on where a reactor of the same name stopped', async () => {
    const shared = name();
    const seen: [string, number][] = [];
    const first = await registerRun(log());
    const one = await log().react({ name: shared, aggregate: 'run', handle: (commit) => { seen.push(['one', commit.sequence]); return Promise.resolve(); } });
    await eventually(() => seen.some(([, sequence]) => sequence === first));
    await one.stop();
    const second = await registerRun(log());
    const two = await log().react({ name: shared, aggregate: 'run', handle: (commit) => { seen.push(['two', commit.sequence]); return Promise.resolve(); } });
    await eventually(() => seen.some(([, sequence]) => sequence === second));
    await two.stop();
    expect(seen.filter(([who]) => who === 'two')).toEqual([['two', second]]);
  });

  it('shares the work among instances: nothing is left out', async () => {
    const shared = name();
    const seen: number[] = [];
    const options: ReactOptions = { name: shared, aggregate: 'run', handle: async (commit) => { await new Promise(setImmediate); seen.push(commit.sequence); } };
    const reactors = await Promise.all([log().react(options), log().react(options)]);
    const registered: number[] = [];
    for (let count = 0; count < 20; count++) registered.push(await registerRun(log()));
    await eventually(() => registered.every((sequence) => seen.includes(sequence)));
    await Promise.all(reactors.map((reactor) => reactor.stop()));
    expect(new Set(seen).size).toBe(seen.length);
  });
}
