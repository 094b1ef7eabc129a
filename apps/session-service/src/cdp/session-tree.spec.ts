import { describe, expect, it } from '@jest/globals';
import { SessionTree } from './session-tree.ts';

describe('CDP sessions', () => {
  it('end with the one they were announced under', () => {
    const tree = new SessionTree<string>();
    tree.add('browser', null, 'client');
    tree.add('page', 'browser', 'client');
    tree.add('frame', 'page', 'client');
    tree.add('worker', 'frame', 'client');
    tree.add('other page', 'browser', 'client');
    expect(tree.remove('page')).toEqual(new Set(['page', 'frame', 'worker']));
    expect(tree.ownerOf('frame')).toBeUndefined();
    expect(tree.ownerOf('other page')).toBe('client');
    expect(tree.remove('browser')).toEqual(new Set(['browser', 'other page']));
    expect(tree.size).toBe(0);
    expect(tree.remove('browser')).toEqual(new Set());
  });

  it('belong to the service until a client gets them', () => {
    const tree = new SessionTree<string>();
    tree.add('browser', null, null);
    expect(tree.ownerOf('browser')).toBeNull();
    tree.add('browser', null, 'client');
    expect(tree.ownerOf('browser')).toBe('client');
    expect(tree.ownerOf('unknown')).toBeUndefined();
  });
});
