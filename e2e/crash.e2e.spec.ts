import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CaptureView, SessionView } from '@countersign/contracts';
import { call, Countersign, processes, received, until, type Ready, type ServiceName } from './countersign.ts';

jest.setTimeout(180_000);

describe.each<[service: ServiceName, when: string]>([['capture-service', ' (ci)'], ['session-service', ' (thorough)'], ['gateway', ' (thorough)']])('kill -9 of %s during the sample%s', (service) => {
  const countersign = new Countersign();
  let ready: Ready;

  beforeAll(async () => {
    await countersign.launch();
  });
  afterAll(() => countersign.remove(), 60_000);

  it('ends the same: three forms wait for a person', async () => {
    const pid = await countersign.pid(service);
    await until(() => countersign.output.includes('Reading the sample'), 120_000, () => countersign.output);
    await until(() => / questions, /.test(countersign.output), 120_000, () => `${countersign.output}\n${countersign.logs()}`);
    process.kill(pid, 'SIGKILL');
    ready = await countersign.ready();
    expect(ready.sample.captureIds).toHaveLength(3);
    const captures = await call<{ items: CaptureView[] }>(ready, 'reviewer', 'GET', `/v1/captures?runId=${ready.sample.runId}`);
    expect(captures.body.items.map(({ status }) => status)).toEqual(['in_review', 'in_review', 'in_review']);
    expect(countersign.output).toContain(`${service} ended (SIGKILL)`);
    expect(await received(ready)).toEqual([]);
  }, 240_000);

  it('submits once although it is killed again while it submits', async () => {
    const list = await call<{ items: CaptureView[] }>(ready, 'reviewer', 'GET', `/v1/captures?runId=${ready.sample.runId}`);
    const id = list.body.items.find(({ company }) => company === 'Harbor Clinic')!.id;
    const capture = await complete(id);
    expect(processes(countersign.sessions).length).toBeGreaterThan(0);
    const pid = await countersign.pid(service);
    const submitting = call(ready, 'reviewer', 'POST', `/v1/captures/${id}/submit`, {}).catch(() => undefined);
    await until(async () => (await captureNow(id))?.status !== 'approved', 60_000, () => 'the submission did not begin').catch(() => undefined);
    process.kill(pid, 'SIGKILL');
    await submitting;
    const settled = await settle(id);
    const applications = (await received(ready)).filter(({ job }) => job === 'harbor-clinic/receptionist');
    expect(applications.length).toBeLessThanOrEqual(1);
    if (settled.status === 'submitted') expect(applications).toHaveLength(1);
    // What nobody saw end is for a person to say; what ended before anything was pressed can be submitted now.
    if (settled.status === 'approved' || settled.status === 'in_review') expect(applications).toHaveLength(0);
    if (settled.status === 'approved') {
      const session = await call<SessionView>(ready, 'reviewer', 'POST', '/v1/sessions', { runId: capture.runId, heartbeatTimeoutSeconds: null });
      await call(ready, 'reviewer', 'POST', `/v1/captures/${id}/submit`, { sessionId: session.body.id });
      expect((await settle(id)).status).toBe('submitted');
      expect((await received(ready)).filter(({ job }) => job === 'harbor-clinic/receptionist')).toHaveLength(1);
    }
  }, 240_000);

  it('leaves no Chromium and no Xtigervnc', async () => {
    await countersign.stop('SIGTERM');
    const left = () => processes(countersign.sessions);
    await until(() => left().length === 0, 20_000, () => `still running: ${left().join(', ')}`);
  }, 60_000);

  async function captureNow(id: string): Promise<CaptureView | undefined> {
    const answer = await call<CaptureView>(ready, 'reviewer', 'GET', `/v1/captures/${id}`).catch(() => undefined);
    return answer?.status === 200 ? answer.body : undefined;
  }

  /** Waits until the capture is not being submitted any more. */
  async function settle(id: string): Promise<CaptureView> {
    let capture: CaptureView | undefined;
    await until(async () => { capture = await captureNow(id); return capture !== undefined && capture.status !== 'submitting'; }, 120_000, () => `still ${capture?.status}\n${countersign.logs()}`);
    return capture!;
  }

  async function complete(id: string): Promise<CaptureView> {
    const { body: capture, headers } = await call<CaptureView>(ready, 'reviewer', 'GET', `/v1/captures/${id}`);
    const answers = capture.fields.filter((field) => field.required && (field.answer === null || field.answer === false)).map((field) => ({
      fieldId: field.id,
      answer: field.type === 'checkbox' ? true : field.options ? field.options[0]! : field.type === 'date' ? '2027-03-01' : 'Because I like to help.',
    }));
    const edited = await call<CaptureView>(ready, 'reviewer', 'PATCH', `/v1/captures/${id}/answers`, { answers }, { 'if-match': headers.get('etag')! });
    expect(edited.status).toBe(200);
    const approved = await call<CaptureView>(ready, 'reviewer', 'POST', `/v1/captures/${id}/approve`, { answersSha256: edited.body.answersSha256 });
    expect(approved.body.status).toBe('approved');
    return approved.body;
  }
});
