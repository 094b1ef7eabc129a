import { describe, expect, it } from '@jest/globals';
import { caution, refusal } from './server-version.ts';

describe('versions of nats-server', () => {
  it.each([
    ['2.8.4', false, 'older than 2.9'],
    ['2.9.20', true, 'does not enforce expected sequences'],
    ['2.10.0', false, 'can lose a stream'],
    ['2.10.22', true, 'can lose a stream'],
    ['nonsense', false, 'no version'],
  ])('%s (clustered: %s) is refused: %s', (version, isClustered, why) => {
    expect(refusal({ version, isClustered })).toContain(why);
  });

  it.each([['2.9.10', false], ['2.9.21', true], ['2.10.23', true], ['2.11.0', true], ['2.15.1', true], ['3.0.0-beta.1', true]])('%s (clustered: %s) may hold the log', (version, isClustered) => {
    expect(refusal({ version, isClustered })).toBeUndefined();
  });

  it('warns of those that cannot write to disk at once', () => {
    expect(caution({ version: '2.9.25', isClustered: false })).toContain('loss of power');
    expect(caution({ version: '2.10.23', isClustered: false })).toBeUndefined();
  });
});
