import { EVENT_DEFINITIONS } from '@countersign/contracts';
import type { Commit } from '@countersign/event-log';
import { EventMatcher, type EventFilter } from '../../audit/event-filter.ts';
import { ndjsonLine } from '../../audit/exporting/ndjson.ts';
import { recordedEventsOf, type RecordedEvent } from '../../audit/recorded-event.ts';
import { readAddresses, required, type GlobalFlags } from '../config.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { filterOf, type FilterFlags } from '../filter-flags.ts';
import { withLog } from '../open-log.ts';
import { Output, printable } from '../output.ts';
import { parsePlace, positionBefore, positionUpTo } from '../place.ts';
import { say, showProgress } from '../progress.ts';
import { readLog } from '../read-log.ts';

export interface ReplayFlags extends GlobalFlags, FilterFlags {
  readonly from?: string;
  readonly to?: string;
}

/** Every event from one place to another, in the order of the log. */
export async function replay(flags: ReplayFlags, signal: AbortSignal): Promise<ExitCode> {
  const from = parsePlace('--from', flags.from ?? '1');
  const to = flags.to === undefined ? undefined : parsePlace('--to', flags.to);
  const events = selection(flags);
  const output = new Output(process.stdout, flags.json === true);
  return withLog(required('NATS_URL', readAddresses(flags).natsUrl), async (log) => {
    const after = await positionBefore(log, from);
    const upTo = to === undefined ? await log.lastSequence() : await positionUpTo(log, to);
    if (typeof to === 'number' && to > upTo) say(`the log ends at position ${upTo}`);
    // A bar between lines that a person reads would only be in their way.
    const progress = output.isForPeople ? undefined : showProgress('replay');
    let count = 0;
    try {
      await readLog(log, { after: flags.candidate === undefined ? after : 0, upTo, signal }, async (commits) => {
        count += await writeEvents(output, events(commits, after));
        progress?.update(commits.at(-1)!.sequence, upTo);
      });
    } finally {
      progress?.stop();
    }
    say(`${count} ${count === 1 ? 'event' : 'events'}, verified as they were read`);
    return EXIT.ok;
  });
}

/** Everything that comes, until it is stopped. */
export async function tail(flags: ReplayFlags, signal: AbortSignal): Promise<ExitCode> {
  const from = flags.from === undefined ? undefined : parsePlace('--from', flags.from);
  const events = selection(flags);
  const output = new Output(process.stdout, flags.json === true);
  return withLog(required('NATS_URL', readAddresses(flags).natsUrl), async (log) => {
    const last = await log.lastSequence();
    const after = from === undefined ? last : await positionBefore(log, from);
    say(`following from position ${after + 1}`);
    await readLog(log, { after: flags.candidate === undefined ? Math.min(last, after) : 0, signal }, (commits) => writeEvents(output, events(commits, after)));
    return EXIT.ok;
  });
}

/** Which of them are wanted: all where nothing is asked for, readings of the audit among them. */
function selection(flags: FilterFlags): Select {
  const filter = filterOf(flags);
  return Object.keys(filter).length === 0 ? select(() => true) : matching(filter);
}

export type Select = (commits: readonly Commit[], after: number) => RecordedEvent[];

/** All that was read goes through the filter, because it learns which runs are a candidate's. */
export function matching(filter: EventFilter): Select {
  const matcher = new EventMatcher(filter);
  return select((recorded) => matcher.matches(recorded));
}

function select(isWanted: (recorded: RecordedEvent) => boolean): Select {
  return (commits, after) => commits.flatMap((commit) => {
    if (commit.events.length === 0) say(`position ${commit.sequence} is passed over by an operator's decision`);
    return recordedEventsOf(commit).filter((recorded) => isWanted(recorded) && recorded.position > after);
  });
}

const TYPE_WIDTH = Math.max(...[...EVENT_DEFINITIONS.keys()].map((type) => type.length)) - 'countersign.'.length;

async function writeEvents(output: Output, events: readonly RecordedEvent[]): Promise<number> {
  await output.write(events.map(output.isForPeople ? forPeople : ndjsonLine).join(''));
  return events.length;
}

function forPeople({ event, position, storedAt }: RecordedEvent): string {
  const time = storedAt.slice(0, 19).replace('T', ' ');
  return `${String(position).padStart(8)}  ${time}  ${event.type.replace('countersign.', '').padEnd(TYPE_WIDTH)}  ${event.subject}  ${printable(event.actor)}\n`;
}
