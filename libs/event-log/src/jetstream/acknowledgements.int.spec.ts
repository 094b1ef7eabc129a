import { randomUUID } from 'node:crypto';
import { EVENTS_STREAM, subjectOf } from '@countersign/contracts';
import { startNats, type TestNats } from '@countersign/test-kit';
import { jetstreamManager } from '@nats-io/jetstream';
import { errors, headers, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectNats } from './connect.ts';
import { Acknowledgements } from './acknowledgements.ts';
import { ensureStream } from './ensure-stream.ts';

/** Longer than a test may take: what ends sooner was not ended by it. */
const TIMEOUT_MS = 60_000;
const limited = `accounts { ALL { jetstream: enabled, users: [{ user: limited, password: limited, permissions: { publish: { deny: "countersign.events.session.>" } } }] } }`;

describe('acknowledgements', () => {
  let nats: TestNats;
  let connection: NatsConnection;
  let acknowledgements: Acknowledgements;
  const publish = (subject: string) => acknowledgements.publish(subject, Buffer.from('[]'), headers());
  beforeAll(async () => {
    nats = await startNats({ accounts: limited });
    connection = await connectNats({ natsUrl: nats.url.replace('://', '://limited:limited@') });
    await ensureStream(await jetstreamManager(connection), 1);
    acknowledgements = new Acknowledgements(connection, TIMEOUT_MS);
  });
  afterAll(async () => {
    await connection.close();
    await nats.stop();
  });

  it('come to who published, each its own', async () => {
    const subjects = Array.from({ length: 300 }, () => subjectOf('candidate', randomUUID()));
    const sequences = (await Promise.all(subjects.map(publish))).map(({ seq }) => seq);
    const manager = await jetstreamManager(connection);
    for (const index of [0, 1, 150, 299]) expect((await manager.streams.getMessage(EVENTS_STREAM, { seq: sequences[index]! }))?.subject).toBe(subjects[index]);
    expect(new Set(sequences).size).toBe(300);
  });

  it('are refusals where the stream refuses, and for that message alone', async () => {
    const beside = headers();
    beside.append('Nats-Expected-Last-Subject-Sequence', '7');
    const refused = acknowledgements.publish(subjectOf('candidate', randomUUID()), Buffer.from('[]'), beside);
    const taken = publish(subjectOf('candidate', randomUUID()));
    await expect(refused).rejects.toMatchObject({ code: 10071 });
    expect((await taken).stream).toBe(EVENTS_STREAM);
  });

  it('are errors at once where nobody listens, or where it is not permitted', async () => {
    await expect(publish('countersign.nowhere')).rejects.toBeInstanceOf(errors.NoRespondersError);
    await expect(publish(subjectOf('session', randomUUID()))).rejects.toBeInstanceOf(errors.PermissionViolationError);
    expect((await publish(subjectOf('candidate', randomUUID()))).duplicate).toBeFalsy();
  });

  it('are errors when they do not come in time, or the log is closed', async () => {
    const impatient = new Acknowledgements(connection, 1);
    connection.subscribe('countersign.silent', { callback: () => undefined });
    const silent = (from: Acknowledgements) => from.publish('countersign.silent', Buffer.from(''), headers());
    await expect(silent(impatient)).rejects.toBeInstanceOf(errors.TimeoutError);
    impatient.close();
    const awaited = silent(acknowledgements);
    acknowledgements.close();
    await expect(awaited).rejects.toBeInstanceOf(errors.ClosedConnectionError);
  });
});
