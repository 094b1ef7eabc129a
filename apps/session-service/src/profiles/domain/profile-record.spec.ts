import { describe, expect, it } from '@jest/globals';
import { Rejected } from '@countersign/decider';
import { newRecord, settledRecord, supersededBy, withWriter, type ProfileRecord, type SavedProfile, type SessionFacts } from './profile-record.ts';

const saved = (version: number): SavedProfile => ({ version, sessionId: `s${version}`, sha256: `sha-${version}`, sizeBytes: 10, savedAt: '2026-11-22T10:00:00.000Z' });
const writer = { sessionId: 's2', host: 'node-a', startsBy: '2026-11-22T10:02:00.000Z' };
const fresh = newRecord('k1');
const claimed: ProfileRecord = { ...fresh, writer };
const writing: ProfileRecord = { keyId: 'k1', current: saved(1), pending: saved(2), writer };
const facts = (status: SessionFacts['status'], savedSha256: string | null = null): SessionFacts => ({ status, savedSha256 });

describe('the record of a profile', () => {
  it('stays as it is while its writer is active, or still starts', () => {
    expect(settledRecord(writing, facts('active'), false)).toBe(writing);
    expect(settledRecord(writing, facts('active'), true)).toBe(writing);
    expect(settledRecord(writing, facts('unknown'), false)).toBe(writing);
    expect(settledRecord({ ...fresh, current: saved(1) }, facts('unknown'), true)).toEqual({ ...fresh, current: saved(1) });
  });

  it('takes the new version exactly when the log says that it was saved', () => {
    const next = settledRecord(writing, facts('ended', 'sha-2'), false);
    expect(next).toEqual({ keyId: 'k1', current: saved(2), pending: null, writer: null });
    expect(supersededBy(writing, next)).toEqual([saved(1)]);
  });

  it('keeps the old version when the session ended without saving, or saved other bytes', () => {
    for (const ended of [facts('ended'), facts('ended', 'sha-9')]) {
      const next = settledRecord(writing, ended, false);
      expect(next).toEqual({ keyId: 'k1', current: saved(1), pending: null, writer: null });
      expect(supersededBy(writing, next)).toEqual([saved(2)]);
    }
  });

  it('is nothing when the first session that was to save it did not, or never started', () => {
    expect(settledRecord(claimed, facts('ended'), false)).toBeNull();
    expect(settledRecord(claimed, facts('unknown'), true)).toBeNull();
    expect(settledRecord({ ...claimed, pending: saved(1) }, facts('ended'), false)).toBeNull();
  });

  it('has one writer, whose repeat is no other', () => {
    expect(withWriter(claimed, { ...writer, sessionId: 's3' })).toMatchObject({ code: 'profile_in_use', details: { sessionId: 's2' } });
    expect(withWriter(claimed, { ...writer, host: 'node-b' })).toEqual({ ...claimed, writer: { ...writer, host: 'node-b' } });
    expect(withWriter(fresh, writer)).not.toBeInstanceOf(Rejected);
  });
});
