import { connectNats, inspectLog, jetStreamEventLog, type EventLog, type LogInspection } from '@countersign/event-log';
import { UnreachableError } from './exit-codes.ts';

/** A command is typed by somebody who waits. */
const CONNECT_TIMEOUT_MS = 1_500;
/** A log whose end is missing is found by whoever looks twice. */
const IDLE_CHECK_MS = 1_000;

type Connection = Awaited<ReturnType<typeof connectNats>>;

/** For the time of `work`. @throws UnreachableError */
export async function withNats<Result>(natsUrl: string, work: (connection: Connection, found: LogInspection) => Promise<Result>): Promise<Result> {
  const connection = await connectNats({ natsUrl, name: 'countersign', connectTimeoutMs: CONNECT_TIMEOUT_MS }).catch((error: Error) => {
    throw new UnreachableError(error.message, { cause: error });
  });
  try {
    const found = await inspectLog(connection).catch((error: Error) => {
      throw new UnreachableError(`${connection.getServer()} answers, its JetStream does not: ${error.message}`, { cause: error });
    });
    return await work(connection, found);
  } finally {
    await connection.close();
  }
}

/**
 * For the time of `work`. A command makes no log where there is none: it is then the wrong server.
 * @throws UnreachableError; Error when the server or the stream is unsafe
 */
export async function withLog<Result>(natsUrl: string, work: (log: EventLog) => Promise<Result>): Promise<Result> {
  return withNats(natsUrl, async (connection, { stream }) => {
    if (!stream) throw new UnreachableError(`there is no log on ${connection.getServer()}: no stream EVENTS`);
    const log = await jetStreamEventLog(connection, { idleCheckMs: IDLE_CHECK_MS });
    try {
      return await work(log);
    } finally {
      await log.close();
    }
  });
}
