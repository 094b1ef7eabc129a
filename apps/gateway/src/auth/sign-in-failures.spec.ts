import { memoryEventLog, type Commit, type EventLog } from '@countersign/event-log';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AccessRecords, ownMeta } from './access-records.ts';
import { FAILURES_WINDOW_MS, SignInFailures } from './sign-in-failures.ts';

describe('sign-ins that fail', () => {
  let log: EventLog;
  let failures: SignInFailures;
  let told: { actor: string; data: Record<string, unknown> }[];
  beforeEach(async () => {
    jest.useFakeTimers();
    log = memoryEventLog();
    failures = new SignInFailures(new AccessRecords(log));
    told = [];
    await log.follow({
      after: 0,
      onBatch: (commits: readonly Commit[]) => {
        told.push(...commits.flatMap(({ events }) => events.map(({ actor, data }) => ({ actor, data: data as Record<string, unknown> }))));
        return Promise.resolve();
      },
    });
  });
  afterEach(async () => {
    jest.useRealTimers();
    await log.close();
  });
  const settled = () => jest.advanceTimersByTimeAsync(50);

  it('are written at once, and then once a minute with their number', async () => {
    for (let count = 0; count < 1_000; count++) await failures.note('link', 'link_unknown', ownMeta());
    await settled();
    expect(told).toMatchObject([{ actor: 'service:gateway', data: { method: 'link', reason: 'link_unknown', count: 1 } }]);
    await jest.advanceTimersByTimeAsync(FAILURES_WINDOW_MS);
    expect(told.map(({ data }) => data['count'])).toEqual([1, 999]);
    await failures.note('link', 'link_unknown', ownMeta());
    await settled();
    expect(told.map(({ data }) => data['count'])).toEqual([1, 999, 1]);
  });
  it('are told apart by what failed and whose they are, up to a number of persons', async () => {
    for (let count = 0; count < 500; count++) await failures.note('oidc', 'no_role', ownMeta(), `user:person-${count}`);
    await failures.note('oidc', 'token_refused', ownMeta());
    await settled();
    expect(told.length).toBe(102);
    expect(told[0]).toMatchObject({ actor: 'user:person-0', data: { method: 'oidc', reason: 'no_role', count: 1 } });
    expect(told.at(-2)).toMatchObject({ actor: 'service:gateway', data: { reason: 'no_role' } });
  });
  it('are written before the gateway stops', async () => {
    for (let count = 0; count < 3; count++) await failures.note('link', 'link_used', ownMeta());
    await failures.beforeApplicationShutdown();
    await settled();
    expect(told.map(({ data }) => data['count'])).toEqual([1, 2]);
  });
});
