import type { AggregateName, CommandMeta } from '@countersign/contracts';
import type { Commit, EventLog } from '../event-log.ts';

/**
 * The last commit that a command left on an aggregate, told by its `causationId`, which only commands that may be repeated have:
 * a repeat whose first answer was lost is not carried out again. Other aggregates may bear the same one: what the command led to.
 */
export async function commitOfCommand(log: EventLog, aggregate: AggregateName, id: string, { causationId }: CommandMeta, type?: string): Promise<Commit | undefined> {
  if (causationId === undefined) return undefined;
  return (await log.load(aggregate, id)).findLast(({ events }) => events.some((event) => event.causationid === causationId && (type === undefined || event.type === type)));
}
