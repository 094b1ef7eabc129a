import { describe, expect, it } from '@jest/globals';
import { hosts, isOverdue, takingSessions, type NodeLease, type NodeSighting } from './node-lease.ts';

const lease: NodeLease = { node: 'a', instance: 'a1', status: 'ready', sessions: 1, sessionLimit: 8, streamUrl: 'ws://a:1', leaseMs: 30_000, renewedAt: '2030-01-01T00:00:00.000Z' };
const seen = (changed: Partial<NodeLease> = {}, unchangedMs = 0): NodeSighting => ({ lease: { ...lease, ...changed }, revision: 1, unchangedMs });

describe('the lease of a node', () => {
  it('is over when it stayed the same for its whole length, while the observer could see', () => {
    expect(isOverdue(seen({}, 29_999), Infinity)).toBe(false);
    expect(isOverdue(seen({}, 30_000), Infinity)).toBe(true);
    expect(isOverdue(seen({}, 90_000), 29_999)).toBe(false);
    expect(isOverdue(seen({}, 90_000), 0)).toBe(false);
  });
  it('is over once', () => {
    expect(isOverdue(seen({ status: 'lost' }, 90_000), Infinity)).toBe(false);
  });
  it('is no lease of an earlier process of the same name', () => {
    expect(hosts(seen(), 'a1')).toBe(true);
    expect(hosts(seen(), 'a0')).toBe(false);
    expect(hosts(seen({ status: 'lost' }), 'a1')).toBe(false);
    expect(hosts(undefined, 'a1')).toBe(false);
  });
});

describe('nodes that take sessions', () => {
  it('are others that are ready, the emptiest first', () => {
    const nodes = [
      seen({ node: 'own', instance: 'own' }), seen({ node: 'few', instance: '1', sessions: 7 }), seen({ node: 'full', instance: '2', sessions: 8 }),
      seen({ node: 'many', instance: '3', sessions: 0 }), seen({ node: 'leaves', instance: '4', status: 'draining' }), seen({ node: 'comes', instance: '5', status: 'starting' }),
      seen({ node: 'gone', instance: '6', status: 'lost' }),
    ];
    expect(takingSessions(nodes, 'own').map(({ node }) => node)).toEqual(['many', 'few', 'full']);
  });
});
