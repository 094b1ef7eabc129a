import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RECORDINGS_BUCKET, type DomainEvent, type RecordingView } from '@countersign/contracts';
import { connectNats } from '@countersign/event-log';
import { waitFor } from '@countersign/test-kit';
import { Objm, StorageType, type ObjectStore } from '@nats-io/obj';
import type { NatsConnection } from '@nats-io/transport-node';
import { startTestGateway, type TestGateway } from '../gateway.fixture.ts';

const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 22, 10) + seconds * 1000).toISOString();
const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('recordings', () => {
  let test: TestGateway;
  let connection: NatsConnection;
  let bucket: ObjectStore;
  const runId = randomUUID();
  const segments = ['first', 'second', 'third', 'fourth'].map((text) => Buffer.from(`FBS 001.000\n${text}`.padEnd(300_000, text)));

  const started = (recorded?: boolean): DomainEvent => ({
    type: 'countersign.session.started.v1',
    data: {
      runId, provider: 'novnc', viewport: { width: 1280, height: 800 }, startUrl: null, startedAt: at(0), expiresAt: at(3600), heartbeatTimeoutMs: null, node: 'n1',
      ...(recorded === undefined ? {} : { recorded }),
    },
  });
  const saved = (index: number): DomainEvent => ({
    type: 'countersign.session.recording_saved.v1',
    data: { index, sha256: digestOf(segments[index]!), sizeBytes: segments[index]!.length, from: at(index * 60), to: at(index * 60 + 61) },
  });
  const stopped: DomainEvent = { type: 'countersign.session.recording_stopped.v1', data: { reason: 'size_limit' } };
  const terminated: DomainEvent = { type: 'countersign.session.terminated.v1', data: { reason: 'requested', lastHeartbeatAt: null } };
  const put = (bytes: Buffer, name = digestOf(bytes)) => bucket.putBlob({ name }, bytes);

  async function session(...events: DomainEvent[]): Promise<string> {
    const id = randomUUID();
    for (const event of events) await test.append('session', id, [event], runId);
    await waitFor(async () => (await test.call<{ version: number }>(`/v1/sessions/${id}`, { as: 'auditor' })).body.version === events.length);
    return id;
  }
  const read = (id: string, index: number | string, headers: Record<string, string> = {}) =>
    fetch(`${test.gateway.url}/v1/sessions/${id}/recordings/${index}`, { headers: { authorization: `Bearer ${test.bootstrap.keys.reviewer}`, ...headers } });

  beforeAll(async () => {
    test = await startTestGateway();
    connection = await connectNats({ natsUrl: test.natsUrl, name: 'tests' });
  }, 60_000);
  afterAll(async () => {
    await connection?.close();
    await test?.stop();
  });

  it('are none before anything was recorded', async () => {
    const id = await session(started());
    expect(await test.call(`/v1/sessions/${id}/recordings`, { as: 'auditor' })).toMatchObject({ status: 200, body: { recorded: false, stopped: null, segments: [] } });
    const recorded = await session(started(true), saved(0));
    expect((await test.call<RecordingView>(`/v1/sessions/${recorded}/recordings`, { as: 'auditor' })).body.segments).toMatchObject([{ index: 0, state: 'expired' }]);
    expect(await test.call(`/v1/sessions/${recorded}/recordings/0`, { as: 'auditor' })).toMatchObject({ status: 410, body: { code: 'recording_expired' } });
    bucket = await new Objm(connection).create(RECORDINGS_BUCKET, { storage: StorageType.File });
  });

  it('are listed by their segments, the last of which may come after the end', async () => {
    await put(segments[0]!);
    await put(segments[1]!);
    const id = await session(started(true), saved(1), saved(0), stopped, terminated, saved(2));
    const { body } = await test.call<RecordingView>(`/v1/sessions/${id}/recordings`, { as: 'operator' });
    expect(body).toMatchObject({ recorded: true, stopped: { reason: 'size_limit', at: expect.any(String) } });
    expect(body.segments.map(({ index, state, from, to, sizeBytes }) => [index, state, from, to, sizeBytes])).toEqual([
      [0, 'available', at(0), at(61), 300_000], [1, 'available', at(60), at(121), 300_000], [2, 'expired', at(120), at(181), 300_000],
    ]);
    expect((await test.call(`/v1/sessions/${id}`, { as: 'automation' })).body).toMatchObject({ recorded: true, status: 'terminated' });
  });

  it('come as they were saved, for good', async () => {
    const id = await session(started(true), saved(0));
    const response = await read(id, 0);
    expect(Buffer.from(await response.arrayBuffer()).equals(segments[0]!)).toBe(true);
    const etag = `"${digestOf(segments[0]!)}"`;
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="${id}-0.fbs"`, 'cache-control': 'private, max-age=31536000, immutable', etag,
    });
    expect((await read(id, 0, { 'if-none-match': etag })).status).toBe(304);
  });

  it('are not for the automation, and not for nobody', async () => {
    const id = await session(started(true), saved(0));
    for (const path of ['', '/0']) {
      expect(await test.call(`/v1/sessions/${id}/recordings${path}`, { as: 'automation' })).toMatchObject({ status: 403, body: { code: 'forbidden' } });
      expect(await test.call(`/v1/sessions/${id}/recordings${path}`)).toMatchObject({ status: 401 });
      for (const role of ['reviewer', 'auditor', 'operator'] as const) expect((await test.call(`/v1/sessions/${id}/recordings${path}`, { as: role })).status).toBe(200);
    }
  });

  it('that there are not are not found', async () => {
    const id = await session(started(true), saved(0));
    for (const index of [1, 'x', '-1', '1e3', '99999999999']) expect(await test.call(`/v1/sessions/${id}/recordings/${index}`, { as: 'auditor' })).toMatchObject({ status: 404, body: { code: 'recording_not_found' } });
    for (const path of ['', '/0']) expect(await test.call(`/v1/sessions/${randomUUID()}/recordings${path}`, { as: 'auditor' })).toMatchObject({ status: 404, body: { code: 'session_not_found' } });
  });

  it('with a flipped byte are not given out, and are not cached as wrong', async () => {
    const id = await session(started(true), saved(2), saved(3));
    const flipped = Buffer.from(segments[2]!);
    flipped[1000]! ^= 1;
    await put(flipped, digestOf(segments[2]!));
    const info = await put(segments[3]!);
    // One more part than the store's own description of the object knows.
    await connection.request(`$O.${RECORDINGS_BUCKET}.C.${info.nuid}`, 'more');
    for (const index of [2, 3]) {
      const response = await read(id, index);
      expect([response.status, response.headers.get('cache-control'), response.headers.get('etag')]).toEqual([500, 'no-store', null]);
      expect(await response.json()).toMatchObject({ code: 'recording_corrupt' });
    }
  });

  it('that were deleted are expired, and the log still has their digests', async () => {
    const id = await session(started(true), saved(1));
    await bucket.delete(digestOf(segments[1]!));
    expect(await test.call(`/v1/sessions/${id}/recordings/1`, { as: 'auditor' })).toMatchObject({ status: 410, body: { code: 'recording_expired' } });
    expect((await test.call<RecordingView>(`/v1/sessions/${id}/recordings`, { as: 'auditor' })).body.segments).toMatchObject([{ index: 1, state: 'expired', sha256: digestOf(segments[1]!) }]);
  });

  it('are expired when their retention is over', async () => {
    const id = await session(started(true), saved(0));
    expect((await read(id, 0)).status).toBe(200);
    const stream = `OBJ_${RECORDINGS_BUCKET}`;
    const { config } = (await connection.request(`$JS.API.STREAM.INFO.${stream}`)).json<{ config: Record<string, unknown> }>();
    const retention = { max_age: 300e6, duplicate_window: 300e6 };
    await connection.request(`$JS.API.STREAM.UPDATE.${stream}`, JSON.stringify({ ...config, ...retention }));
    await waitFor(async () => (await read(id, 0)).status === 410, { timeoutMs: 10_000, what: 'the recording is gone' });
    expect((await test.call<RecordingView>(`/v1/sessions/${id}/recordings`, { as: 'auditor' })).body.segments).toMatchObject([{ index: 0, state: 'expired', sha256: digestOf(segments[0]!) }]);
  });
});
