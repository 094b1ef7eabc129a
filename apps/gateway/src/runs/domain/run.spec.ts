import { describe, expect, it } from '@jest/globals';
import { specification } from '@countersign/decider';
import { runDecider } from './run.ts';

const candidateId = '6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11';
const registered = { type: 'countersign.run.registered.v1', data: { candidateId, title: 'Autumn' } } as const;
const command = { candidateId, title: 'Autumn', candidate: 'registered' } as const;

describe('registering a run', () => {
  const { given } = specification(runDecider);

  it('registers it for a known candidate', () => {
    expect(given().when(command)).toMatchObject({ events: [registered] });
  });
  it('needs a candidate that is there', () => {
    expect(given().when({ ...command, candidate: 'unknown' }).rejected).toBe('candidate_not_found');
    expect(given().when({ ...command, candidate: 'erased' }).rejected).toBe('candidate_erased');
  });
  it('takes a repeat as done, whatever became of the candidate', () => {
    expect(given(registered).when({ ...command, candidate: 'erased' })).toMatchObject({ events: [] });
  });
  it('refuses other content under the same id', () => {
    expect(given(registered).when({ ...command, title: null }).rejected).toBe('run_exists');
  });
});
