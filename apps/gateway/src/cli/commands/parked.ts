import type { EventLog } from '@countersign/event-log';
import { readActor, readAddresses, required, type GlobalFlags } from '../config.ts';
import { EXIT, UsageError, type ExitCode } from '../exit-codes.ts';
import { withLog } from '../open-log.ts';
import { Output } from '../output.ts';
import { say, showProgress } from '../progress.ts';

export interface DecisionFlags extends GlobalFlags {
  readonly reason: string;
  readonly actor?: string;
}

export async function listParked(flags: GlobalFlags): Promise<ExitCode> {
  return withLog(required('NATS_URL', readAddresses(flags).natsUrl), async (log) => {
    const rows = (await log.journal.parked()).map(({ error, parkedAt, reactor, sequence, state, subject }) => ({ reactor, position: sequence, subject, state, parkedAt, error }));
    await new Output(process.stdout, flags.json === true).rows(rows, 'Nothing is parked.');
    return EXIT.ok;
  });
}

export function retryParked(reactor: string, position: string, flags: DecisionFlags): Promise<ExitCode> {
  return decide(flags, position, 'retry', async (log, sequence, decision) => {
    await log.journal.retry({ reactor, sequence }, decision);
    return { reactor };
  });
}

export function skipParked(reactor: string, position: string, flags: DecisionFlags): Promise<ExitCode> {
  return decide(flags, position, 'skip', async (log, sequence, decision) => {
    await log.journal.skip({ reactor, sequence }, decision);
    return { reactor };
  });
}

/** Only at a place that is found to be corrupt: the whole log before it is read again first. */
export function passOver(position: string, flags: DecisionFlags): Promise<ExitCode> {
  return decide(flags, position, 'pass over', async (log, sequence, decision) => {
    const progress = showProgress('verify');
    const { firstWrong } = await log.verify({ honourDecisions: true, onProgress: progress.update }).finally(progress.stop);
    if (!firstWrong) throw new Error('the log is sound, or what is wrong was decided already: there is nothing to pass over');
    if (firstWrong.sequence !== sequence) throw new Error(`the first wrong position is ${firstWrong.sequence}, not ${sequence}: ${firstWrong.message}`);
    await log.journal.passOver(firstWrong, decision);
    return { finding: firstWrong.message };
  });
}

type Decide = (log: EventLog, sequence: number, decision: { by: string; reason: string }) => Promise<object>;

async function decide(flags: DecisionFlags, position: string, decision: string, record: Decide): Promise<ExitCode> {
  const by = readActor(flags.actor);
  const reason = flags.reason.trim();
  if (reason === '') throw new UsageError('--reason says nothing: whoever reads the journal wants to know why');
  if (!/^[1-9]\d{0,14}$/.test(position)) throw new UsageError(`"${position}" is not a position`);
  return withLog(required('NATS_URL', readAddresses(flags).natsUrl), async (log) => {
    const about = await record(log, Number(position), { by, reason });
    await new Output(process.stdout, flags.json === true).rows([{ decision, position: Number(position), ...about, by, reason }], '');
    say('recorded in the journal');
    return EXIT.ok;
  });
}
