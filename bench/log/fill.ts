import { hash, randomUUID } from 'node:crypto';
import { EVENTS_STREAM, subjectOf, type EventEnvelope } from '@countersign/contracts';
import { memoryEventLog } from '@countersign/event-log';
import { jetstreamManager } from '@nats-io/jetstream';
import { createInbox, headers, type MsgHdrs, type NatsConnection } from '@nats-io/transport-node';
import { commitOf, extended, started } from './workload.ts';

/** Commits of one session, each of one event. */
export const EVENTS_PER_SESSION = 10;
/** Messages that wait for their acknowledgement at most. */
const WINDOW = 4_000;

/**
 * Fills a log that nobody else writes to meanwhile with sessions whose ten commits lie evenly over all of it: the worst case for loading one. They are
 * those of the library with ids of their own; its appends, each of which waits, would take minutes. @returns the sessions' ids.
 */
export async function fill(connection: NatsConnection, commits: number): Promise<string[]> {
  const [first, next] = await samples();
  const sessions = Array.from({ length: Math.ceil(commits / EVENTS_PER_SESSION) }, () => ({ id: randomUUID(), runId: randomUUID() }));
  const manager = await jetstreamManager(connection);
  const before = (await manager.streams.info(EVENTS_STREAM)).state.last_seq;
  const publish = windowed(connection);
  for (let version = 1; version <= EVENTS_PER_SESSION; version++) {
    for (const [index, { id, runId }] of sessions.entries()) {
      const envelope: EventEnvelope = { ...(version === 1 ? first : next), id: randomUUID(), subject: `session/${id}`, aggregateversion: version, runid: runId };
      // There is one writer, so it is known where the one before was stored.
      await publish(subjectOf('session', id), JSON.stringify([envelope]), version === 1 ? 0 : before + (version - 2) * sessions.length + index + 1);
    }
  }
  await publish.end();
  const { state } = await manager.streams.info(EVENTS_STREAM);
  if (state.last_seq !== before + sessions.length * EVENTS_PER_SESSION) throw new Error(`${state.last_seq} of ${sessions.length * EVENTS_PER_SESSION} commits were stored`);
  return sessions.map(({ id }) => id);
}

/** A session's first event and one that follows, as the library writes them. */
async function samples(): Promise<[EventEnvelope, EventEnvelope]> {
  const log = memoryEventLog();
  const [id, runId] = [randomUUID(), randomUUID()];
  const at = await log.append(commitOf(id, { sequence: 0, version: 0 }, [started(runId)], runId));
  await log.append(commitOf(id, at, [extended], runId));
  const [first, next] = await log.load('session', id);
  return [first!.events[0]!, next!.events[0]!];
}

/** Publishes with so many acknowledgements outstanding. */
function windowed(connection: NatsConnection) {
  const inbox = createInbox();
  let outstanding = 0;
  let wake = () => {};
  let refused: Error | undefined;
  const subscription = connection.subscribe(inbox, {
    callback: (error, message) => {
      const text = error ? error.message : message.string();
      if (error || text.includes('"error"')) refused = new Error(text);
      outstanding--;
      wake();
    },
  });
  const until = async (atMost: number) => {
    while (outstanding > atMost && !refused) await new Promise<void>((resolve) => { wake = resolve; });
    if (refused) throw refused;
  };
  const publish = async (subject: string, payload: string, expectedSequence: number) => {
    if (outstanding >= WINDOW) await until(WINDOW / 2);
    outstanding++;
    connection.publish(subject, payload, { reply: inbox, headers: headersOf(payload, expectedSequence) });
  };
  return Object.assign(publish, { end: () => until(0).finally(() => subscription.unsubscribe()) });
}

function headersOf(payload: string, expectedSequence: number): MsgHdrs {
  const beside = headers();
  const values = {
    'Content-Type': 'application/cloudevents-batch+json', 'Countersign-Sha256': hash('sha256', payload, 'hex'), 'Nats-Msg-Id': randomUUID(),
    'Nats-Expected-Stream': EVENTS_STREAM, 'Nats-Expected-Last-Subject-Sequence': String(expectedSequence),
  };
  for (const [name, value] of Object.entries(values)) beside.set(name, value);
  return beside;
}
