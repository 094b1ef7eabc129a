import { EVENT_DEFINITIONS } from '@countersign/contracts';
import type { Commit } from '@countersign/event-log';
import { readAddresses, required, type GlobalFlags } from '../config.ts';
import { eventFilter, type EventFilter, type FilterFlags } from '../event-filter.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { withLog } from '../open-log.ts';
import { Output, printable } from '../output.ts';
import { parsePlace, type Place } from '../place.ts';
import { say, showProgress } from '../progress.ts';
import { readLog } from '../read-log.ts';

export interface ReplayFlags extends GlobalFlags, FilterFlags {
  readonly from?: string;
  readonly to?: string;
}

/** Every event from one place to another, in the order of the log. */
export async function replay(flags: ReplayFlags, signal: AbortSignal): Promise<ExitCode> {
  const wanted = eventFilter(flags);
  const from = flags.from === undefined ? undefined : parsePlace('--from', flags.from);
  const to = flags.to === undefined ? undefined : parsePlace('--to', flags.to);
  const output = new Output(process.stdout, flags.json === true);
  return withLog(required('NATS_URL', readAddresses(flags).natsUrl), async (log) => {
    const last = await log.lastSequence();
    const upTo = to && 'position' in to ? Math.min(to.position, last) : last;
    if (to && 'position' in to && to.position > last) say(`the log ends at position ${last}`);
    // A bar between lines that a person reads would only be in their way.
    const progress = output.isForPeople ? undefined : showProgress('replay');
    let count = 0;
    try {
      await readLog(log, { after: afterOf(from, flags), upTo, signal }, async (commits) => {
        const within = commits.filter((commit) => !isBefore(commit, from) && !isAfter(commit, to));
        count += await writeEvents(output, learning(commits, within, wanted));
        progress?.update(commits.at(-1)!.sequence, upTo);
        return !isAfter(commits.at(-1)!, to);
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
  const wanted = eventFilter(flags);
  const from = flags.from === undefined ? undefined : parsePlace('--from', flags.from);
  const output = new Output(process.stdout, flags.json === true);
  return withLog(required('NATS_URL', readAddresses(flags).natsUrl), async (log) => {
    const last = await log.lastSequence();
    const begin = from ?? { position: last + 1 };
    say(`following from ${'position' in begin ? `position ${begin.position}` : begin.time.toISOString()}`);
    await readLog(log, { after: Math.min(last, afterOf(begin, flags)), signal }, (commits) =>
      writeEvents(output, learning(commits, commits.filter((commit) => !isBefore(commit, begin)), wanted)));
    return EXIT.ok;
  });
}

/** The server is asked by position. A time, and the runs of a candidate, are found on the way from the beginning. */
function afterOf(from: Place | undefined, { candidate }: FilterFlags): number {
  return from && 'position' in from && candidate === undefined ? Math.max(0, from.position - 1) : 0;
}

function isBefore({ sequence, storedAt }: Commit, from: Place | undefined): boolean {
  return from !== undefined && ('position' in from ? sequence < from.position : storedAt < from.time);
}
function isAfter({ sequence, storedAt }: Commit, to: Place | undefined): boolean {
  return to !== undefined && ('position' in to ? sequence > to.position : storedAt > to.time);
}

interface Line {
  readonly position: number;
  readonly index: number;
  readonly storedAt: string;
  readonly event: Commit['events'][number];
}

/** The filter sees all that was read, because it may learn from it. */
function learning(read: readonly Commit[], within: readonly Commit[], wanted: EventFilter): Line[] {
  const inside = new Set(within);
  return read.flatMap((commit) => {
    if (commit.events.length === 0) say(`position ${commit.sequence} is passed over by an operator's decision`);
    const lines = commit.events.map((event, index) => ({ position: commit.sequence, index, storedAt: commit.storedAt.toISOString(), event }));
    const chosen = lines.filter(({ event }) => wanted(event));
    return inside.has(commit) ? chosen : [];
  });
}

const TYPE_WIDTH = Math.max(...[...EVENT_DEFINITIONS.keys()].map((type) => type.length)) - 'countersign.'.length;

async function writeEvents(output: Output, lines: readonly Line[]): Promise<number> {
  if (!output.isForPeople) await output.objects(lines);
  else await output.write(lines.map(forPeople).join(''));
  return lines.length;
}

function forPeople({ event, position, storedAt }: Line): string {
  const time = storedAt.slice(0, 19).replace('T', ' ');
  return `${String(position).padStart(8)}  ${time}  ${event.type.replace('countersign.', '').padEnd(TYPE_WIDTH)}  ${event.subject}  ${printable(event.actor)}\n`;
}
