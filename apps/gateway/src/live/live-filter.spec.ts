import { describe, expect, it } from '@jest/globals';
import { LiveMatcher } from './live-filter.ts';
import { afterCommit, formatPlace, isAfter, parsePlace } from './place.ts';

const event = (aggregate: string, aggregateId: string, type: string, runId: string | null = null, data: unknown = {}) => ({ aggregate, aggregateId, type, runId, data }) as Parameters<LiveMatcher['matches']>[0];

describe('a place in the stream', () => {
  it('is a position, or an event within it, and orders as the events do', () => {
    for (const id of ['0', '120', '120.0', '999999999999999.7']) expect(formatPlace(parsePlace(id)!)).toBe(id);
    expect(parsePlace('120')).toEqual(afterCommit(120));
    const inOrder = ['119', '120.0', '120.1', '120', '121.0'].map((id) => parsePlace(id)!);
    for (const [index, place] of inOrder.entries()) expect(inOrder.map((other) => isAfter(other, place))).toEqual(inOrder.map((_, at) => at > index));
    for (const wrong of ['', ' 1', '1.', '.1', '-1', '1e3', '1.2.3', '1'.repeat(16)]) expect(parsePlace(wrong)).toBeUndefined();
  });
});

describe('the filter of a stream', () => {
  it('learns whose a run is from an event that it does not let through', () => {
    const matcher = new LiveMatcher({ candidateId: 'c', types: ['countersign.session.started.v1'] }, new Set(['known']));
    const started = (runId: string) => matcher.matches(event('session', 's', 'countersign.session.started.v1', runId));
    expect([started('known'), started('new')]).toEqual([true, false]);
    expect(matcher.matches(event('run', 'new', 'countersign.run.registered.v1', 'new', { candidateId: 'c' }))).toBe(false);
    expect(matcher.matches(event('run', 'other', 'countersign.run.registered.v1', 'other', { candidateId: 'd' }))).toBe(false);
    expect([started('new'), started('other')]).toEqual([true, false]);
  });
  it('tells of readings of the audit only whoever names them', () => {
    const reading = event('audit', 'a', 'countersign.audit.read.v1');
    expect(new LiveMatcher({}, new Set()).matches(reading)).toBe(false);
    expect(new LiveMatcher({ types: ['countersign.audit.read.v1'] }, new Set()).matches(reading)).toBe(true);
    expect([new LiveMatcher({ runId: undefined }, new Set()).takesAll, new LiveMatcher({ runId: 'r' }, new Set()).takesAll]).toEqual([true, false]);
  });
});
