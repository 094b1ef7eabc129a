import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { ConflictError, type Appended, type Commit, type EventLog } from '@countersign/event-log';
import { readActor, readAddresses, required, type GlobalFlags } from '../config.ts';
import { EXIT, UsageError, type ExitCode } from '../exit-codes.ts';
import { parsePublication, type Publication } from '../publication.ts';
import { withLog } from '../open-log.ts';
import { Output } from '../output.ts';
import { say } from '../progress.ts';

export interface PublishFlags extends GlobalFlags {
  readonly actor?: string;
  readonly expectVersion?: string;
  readonly commitId?: string;
  readonly dryRun?: boolean;
}

/** Each means that another writer of the same aggregate was faster. */
const MAX_ATTEMPTS = 5;

/** Appends the events of a file, or of standard input, as one commit. */
export async function publish(file: string, flags: PublishFlags): Promise<ExitCode> {
  const expectVersion = versionOf(flags.expectVersion);
  const parsed = parsePublication(parse(readInput(file)), { actor: readActor(flags.actor), commitId: flags.commitId ?? randomUUID(), correlationId: randomUUID() });
  if ('problems' in parsed) throw new UsageError(`these are no events that may be published:\n${parsed.problems.map((problem) => `  ${problem}`).join('\n')}`);
  const { publication } = parsed;
  if (expectVersion !== undefined && publication.version !== undefined && publication.version !== expectVersion) {
    throw new UsageError(`--expect-version is ${expectVersion}, and the first event has aggregateversion ${publication.version + 1}`);
  }
  const output = new Output(process.stdout, flags.json === true);
  if (flags.dryRun) {
    say('valid; nothing was published');
    return EXIT.ok;
  }
  return withLog(required('NATS_URL', readAddresses(flags).natsUrl), async (log) => {
    const { appended, isRepeat } = await append(log, publication, expectVersion ?? publication.version);
    const { aggregate, aggregateId } = publication;
    await output.rows([{ position: appended.sequence, aggregate, aggregateId, version: appended.version, published: !isRepeat }], '');
    if (isRepeat) say('it was in the log already');
    return EXIT.ok;
  });
}

/** Where the same events, or the same commit, stand already nothing is appended: this may be repeated for ever. */
async function append(log: EventLog, publication: Publication, expectVersion: number | undefined): Promise<{ appended: Appended; isRepeat: boolean }> {
  const { aggregate, aggregateId } = publication;
  for (let attempt = 1; ; attempt++) {
    const history = await log.load(aggregate, aggregateId);
    const earlier = earlierOf(history, publication);
    if (earlier) return { appended: { sequence: earlier.sequence, version: earlier.events.at(-1)!.aggregateversion }, isRepeat: true };
    const last = history.at(-1);
    const version = last?.events.at(-1)?.aggregateversion ?? 0;
    if (expectVersion !== undefined && version !== expectVersion) throw new Error(`${aggregate} ${aggregateId} is at version ${version}, not ${expectVersion}: nothing was published`);
    try {
      return { appended: await log.append({ ...publication, version, expectedSequence: last?.sequence ?? 0 }), isRepeat: false };
    } catch (error) {
      if (!(error instanceof ConflictError) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/** @throws Error when an id is taken by something else. */
function earlierOf(history: readonly Commit[], { commitId, events }: Publication): Commit | undefined {
  const ids = new Set(events.flatMap(({ id }) => id ?? []));
  const earlier = history.find((commit) => commit.commitId === commitId || commit.events.some(({ id }) => ids.has(id)));
  if (!earlier) return undefined;
  const isSame = earlier.events.length === events.length && earlier.events.every(({ data, id, type }, index) => {
    const given = events[index]!;
    return type === given.type && (given.id === undefined || given.id === id) && isDeepStrictEqual(data, given.data);
  });
  if (!isSame) throw new Error(`position ${earlier.sequence} has the same id and other events: nothing was published`);
  return earlier;
}

function versionOf(text: string | undefined): number | undefined {
  if (text !== undefined && !/^\d{1,15}$/.test(text)) throw new UsageError(`--expect-version: "${text}" is not a version; 0 is an aggregate that does not exist yet`);
  return text === undefined ? undefined : Number(text);
}

function readInput(file: string): string {
  try {
    // The descriptor, because /dev/stdin cannot be opened where it is a socket.
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file === '-' ? 'standard input' : file} cannot be read: ${(error as Error).message}`);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`not JSON: ${(error as Error).message}`);
  }
}
