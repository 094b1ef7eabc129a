import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitFor } from '@countersign/test-kit';
import { startTestGateway, type TestGateway } from '../gateway.fixture.ts';

interface Stream {
  /** What came so far, without comments. */
  readonly frames: { id?: string; data: { type: string; runId: string | null; position: number } }[];
  readonly ended: Promise<void>;
  close(): void;
}

describe('following events', () => {
  let test: TestGateway;
  const candidateId = randomUUID();
  beforeAll(async () => {
    test = await startTestGateway();
    await test.append('candidate', candidateId, [{ type: 'countersign.candidate.registered.v1', data: { resume: {}, preferences: {}, documents: [] } }]);
  }, 60_000);
  afterAll(async () => test.stop());

  async function follow(path: string, headers: Record<string, string> = {}): Promise<Stream> {
    const closing = new AbortController();
    const response = await fetch(`${test.gateway.url}${path}`, { headers: { authorization: `Bearer ${test.bootstrap.keys.automation}`, ...headers }, signal: closing.signal });
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    const frames: Stream['frames'] = [];
    const ended = (async () => {
      let rest = '';
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        const parts = `${rest}${chunk}`.split('\n\n');
        rest = parts.pop()!;
        for (const part of parts) {
          const lines = Object.fromEntries(part.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]));
          if (lines['data'] !== undefined) frames.push({ ...(lines['id'] === undefined ? {} : { id: lines['id'] }), data: JSON.parse(lines['data']) });
        }
      }
    })().catch(() => undefined);
    return { frames, ended, close: () => closing.abort() };
  }
  const newRun = async () => (await test.call<{ id: string }>('/v1/runs', { method: 'POST', as: 'automation', body: { candidateId } })).body.id;

  it('tells what happens, and goes on after the last that was heard', async () => {
    const stream = await follow('/v1/events');
    const first = await newRun();
    const heard = await waitFor(() => stream.frames.find(({ data }) => data.runId === first));
    expect(heard).toMatchObject({ id: String(heard.data.position), data: { type: 'countersign.run.registered.v1' } });
    stream.close();
    const missed = await newRun();
    const again = await follow('/v1/events', { 'last-event-id': heard.id! });
    await waitFor(() => again.frames.length === 1);
    expect(again.frames[0]!.data.runId).toBe(missed);
    again.close();
    const ofOne = await follow(`/v1/events?runId=${missed}&after=0`);
    await waitFor(() => ofOne.frames.length === 1);
    expect(ofOne.frames[0]!.data.runId).toBe(missed);
    ofOne.close();
  });
  it('refuses what is no position', async () => {
    expect(await test.call('/v1/events', { as: 'automation', headers: { 'last-event-id': 'abc' } })).toMatchObject({ status: 400, body: { code: 'cursor_invalid' } });
    expect((await test.call('/v1/events')).status).toBe(401);
  });
  it('ends when the gateway stops, and lets a request that is under way finish', async () => {
    const stream = await follow('/v1/events');
    const answers = Promise.all([1, 2, 3].map(() => test.call('/v1/runs', { method: 'POST', as: 'automation', body: { candidateId } })));
    await waitFor(async () => stream.frames.length > 0);
    await test.gateway.stop();
    await stream.ended;
    expect((await answers).map(({ status }) => status)).toEqual([201, 201, 201]);
    await expect(fetch(`${test.gateway.url}/health/live`)).rejects.toThrow();
  });
});
