import { differencesBetween } from '../../audit/differences.ts';
import { stateAt, type StateSubject } from '../../audit/audited-state.ts';
import { historyOf } from '../../audit/history.ts';
import { logEventSource } from '../../audit/log-event-source.ts';
import { readAddresses, required, type GlobalFlags } from '../config.ts';
import { EXIT, UsageError, type ExitCode } from '../exit-codes.ts';
import { parseId } from '../filter-flags.ts';
import { withLog } from '../open-log.ts';
import { Output, printable } from '../output.ts';
import { parsePlace, positionUpTo } from '../place.ts';
import { say } from '../progress.ts';

export interface StateFlags extends GlobalFlags {
  readonly at?: string;
}
export interface DiffFlags extends GlobalFlags {
  readonly from: string;
  readonly to?: string;
}

const onFault = (error: Error): void => say(`trying again: ${error.message}`);

/** As the API would have answered after every commit up to a place. */
export async function state(aggregate: StateSubject['aggregate'], id: string, flags: StateFlags): Promise<ExitCode> {
  const subject = { aggregate, id: parseId('id', id) };
  const at = flags.at === undefined ? Infinity : parsePlace('--at', flags.at);
  const { natsUrl, publicUrl } = readAddresses(flags);
  return withLog(required('NATS_URL', natsUrl), async (log) => {
    const position = await positionUpTo(log, at);
    const found = stateAt(await historyOf(logEventSource(log, onFault), subject, position), subject, position, { publicUrl });
    if (!found) throw new Error(`there is no ${aggregate} ${subject.id} at position ${position}`);
    const output = new Output(process.stdout, flags.json === true);
    if (output.isForPeople) await output.rows(Object.entries(found.state).map(([field, value]) => ({ field, value })), '');
    else await output.objects([{ ...subject, position, ...found }]);
    say(`${aggregate} ${subject.id} at position ${position}: version ${found.version}, last changed at ${found.lastPosition}`);
    return EXIT.ok;
  });
}

/** One line a field that is different, with the event that made it so. */
export async function diff(aggregate: StateSubject['aggregate'], id: string, flags: DiffFlags): Promise<ExitCode> {
  const subject = { aggregate, id: parseId('id', id) };
  const places = [parsePlace('--from', flags.from), flags.to === undefined ? Infinity : parsePlace('--to', flags.to)] as const;
  const { natsUrl, publicUrl } = readAddresses(flags);
  return withLog(required('NATS_URL', natsUrl), async (log) => {
    const [from, to] = [await positionUpTo(log, places[0]), await positionUpTo(log, places[1])];
    if (from > to) throw new UsageError(`--from is position ${from}, behind --to, which is ${to}`);
    const history = await historyOf(logEventSource(log, onFault), subject, to);
    const found = differencesBetween(history, subject, from, to, { publicUrl });
    if (!found.from && !found.to) throw new Error(`there is no ${aggregate} ${subject.id} at position ${from} or ${to}`);
    const output = new Output(process.stdout, flags.json === true);
    if (output.isForPeople) await output.rows(found.differences.map(({ changed, from: before, kind, path, to: after }) => ({
      field: path, kind, when: changed.time, who: changed.actor, why: `${changed.type.replace('countersign.', '')} @${changed.position}`, change: `${printable(before) || '–'} → ${printable(after) || '–'}`,
    })), 'Equal.');
    else await output.objects(found.differences);
    say(`${found.differences.length} ${found.differences.length === 1 ? 'field differs' : 'fields differ'} between position ${from} and ${to}`);
    return found.differences.length === 0 ? EXIT.ok : EXIT.wrong;
  });
}
