import type { CandidateEvent } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import type { Candidate } from './candidate.entity.ts';
import { projectCandidate } from './candidate.projection.ts';

const id = '0190a000-0000-7000-8000-000000000001';
const at = '2026-11-22T10:00:00.000Z';
const person = (basics: unknown) => ({ resume: { basics }, preferences: { remote: 'yes' }, documents: [] });

const readFromFile = { sha256: 'a'.repeat(64), name: 'cv.pdf', textSha256: 'b'.repeat(64), resume: {}, passages: [] };

function after(...events: CandidateEvent[]): Candidate {
  let row: Candidate | undefined;
  for (const [index, event] of events.entries()) {
    row = projectCandidate(row, {
      specversion: '1.0', id, source: 'capture-service', subject: `candidate/${id}`, time: at, datacontenttype: 'application/json',
      dataschema: '', aggregateversion: index + 1, actor: 'user:ada', correlationid: 'c', ...event,
    });
  }
  return row!;
}

describe('a candidate', () => {
  it.each([
    [{ name: ' Ada Lovelace ', email: 'ada@example.org' }, 'Ada Lovelace', 'ada@example.org'],
    [{ name: 7 }, null, null],
    [null, null, null],
  ])('has the name and e-mail of the resume: %j', (basics, name, email) => {
    expect(after({ type: 'countersign.candidate.registered.v1', data: person(basics) })).toMatchObject({ name, email, registeredAt: at, version: 1 });
  });
  it('has the newest resume, and nothing of it once erased', () => {
    const registered: CandidateEvent = { type: 'countersign.candidate.registered.v1', data: person({ name: 'Ada' }) };
    const updated: CandidateEvent = { type: 'countersign.candidate.resume_updated.v1', data: { ...person({ name: 'Grace' }), readFromFile } };
    expect(after(registered).readFromFile).toBeNull();
    expect(after(registered, updated).readFromFile).toEqual(readFromFile);
    expect(after(registered, updated)).toMatchObject({ name: 'Grace', version: 2 });
    const erased = after(registered, updated, { type: 'countersign.candidate.erased.v1', data: {} });
    expect(erased).toEqual({ id, name: null, email: null, resume: {}, preferences: {}, documents: [], readFromFile: null, registeredAt: at, erasedAt: at, version: 3 });
  });
});
