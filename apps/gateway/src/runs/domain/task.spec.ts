import { describe, expect, it } from '@jest/globals';
import { specification } from '@countersign/decider';
import { taskDecider } from './task.ts';

const data = { runId: '6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11', url: 'https://jobs.example.org/1', company: 'Example', title: 'Engineer' };
const registered = { type: 'countersign.task.registered.v1', data } as const;

describe('registering a task', () => {
  const { given } = specification(taskDecider);

  it('registers it in a known run', () => {
    expect(given().when({ ...data, run: 'registered' })).toMatchObject({ events: [registered] });
  });
  it('needs a known run', () => {
    expect(given().when({ ...data, run: 'unknown' }).rejected).toBe('run_not_found');
  });
  it('takes a repeat as done', () => {
    expect(given(registered).when({ ...data, run: 'registered' })).toMatchObject({ events: [] });
  });
  it.each(['url', 'company', 'title', 'runId'])('refuses another %s under the same id', (name) => {
    expect(given(registered).when({ ...data, run: 'registered', [name]: 'other' }).rejected).toBe('task_exists');
  });
});
