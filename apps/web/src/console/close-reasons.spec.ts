import { describe, expect, it } from '@jest/globals';
import { describeClose } from './close-reasons.ts';

describe('reasons of a closed console', () => {
  it.each([
    ['revoked', 'The permission to look was withdrawn.'],
    ['terminated: browser_crashed', 'It ended because the browser crashed.'],
    ['expired: deadline_reached', 'It ended because its time was up.'],
    ['shutdown', 'It ended because the service was stopped.'],
    ['rfb_protocol_error', 'Rfb protocol error.'],
    ['The session was closed.', 'The session was closed.'],
    ['', ''],
  ])('%j is shown as %j', (reason, text) => {
    expect(describeClose(reason)).toBe(text);
  });
});
