import { randomUUID } from 'node:crypto';
import { EVENTS_STREAM, subjectOf } from '@countersign/contracts';
import { jetStreamEventLog, type EventLog } from '@countersign/event-log';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { row, type Row } from '../report.ts';
import { commitOf, inFlight, started } from './workload.ts';

/** Appends through the library against publishes of the same bytes with the same headers, over one connection, in turns. */
export async function benchAppend(connection: NatsConnection, rounds: number, progress: (line: string) => void): Promise<Row[]> {
  const log = await jetStreamEventLog(connection);
  const raw = await rawPublisher(connection, log);
  const rows: Row[] = [];
  for (const [atOnce, count] of [[1, 400], [64, 4_000]] as const) {
    const [ours, peer]: [number[], number[]] = [[], []];
    for (let round = -1; round < rounds; round++) {
      const a = count / (await inFlight(count, atOnce, () => append(log)));
      const b = count / (await inFlight(count, atOnce, () => raw()));
      if (round < 0) continue; // The first of each warms up.
      ours.push(a);
      peer.push(b);
      progress(`append, ${atOnce} in flight, ${round + 1}/${rounds}: ${a.toFixed(0)}/s, raw publish ${b.toFixed(0)}/s`);
    }
    rows.push(row(`append_${atOnce}_in_flight`, '1/s', ours, { peer, target: 0.8, atLeast: true }));
  }
  await log.close();
  return rows;
}

export function append(log: EventLog): Promise<unknown> {
  const runId = randomUUID();
  return log.append(commitOf(randomUUID(), { sequence: 0, version: 0 }, [started(runId)], runId));
}

/** The bytes of a commit as the log stores it, on a subject of its own each time. */
async function rawPublisher(connection: NatsConnection, log: EventLog): Promise<() => Promise<unknown>> {
  const runId = randomUUID();
  const { sequence } = await log.append(commitOf(randomUUID(), { sequence: 0, version: 0 }, [started(runId)], runId));
  const stored = await (await jetstreamManager(connection)).streams.getMessage(EVENTS_STREAM, { seq: sequence });
  const client = jetstream(connection);
  return () => {
    const beside = headers();
    for (const name of ['Content-Type', 'Countersign-Sha256']) beside.set(name, stored!.header.get(name));
    return client.publish(subjectOf('session', randomUUID()), stored!.data, { msgID: randomUUID(), headers: beside, expect: { streamName: EVENTS_STREAM, lastSubjectSequence: 0 } });
  };
}
