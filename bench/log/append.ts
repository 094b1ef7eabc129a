import { randomUUID } from 'node:crypto';
import { EVENTS_STREAM, subjectOf } from '@countersign/contracts';
import { jetStreamEventLog, type EventLog, type NewCommit } from '@countersign/event-log';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { headers, type NatsConnection } from '@nats-io/transport-node';
import { row, type Row } from '../report.ts';
import { commitOf, inFlight, started } from './workload.ts';

/** Turns of each side in a round: short ones, so that what else the machine does falls on both. */
const TURNS = 5;

/** Appends through the library against publishes of the same bytes with the same headers, over one connection, in turns. */
export async function benchAppend(connection: NatsConnection, rounds: number, progress: (line: string) => void): Promise<Row[]> {
  const log = await jetStreamEventLog(connection);
  const raw = await rawPublisher(connection, log);
  const rows: Row[] = [];
  for (const [atOnce, count] of [[1, 100], [64, 1_000]] as const) {
    const [ours, peer]: [number[], number[]] = [[], []];
    for (let round = -1; round < rounds * TURNS; round++) {
      const commits = newCommits(count);
      const subjects = commits.map(({ aggregateId }) => subjectOf('session', aggregateId));
      const a = count / (await inFlight(count, atOnce, (index) => log.append(commits[index]!)));
      const b = count / (await inFlight(count, atOnce, (index) => raw(`${subjects[index]!.slice(0, -1)}_`)));
      if (round < 0) continue; // The first of each warms up.
      ours.push(a);
      peer.push(b);
      if (round % TURNS === 0) progress(`append, ${atOnce} in flight, ${round / TURNS + 1}/${rounds}: ${a.toFixed(0)}/s, raw publish ${b.toFixed(0)}/s`);
    }
    rows.push(row(`append_${atOnce}_in_flight`, '1/s', ours, { peer, target: 0.8, atLeast: true }));
  }
  await log.close();
  return rows;
}

/** Of aggregates that do not exist yet, one event each. */
export function newCommits(count: number): NewCommit[] {
  const runId = randomUUID();
  return Array.from({ length: count }, () => commitOf(randomUUID(), { sequence: 0, version: 0 }, [started(runId)], runId));
}

/** The bytes of a commit as the log stores it, on a subject of its own each time. */
async function rawPublisher(connection: NatsConnection, log: EventLog): Promise<(subject: string) => Promise<unknown>> {
  const { sequence } = await log.append(newCommits(1)[0]!);
  const stored = await (await jetstreamManager(connection)).streams.getMessage(EVENTS_STREAM, { seq: sequence });
  const client = jetstream(connection);
  return (subject) => {
    const beside = headers();
    for (const name of ['Content-Type', 'Countersign-Sha256']) beside.set(name, stored!.header.get(name));
    return client.publish(subject, stored!.data, { msgID: randomUUID(), headers: beside, expect: { streamName: EVENTS_STREAM, lastSubjectSequence: 0 } });
  };
}
