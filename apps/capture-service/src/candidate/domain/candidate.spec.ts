import { describe, expect, it } from '@jest/globals';
import { specification } from '@countersign/decider';
import type { CandidateEvent } from '@countersign/contracts';
import { candidateDecider, type Person } from './candidate.ts';

const richard: Person = { resume: { basics: { name: 'Richard' } }, preferences: {}, documents: [] };
const renamed = { basics: { name: 'Richard H.' } };
const registered: CandidateEvent = { type: 'countersign.candidate.registered.v1', data: { ...richard, documents: [] } };
const erased: CandidateEvent = { type: 'countersign.candidate.erased.v1', data: {} };
const { given } = specification(candidateDecider);

describe('a candidate', () => {
  it('is registered once', () => {
    expect(given().when({ type: 'register', person: richard }).events).toEqual([registered]);
    expect(given(registered).when({ type: 'register', person: { ...richard, resume: renamed } }).rejected).toBe('candidate_exists');
  });

  it('is found again by a repeat of the same registration', () => {
    expect(given(registered).when({ type: 'register', person: richard }).events).toEqual([]);
  });

  it('keeps preferences and documents that an update leaves out', () => {
    const willing: CandidateEvent = { type: 'countersign.candidate.registered.v1', data: { ...richard, documents: [], preferences: { willingToRelocate: true } } };
    const { state } = given(willing).when({ type: 'update_resume', expectedVersion: 1, resume: renamed });
    expect(state).toMatchObject({ version: 2, person: { resume: renamed, preferences: { willingToRelocate: true } } });
  });

  describe('whose resume was read out of a file', () => {
    const document = (kind: 'resume' | 'other', name: string, digit: string) => ({ kind, name, mediaType: 'application/pdf', sha256: digit.repeat(64), sizeBytes: 1 });
    const [letter, first, second] = [document('other', 'letter.pdf', 'a'), document('resume', 'first.pdf', 'b'), document('resume', 'second.pdf', 'c')];
    const text = (digit: string) => ({ ...document('other', 'text.txt', digit), mediaType: 'text/plain' });
    const facts = { resume: { basics: { phone: '+1 415 555 0100' } }, passages: [{ path: 'basics.phone', line: 2, text: '+1 415 555 0100' }] };
    const start: CandidateEvent = { type: 'countersign.candidate.registered.v1', data: { ...richard, documents: [letter] } };
    const taken = (file = first, digit = 'd') => given(start).when({ type: 'take_resume_file', file, text: text(digit), facts });

    it('has the file and its text among the documents, in place of those before', () => {
      const { state, events } = taken();
      expect(state?.person).toEqual({ ...richard, documents: [letter, first, text('d')], readFromFile: { sha256: first.sha256, name: 'first.pdf', textSha256: 'd'.repeat(64), ...facts } });
      expect(given(start, ...events!).when({ type: 'take_resume_file', file: first, text: text('d'), facts }).events).toEqual([]);
      expect(given(start, ...events!).when({ type: 'take_resume_file', file: second, text: text('e'), facts }).state?.person).toMatchObject({ documents: [letter, second, text('e')], readFromFile: { name: 'second.pdf' } });
    });

    it('loses what was read with the file', () => {
      const { events } = taken();
      expect(given(start, ...events!).when({ type: 'update_resume', resume: renamed }).state?.person?.readFromFile).toBeDefined();
      expect(given(start, ...events!).when({ type: 'update_resume', resume: renamed, documents: [letter] }).state?.person).toEqual({ ...richard, resume: renamed, documents: [letter] });
    });

    it('is not taken over a newer version, for nobody, or beyond the limit of documents', () => {
      expect(given(start).when({ type: 'take_resume_file', expectedVersion: 3, file: first, text: text('d'), facts }).rejected).toBe('version_conflict');
      expect(given().when({ type: 'take_resume_file', file: first, text: text('d'), facts }).rejected).toBe('candidate_not_found');
      const many: CandidateEvent = { type: 'countersign.candidate.registered.v1', data: { ...richard, documents: Array.from({ length: 19 }, () => letter) } };
      expect(given(many).when({ type: 'take_resume_file', file: first, text: text('d'), facts }).rejected).toBe('resume_unreadable');
    });
  });

  it('refuses an update of a version that is not the newest, or of nobody', () => {
    expect(given(registered).when({ type: 'update_resume', expectedVersion: 7, resume: renamed }).rejected).toBe('version_conflict');
    expect(given().when({ type: 'update_resume', resume: renamed }).rejected).toBe('candidate_not_found');
  });

  it('holds nothing of an erased person and takes nothing for them', () => {
    expect(given(registered).when({ type: 'erase' })).toMatchObject({ events: [erased], state: { status: 'erased', person: null } });
    expect(given(registered, erased).when({ type: 'erase' }).events).toEqual([]);
    expect(given(registered, erased).when({ type: 'update_resume', resume: renamed }).rejected).toBe('candidate_erased');
    expect(given(registered, erased).when({ type: 'register', person: richard }).rejected).toBe('candidate_erased');
  });
});
