import type { CaptureEvent, CaptureView, EventEnvelope } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import { sample, sampleIds } from '../projecting/read-model.fixture.ts';
import { stateAt } from './audited-state.ts';
import { differencesBetween } from './differences.ts';
import type { RecordedEvent } from './recorded-event.ts';

const { captureId, taskId, runId, candidateId } = sampleIds();
const settings = { publicUrl: '' };
const subject = { aggregate: 'capture', id: captureId } as const;
const versions = new Map<string, number>();

function happened(position: number, of: string, actor: string, event: { type: string; data: unknown }, index = 0): RecordedEvent {
  const aggregateversion = (versions.get(of) ?? 0) + 1;
  versions.set(of, aggregateversion);
  const time = `2026-11-22T10:00:${String(position).padStart(2, '0')}.000Z`;
  const envelope: EventEnvelope = {
    specversion: '1.0', id: `0190a000-0000-7000-8000-${String(position * 100 + index).padStart(12, '0')}`, source: 'test', subject: of, time, datacontenttype: 'application/json',
    dataschema: `urn:${event.type}`, aggregateversion, actor, correlationid: 'c', runid: runId, ...event,
  };
  return { position, index, storedAt: time, event: envelope };
}

const capture = `capture/${captureId}`;
const edited = (from: string, to: string): CaptureEvent => ({ type: 'countersign.capture.answer_edited.v1', data: { fieldId: 'email', from, to } });
const history = [
  happened(2, `candidate/${candidateId}`, 'key:app', sample.candidate),
  happened(4, `task/${taskId}`, 'key:app', sample.task(runId)),
  happened(5, capture, 'service:capture-service', sample.captured({ taskId, runId, candidateId })),
  happened(5, capture, 'service:capture-service', sample.proposed('ada@example.org'), 1),
  happened(8, capture, 'user:ada', edited('ada@example.org', 'ada@example.com')),
  happened(9, `candidate/${candidateId}`, 'key:app', { type: 'countersign.candidate.resume_updated.v1', data: { resume: { basics: { name: 'Ada King' } }, preferences: {}, documents: [] } }),
  happened(11, capture, 'user:eve', edited('ada@example.com', 'ada@example.net')),
  happened(12, capture, 'user:eve', { type: 'countersign.capture.rejected.v1', data: { reason: 'closed' } }),
];

describe('the state between events', () => {
  it('is that after the last commit before it, whole commits only, and none before the first', () => {
    expect(stateAt(history, subject, 4, settings)).toBeUndefined();
    expect(stateAt(history, subject, 5, settings)).toMatchObject({ version: 2, lastPosition: 5, state: { answered: 1, candidateName: 'Ada Lovelace', company: 'Analytical Engines' } });
    expect(stateAt(history, subject, 7, settings)).toEqual(stateAt(history, subject, 5, settings));
    expect(stateAt(history, subject, 10, settings)).toMatchObject({ version: 3, lastPosition: 9, state: { candidateName: 'Ada King', status: 'in_review' } });
  });
});

describe('the difference of two states', () => {
  const between = (from: number, to: number) => differencesBetween(history, subject, from, to, settings);
  const fields = (from: number, to: number) => between(from, to).differences.map(({ path, from: was, to: is, changed }) => [path, was, is, changed.actor, changed.position]);

  it('names each field with what was and is, and who changed it last, when and by which event', () => {
    const { from, to, differences } = between(5, 12);
    expect([from?.version, to?.version]).toEqual([2, 5]);
    expect(differences.find(({ path }) => path === '/fields/email/answer')).toEqual({
      path: '/fields/email/answer', kind: 'changed', from: 'ada@example.org', to: 'ada@example.net',
      changed: { position: 11, index: 0, eventId: '0190a000-0000-7000-8000-000000001100', type: 'countersign.capture.answer_edited.v1', actor: 'user:eve', time: '2026-11-22T10:00:11.000Z' },
    });
    const digest = (position: number) => (stateAt(history, subject, position, settings)!.state as CaptureView).answersSha256;
    expect(fields(5, 12)).toEqual([
      ['/candidateName', 'Ada Lovelace', 'Ada King', 'key:app', 9],
      ['/status', 'in_review', 'rejected', 'user:eve', 12],
      ['/fields/email/answer', 'ada@example.org', 'ada@example.net', 'user:eve', 11],
      ['/fields/email/source', 'profile', 'human', 'user:ada', 8],
      ['/fields/email/evidence', { summary: 'basics.email', passages: [] }, null, 'user:ada', 8],
      ['/fields/email/confirmed', undefined, false, 'user:ada', 8],
      ['/answersSha256', digest(5), digest(12), 'user:eve', 11],
      ['/rejectedReason', null, 'closed', 'user:eve', 12],
    ]);
  });

  it('is all of it since before it existed, nothing between the same, and not what changed and changed back', () => {
    const founded = between(0, 5);
    expect(founded.from).toBeUndefined();
    expect(founded.differences.every(({ kind }) => kind === 'added')).toBe(true);
    expect(founded.differences.find(({ path }) => path === '/fields')?.changed).toMatchObject({ position: 5, index: 1 });
    expect(between(12, 40).differences).toEqual([]);
    const back = [...history.slice(0, 5), happened(10, `${capture}x`, 'user:ada', edited('', ''))].slice(0, 5);
    expect(differencesBetween(back, subject, 8, 9, settings).differences).toEqual([]);
  });
});
