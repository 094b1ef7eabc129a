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
