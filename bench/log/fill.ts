import { randomUUID } from 'node:crypto';
import type { EventLog } from '@countersign/event-log';
import { commitOf, extended, inFlight, started } from './workload.ts';

/** Commits of one session, each of one event. */
export const EVENTS_PER_SESSION = 10;

/** Fills the log with sessions whose ten commits lie evenly over all of it: the worst case for loading one. @returns their ids. */
export async function fill(log: EventLog, commits: number): Promise<string[]> {
  const sessions = Array.from({ length: Math.ceil(commits / EVENTS_PER_SESSION) }, () => ({ id: randomUUID(), runId: randomUUID(), sequence: 0, version: 0 }));
  for (let version = 0; version < EVENTS_PER_SESSION; version++) {
    await inFlight(sessions.length, 256, async (index) => {
      const session = sessions[index]!;
      Object.assign(session, await log.append(commitOf(session.id, session, [version === 0 ? started(session.runId) : extended], session.runId)));
    });
  }
  return sessions.map(({ id }) => id);
}
