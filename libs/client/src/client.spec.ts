import { describe, expect, it } from '@jest/globals';
import { Client } from './client.ts';

const answers = (body: unknown, status = 200) => new Response(status === 204 ? null : JSON.stringify(body), { status });

/** What a call sends, without anything that answers. */
function recording(answer: () => Response = () => answers({})): { client: Client; sent: { line: string; headers: Headers; body: unknown }[] } {
  const sent: { line: string; headers: Headers; body: unknown }[] = [];
  const fake = (async (url: string, { method, headers, body }: { method: string; headers: Headers; body: unknown }) => {
    sent.push({ line: `${method} ${url}`, headers, body });
    return answer();
  }) as unknown as typeof fetch;
  return { client: new Client({ url: '/base/', key: 'cs_key', fetch: fake }), sent };
}

describe('a call', () => {
  const id = '6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11';

  it('sends what its options say', async () => {
    const { client, sent } = recording();
    await client.get('/v1/captures', { query: { runId: id, limit: 5 } });
    await client.patch('/v1/captures/{id}/answers', { path: { id }, body: { answers: [{ fieldId: 'email', answer: 'a@b.example' }] }, ifMatch: 3 });
    await client.post('/v1/captures/{id}/reject', { path: { id }, body: { reason: 'no' }, ifMatch: '"7"', idempotencyKey: 'mine', requestId: 'r1' });
    await client.post('/v1/captures/{id}/approve', { path: { id }, body: { answersSha256: 'a'.repeat(64) }, ifMatch: { version: 9 } });
    await client.get('/v1/sessions/{id}/handoffs/{handoffId}', { path: { id, handoffId: id }, waitSeconds: 20 });
    await client.post('/v1/documents', { query: { name: 'x.pdf' }, file: new Blob(['x'], { type: 'application/pdf' }) });
    expect(sent.map(({ line }) => line)).toEqual([
      `GET /base/v1/captures?runId=${id}&limit=5`, `PATCH /base/v1/captures/${id}/answers`, `POST /base/v1/captures/${id}/reject`, `POST /base/v1/captures/${id}/approve`,
      `GET /base/v1/sessions/${id}/handoffs/${id}`, 'POST /base/v1/documents?name=x.pdf',
    ]);
    const of = (name: string) => sent.map(({ headers }) => headers.get(name));
    expect(of('authorization')).toEqual(Array(6).fill('Bearer cs_key'));
    expect(of('if-match')).toEqual([null, '"3"', '"7"', '"9"', null, null]);
    expect(of('idempotency-key')).toEqual([null, null, 'mine', expect.stringMatching(/^[0-9a-f-]{36}$/), null, expect.stringMatching(/^[0-9a-f-]{36}$/)]);
    expect(of('content-type')).toEqual([null, 'application/json', 'application/json', 'application/json', null, 'application/pdf']);
    expect([of('x-request-id')[2], of('prefer')[4]]).toEqual(['r1', 'wait=20']);
    expect(sent[1]!.body).toBe('{"answers":[{"fieldId":"email","answer":"a@b.example"}]}');
  });

  it('ends with nothing, with what cannot be shown yet, and with what is no JSON', async () => {
    expect(await recording(() => answers(null, 204)).client.delete('/v1/webhooks/{id}', { path: { id } })).toBeUndefined();
    await expect(recording(() => answers({ position: 12 }, 202)).client.post('/v1/runs', { body: { candidateId: id } })).rejects.toMatchObject({ code: 'pending', status: 202, position: 12 });
    await expect(recording(() => new Response('<p>Sign in to the Wi-Fi</p>')).client.get('/v1/me')).rejects.toMatchObject({ code: 'answer_unreadable' });
  });

  it('is checked against the description of the API', () => {
    const { client } = recording();
    // Nothing of this is called: what must not compile is what counts.
    const wrong = [
      // @ts-expect-error: a run needs its candidate
      () => client.post('/v1/runs'),
      // @ts-expect-error: a change of answers needs the version that it is based on
      () => client.patch('/v1/captures/{id}/answers', { path: { id }, body: { answers: [] } }),
      // @ts-expect-error: there is no such path
      () => client.get('/v1/nothing'),
      // @ts-expect-error: this one is not deleted
      () => client.delete('/v1/runs/{id}', { path: { id } }),
      // @ts-expect-error: the path has a parameter
      () => client.get('/v1/runs/{id}'),
      // @ts-expect-error: there is no such filter
      () => client.get('/v1/runs', { query: { limitt: 5 } }),
      // @ts-expect-error: this is no list
      () => client.items('/v1/me'),
    ];
    expect(wrong).toHaveLength(7);
  });
});
