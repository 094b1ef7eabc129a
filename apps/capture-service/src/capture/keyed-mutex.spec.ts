import { describe, expect, it } from '@jest/globals';
import { KeyedMutex } from './keyed-mutex.ts';

const late = () => new Error('late');
function gate() {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { passed, open: () => open() };
}

describe('a mutex with keys', () => {
  it('lets one in after the other for a key, and others at the same time', async () => {
    const mutex = new KeyedMutex();
    const order: string[] = [];
    const first = gate();
    const a = mutex.run('a', 1000, late, async () => { await first.passed; order.push('a1'); });
    const b = mutex.run('a', 1000, late, async () => { order.push('a2'); });
    await mutex.run('b', 1000, late, async () => { order.push('b'); });
    expect(mutex.isHeld('a')).toBe(true);
    first.open();
    await Promise.all([a, b]);
    expect(order).toEqual(['b', 'a1', 'a2']);
    await Promise.resolve();
    expect([mutex.isHeld('a'), mutex.isHeld('b')]).toEqual([false, false]);
  });

  it('goes on after a failure, and after somebody who gave up', async () => {
    const mutex = new KeyedMutex();
    const first = gate();
    const a = mutex.run('a', 1000, late, () => first.passed);
    await expect(mutex.run('a', 5, late, async () => 'too early')).rejects.toThrow('late');
    const c = mutex.run('a', 1000, late, () => Promise.reject(new Error('failed')));
    first.open();
    await a;
    await expect(c).rejects.toThrow('failed');
    expect(await mutex.run('a', 1000, late, async () => 'next')).toBe('next');
  });
});
