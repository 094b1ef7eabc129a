import { describe, expect, it } from '@jest/globals';
import { KeyOrder, type ScreenKeys } from './key-order.ts';
import { keyMessage, pointerMessage, qemuKeyMessage } from './rfb-messages.fixture.ts';

const [a, rare, up, click] = [keyMessage(0x61, true).bytes, keyMessage(0x1004e00, true).bytes, keyMessage(0x1004e00, false).bytes, pointerMessage(1, 2, 1).bytes];
const frame = Buffer.from([3, 1, 0, 0, 0, 0, 0, 9, 0, 9]);

/** A keyboard that knows only `a`, until it is told to. */
class SlowKeys implements ScreenKeys {
  learn: () => void = () => undefined;
  asked: number[] = [];
  readonly #known = new Set([0x61]);

  prepare(keysym: number): Promise<void> | undefined {
    if (this.#known.has(keysym)) return undefined;
    this.asked.push(keysym);
    return new Promise((resolve) => {
      this.learn = () => {
        this.#known.add(keysym);
        resolve();
      };
    });
  }
}

function order(keys?: ScreenKeys): { order: KeyOrder; written: Buffer[]; waits: boolean[] } {
  const written: Buffer[] = [];
  const waits: boolean[] = [];
  return { order: new KeyOrder({ keys, write: (message) => written.push(message), onWaiting: (isWaiting) => waits.push(isWaiting) }), written, waits };
}
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the order of keys', () => {
  it('is kept when one has to wait, and everything behind it waits, too', async () => {
    const keys = new SlowKeys();
    const { order: sender, written, waits } = order(keys);
    sender.send([a, rare, up]);
    sender.send([click, frame, a]);
    expect(written).toEqual([a]);
    expect(waits).toEqual([true]);
    keys.learn();
    await settled();
    expect(written).toEqual([a, rare, up, click, frame, a]);
    expect(waits).toEqual([true, false]);
    sender.send([rare]);
    expect(written).toHaveLength(7);
    expect(keys.asked).toEqual([0x1004e00]);
  });

  it('asks for the keys of both kinds when they go down', () => {
    const keys = new SlowKeys();
    const { order: sender, written } = order(keys);
    sender.send([up, qemuKeyMessage(0x1004e01, 30, false).bytes]);
    expect(keys.asked).toEqual([]);
    sender.send([qemuKeyMessage(0x1004e01, 30, true).bytes]);
    expect(keys.asked).toEqual([0x1004e01]);
    expect(written).toHaveLength(2);
  });

  it('forgets what acts, and only that, when its sender may not act any more', async () => {
    const keys = new SlowKeys();
    const { order: sender, written } = order(keys);
    sender.send([rare, up, frame, click]);
    sender.dropActing();
    sender.send([up]);
    keys.learn();
    await settled();
    expect(written).toEqual([frame, up]);
  });

  it('waits for nothing without a keyboard to ask', () => {
    const { order: sender, written } = order();
    sender.send([rare, up]);
    expect(written).toEqual([rare, up]);
  });
});
