import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BAR_HEIGHT, barOf, centred, isOnClose, placeFloating } from './window-rules.ts';

const screen = { width: 800, height: 600 };
const anyPlace = fc.integer({ min: -40_000, max: 40_000 });
const anySize = fc.integer({ min: 0, max: 65_535 });

describe('a floating window', () => {
  it('lies where it wants to, when that is on the screen', () => {
    expect(placeFloating({ x: 100, y: 200, width: 300, height: 150 }, screen)).toEqual({ x: 100, y: 200, width: 300, height: 150 });
  });

  it('is always on the screen with its bar', () => {
    const anyScreen = fc.record({ width: fc.integer({ min: 320, max: 3840 }), height: fc.integer({ min: 240, max: 2247 }) });
    fc.assert(
      fc.property(fc.record({ x: anyPlace, y: anyPlace, width: anySize, height: anySize }), anyScreen, (wanted, size) => {
        const placed = placeFloating(wanted, size);
        const bar = barOf(placed);
        expect([placed.width > 0, placed.height > 0, bar.x >= 0, bar.y >= 0]).toEqual([true, true, true, true]);
        expect([placed.x + placed.width <= size.width, placed.y + placed.height <= size.height]).toEqual([true, true]);
        expect(isOnClose(bar.width - 1, bar.width)).toBe(true);
      }),
    );
  });

  it('lies in the middle when it has no wish', () => {
    expect(centred({ width: 400, height: 300 }, screen)).toEqual({ x: 200, y: 150 + BAR_HEIGHT / 2, width: 400, height: 300 });
  });
});
