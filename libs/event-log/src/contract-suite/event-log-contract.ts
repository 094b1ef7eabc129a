import { afterAll, beforeAll, describe } from '@jest/globals';
import type { EventLog } from '../event-log.ts';
import { appending } from './appending.ts';
import { following } from './following.ts';
import { reacting } from './reacting.ts';

/** Starts an empty log; `stop` ends what it stands on. */
export type StartLog = () => Promise<{ log: EventLog; stop(): Promise<void> }>;

/** What every implementation of the port keeps. The cases share one log and keep apart by their aggregates and positions. */
export function eventLogContract(name: string, start: StartLog): void {
  describe(`the contract of the log, kept by ${name}`, () => {
    let running: Awaited<ReturnType<StartLog>>;
    beforeAll(async () => { running = await start(); });
    afterAll(async () => {
      await running.log.close();
      await running.stop();
    });
    const log = () => running.log;
    describe('append and load', () => appending(log));
    describe('follow', () => following(log));
    describe('react', () => reacting(log));
  });
}
