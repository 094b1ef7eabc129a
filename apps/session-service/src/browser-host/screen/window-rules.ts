import type { Rectangle } from './x11-messages.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Height of the bar over a popup or dialog. */
export const BAR_HEIGHT = 28;
/** Side of the square at the right end of a bar that closes its window. */
const CLOSE_SIDE = BAR_HEIGHT;
const SWITCHER = { width: 40, height: 30, marginRight: 4, top: 4 } as const;

/** Windows with tabs fill the screen; all others float over them with a bar of ours. */
export type WindowKind = 'page' | 'floating';

const clamp = (value: number, lowest: number, highest: number): number => Math.max(lowest, Math.min(value, highest));

/** A floating window is wholly on the screen, its bar too, whatever it or its page asks for. */
export function placeFloating(wanted: Rectangle, screen: Size): Rectangle {
  const width = clamp(wanted.width, 1, screen.width);
  const height = clamp(wanted.height, 1, Math.max(1, screen.height - BAR_HEIGHT));
  return {
    width, height,
    x: clamp(wanted.x, 0, screen.width - width),
    y: clamp(wanted.y, BAR_HEIGHT, Math.max(BAR_HEIGHT, screen.height - height)),
  };
}

/** For a window that does not say where it wants to be. */
export function centred({ width, height }: Size, screen: Size): Rectangle {
  return placeFloating({ width, height, x: Math.floor((screen.width - width) / 2), y: Math.floor((screen.height + BAR_HEIGHT - height) / 2) }, screen);
}

export const fillScreen = ({ width, height }: Size): Rectangle => ({ x: 0, y: 0, width, height });

export const barOf = ({ x, y, width }: Rectangle): Rectangle => ({ x, y: y - BAR_HEIGHT, width, height: BAR_HEIGHT });

/** Whether a press at this place of a bar is meant to close the window. */
export const isOnClose = (x: number, barWidth: number): boolean => x >= barWidth - CLOSE_SIDE;

/** The cross at the right end of a bar, as lines from x, y to x, y. */
export function crossOf(barWidth: number): readonly (readonly [number, number, number, number])[] {
  const centreX = barWidth - CLOSE_SIDE / 2;
  const centreY = BAR_HEIGHT / 2;
  const reach = 5;
  return [
    [centreX - reach, centreY - reach, centreX + reach, centreY + reach],
    [centreX - reach, centreY + reach, centreX + reach, centreY - reach],
  ];
}

/** The button that brings up the next of several windows: at the right end of the tab strip, where tabs come last. */
export const switcherOf = (screen: Size): Rectangle => ({
  x: screen.width - SWITCHER.width - SWITCHER.marginRight, y: SWITCHER.top, width: SWITCHER.width, height: SWITCHER.height,
});

/** Two windows, one behind the other. */
export const switcherLines: readonly (readonly [number, number, number, number])[] = [
  ...box(16, 6, 14, 11),
  ...box(10, 12, 14, 11),
];

function box(x: number, y: number, width: number, height: number): [number, number, number, number][] {
  const [right, bottom] = [x + width, y + height];
  return [[x, y, right, y], [right, y, right, bottom], [right, bottom, x, bottom], [x, bottom, x, y]];
}
