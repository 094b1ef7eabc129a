import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { memoryEventLog, type EventLog } from '@countersign/event-log';
import { Captures } from './captures.ts';
import { form, ids, question } from './domain/capture.fixture.ts';

const capture = { type: 'capture', taskId: ids.task, runId: ids.run, candidateId: ids.candidate, form: form([question('name')]), answers: [] } as const;

describe('a command of a capture that comes again because its answer was lost', () => {
  let log: EventLog;
  let captures: Captures;
  const id = randomUUID();
  const command = (causationId?: string) => ({ actor: 'user:ada', correlationId: 'again', ...(causationId === undefined ? {} : { causationId }) });
  const versionOf = async () => (await captures.load(id)).version;
  beforeEach(async () => {
    log = memoryEventLog();
    captures = new Captures(log);
    await captures.once(id, command('capture'), () => captures.answer(id, capture, command('capture')));
  });

  it('is answered with how the capture stands, and not run', async () => {
    const reject = { type: 'reject', reason: 'not for me' } as const;
    const rejected = await captures.once(id, command('reject'), () => captures.answer(id, reject, command('reject')));
    expect(rejected).toMatchObject({ result: { id, status: 'rejected' } });
    for (const meta of [command('capture'), command('reject')]) {
      expect(await captures.once(id, meta, () => Promise.reject(new Error('must not run')))).toMatchObject({ loaded: { version: 3 }, result: { id, status: 'rejected' } });
    }
    expect(await captures.once(id, command('another'), () => captures.answer(id, reject, command('another')))).toMatchObject({ rejected: { code: 'capture_not_in_review' } });
    expect(await captures.once(id, command(), () => captures.answer(id, reject, command()))).toMatchObject({ rejected: { code: 'capture_not_in_review' } });
  });

  it('succeeds though it is refused, when another instance has carried it out meanwhile', async () => {
    const outcome = await captures.once(id, command('reject'), async () => {
      await new Captures(log).answer(id, { type: 'reject', reason: 'not for me' }, command('reject'));
      return captures.answer(id, { type: 'reject', reason: 'not for me' }, command('reject'));
    });
    expect(outcome).toMatchObject({ result: { status: 'rejected' } });
    expect(await versionOf()).toBe(3);
  });

  it('is to come once more while its submission is under way, and then has its outcome', async () => {
    const { form: read } = capture;
    const submissionId = randomUUID();
    const answersSha256 = 'a'.repeat(64);
    const context = { ...command('submit'), runId: ids.run };
    const append = async (type: string, data: unknown) => {
      const { sequence, version } = await captures.load(id);
      await log.append({ aggregate: 'capture', aggregateId: id, source: 'capture-service', expectedSequence: sequence, version, context, events: [{ type, data }] });
    };
    await append('countersign.capture.submission_started.v1', { submissionId, step: read.step, answersSha256 });
    const start = () => captures.answer(id, { type: 'start_submission', submissionId: randomUUID(), answersSha256, readBack: [] }, command('submit'));
    expect(await captures.once(id, command('submit'), start)).toMatchObject({ code: 'service_unavailable' });
    await append('countersign.capture.submitted.v1', { submissionId, evidence: { finalUrl: 'https://jobs.example.com/thanks', confirmationText: 'Thank you', screenshotSha256: null } });
    expect(await captures.once(id, command('submit'), start)).toMatchObject({ result: { status: 'submitted' } });
  });
});
