import { memoryEventLog, type EventLog } from '@countersign/event-log';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { CaptureServiceConfig } from '../config.ts';
import type { Documents } from '../documents/documents.ts';
import { Captures, sha256Of } from './captures.ts';
import { form, ids, proposed, question } from './domain/capture.fixture.ts';
import { currentDigest } from './domain/decide.ts';
import { ReviewCaptures } from './review-captures.ts';

const id = '66666666-6666-4666-8666-666666666666';
const by = (actor: string) => ({ actor, correlationId: 'spec' });
const noFiles = { missing: () => Promise.resolve([]) } as unknown as Documents;

describe('a review under four eyes', () => {
  let log: EventLog;
  let captures: Captures;
  const review = (fourEyes: boolean, of: Captures = captures) => new ReviewCaptures(of, noFiles, { fourEyes } as CaptureServiceConfig);
  const approve = async (actor: string, fourEyes = true, of: Captures = captures) =>
    review(fourEyes, of).approve({ id, answersSha256: currentDigest(await of.get(id), sha256Of) }, by(actor));

  beforeEach(async () => {
    log = memoryEventLog();
    captures = new Captures(log);
    await captures.handle(id, { type: 'capture', taskId: ids.task, runId: ids.run, candidateId: ids.candidate, form: form([question('name'), question('city')]), answers: [proposed('name', 'Ada')] }, by('key:robot'));
    await review(true).edit({ id, expectedVersion: 2, byPerson: true, answers: [{ fieldId: 'city', answer: 'London' }] }, by('user:ada'));
  });

  it('knows who wrote what, in the service that took it and in one that reads the log', async () => {
    const refusal = { rejected: { code: 'four_eyes_required', details: [{ path: 'city' }] } };
    expect(await approve('user:ada')).toMatchObject(refusal);
    expect(await approve('user:ada', true, new Captures(log))).toMatchObject(refusal);
    expect(await approve('key:robot')).toMatchObject({ rejected: { code: 'four_eyes_required', details: [{ path: 'name' }] } });
    expect(await approve('user:grace')).toMatchObject({ result: { status: 'approved' } });
  });
  it('may be done by one person where it is not required', async () => {
    expect(await approve('user:ada', false)).toMatchObject({ result: { status: 'approved' } });
  });
});
