import { expect, it } from '@jest/globals';
import { captureIdOf } from './capture-id.ts';

it('gives a task one capture id, for ever', () => {
  const id = captureIdOf('0192f1c0-0000-7000-8000-000000000000');
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(captureIdOf('0192F1C0-0000-7000-8000-000000000000')).toBe(id);
  expect(captureIdOf('0192f1c0-0000-7000-8000-000000000001')).not.toBe(id);
  // Written down, so that a change of the name space cannot go unnoticed.
  expect(id).toBe('94e93d34-d50f-5f72-b227-a4ee775d79dc');
});
