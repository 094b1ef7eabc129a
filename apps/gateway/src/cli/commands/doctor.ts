import { CorruptionError, type EventLog, type LogInspection } from '@countersign/event-log';
import { readAddresses, readMonitorUrl, required, type GlobalFlags } from '../config.ts';
import { fail, ok, unknown, type Check } from '../doctor/check.ts';
import { checkReadModel, judgeSkew } from '../doctor/read-model.ts';
import { checkDurability, checkServers } from '../doctor/servers.ts';
import { judgeJournal, judgeReactors, judgeStream, RESTORE } from '../doctor/stream.ts';
import { EXIT, UsageError, type ExitCode } from '../exit-codes.ts';
import { withLog, withNats } from '../open-log.ts';
import { Output } from '../output.ts';
import { say, showProgress } from '../progress.ts';
import { readLog } from '../read-log.ts';

export interface DoctorFlags extends GlobalFlags {
  readonly quick?: boolean;
  readonly reaches?: string;
  readonly monitorUrl?: string;
}

/** Commits at the end of the log from which the clocks of its writers are told. */
const RECENT = 100;

/** Looks at everything and changes nothing. */
export async function doctor(flags: DoctorFlags): Promise<ExitCode> {
  const { databaseUrl, natsUrl: given } = readAddresses(flags);
  const natsUrl = required('NATS_URL', given);
  const reaches = flags.reaches === undefined ? 0 : Number(flags.reaches);
  if (!Number.isSafeInteger(reaches) || reaches < 0) throw new UsageError(`--reaches: "${flags.reaches}" is not a position`);
  const servers = await checkServers(natsUrl);
  const found = await inspect(natsUrl);
  const readModel = await checkReadModel(databaseUrl, 'server' in found ? found.stream?.lastSequence : undefined);
  const checks = [...servers];
  if ('server' in found) {
    checks.push(await checkDurability(found.server.version, readMonitorUrl(flags.monitorUrl)), ...judgeStream(found), ...judgeReactors(found));
    if (found.stream) checks.push(...(await checkLog(natsUrl, { quick: flags.quick === true, reaches: Math.max(reaches, readModel.checkpoint ?? 0) })));
  } else if (!servers.some(({ because }) => because)) checks.push(found);
  checks.push(...readModel.checks);
  const output = new Output(process.stdout, flags.json === true);
  await output.rows(checks.map((check) => rowOf(check, output.isForPeople)), '');
  return verdict(checks);
}

function rowOf({ check, found, position, status, todo }: Check, isForPeople: boolean): Record<string, unknown> {
  if (isForPeople) return { status, check, found: todo === '' ? found : `${found} → ${todo}` };
  return { check, status, found, todo, ...(position === undefined ? {} : { position }) };
}

function verdict(checks: readonly Check[]): ExitCode {
  const failed = checks.filter(({ status }) => status === 'fail');
  const [first] = failed.flatMap(({ position }) => position ?? []).sort((a, b) => a - b);
  if (first !== undefined) say(`the first wrong position is ${first}`);
  else say(failed.length === 0 ? 'nothing is wrong' : `${failed.length} of ${checks.length} checks failed`);
  if (failed.some(({ because }) => because === 'corrupt')) return EXIT.corrupt;
  if (failed.some(({ because }) => because === 'unreachable')) return EXIT.unreachable;
  return failed.length === 0 ? EXIT.ok : EXIT.wrong;
}

async function inspect(natsUrl: string): Promise<LogInspection | Check> {
  try {
    return await withNats(natsUrl, (_connection, found) => Promise.resolve(found));
  } catch (error) {
    return fail('NATS', (error as Error).message, 'Start it, or correct NATS_URL and the credentials in it.', 'unreachable');
  }
}

/** What takes the log itself. A server or stream that is refused is not read: its own row says why. */
async function checkLog(natsUrl: string, options: { quick: boolean; reaches: number }): Promise<Check[]> {
  try {
    return await withLog(natsUrl, async (log) => [
      ...judgeJournal(await log.journal.parked(), await log.journal.passedOver(), await log.journal.quarantined()),
      await verify(log, options),
      ...(await checkClocks(log)),
    ]);
  } catch (error) {
    return [unknown('verify', (error as Error).message, 'Mend that first.')];
  }
}

async function verify(log: EventLog, { quick, reaches }: { quick: boolean; reaches: number }): Promise<Check> {
  if (quick) return unknown('verify', 'left out (--quick)', '');
  const progress = showProgress('verify');
  const { commits, events, firstWrong, withoutChecksum } = await log.verify({ reaches, honourDecisions: true, onProgress: progress.update }).finally(progress.stop);
  if (firstWrong) return { ...fail('verify', `${firstWrong.message}; ${commits} commits before it are sound`, RESTORE, 'corrupt'), position: firstWrong.sequence };
  return ok('verify', `${commits} commits with ${events} events are sound: digests, sequence, versions, ids${withoutChecksum > 0 ? ` (${withoutChecksum} are from before there were digests)` : ''}`);
}

/** How far the clocks of the services that wrote last are from the server's: the time in an event against when it was stored. */
async function checkClocks(log: EventLog): Promise<Check[]> {
  const last = await log.lastSequence();
  const ahead = new Map<string, number>();
  try {
    await readLog(log, { after: Math.max(0, last - RECENT), upTo: last }, (commits) => {
      for (const { events, storedAt } of commits) {
        for (const { source, time } of events) ahead.set(source, Math.max(ahead.get(source) ?? -Infinity, Date.parse(time) - storedAt.getTime()));
      }
      return Promise.resolve();
    });
  } catch (error) {
    if (!(error instanceof CorruptionError)) throw error;
  }
  return [...ahead].map(([source, aheadMs]) => judgeSkew(`clock of ${source}`, aheadMs));
}
