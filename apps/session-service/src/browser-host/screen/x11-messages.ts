/**
 * The few requests and events of the X protocol (X11R7, x.org "X Window System Protocol") that placing windows needs, in
 * little-endian form. The length field of a request is filled in when it is sent.
 */

/** Numbers of one width, one after the other. */
export function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeInt32LE(value | 0, index * 4));
  return bytes;
}

export function halves(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => bytes.writeInt16LE((value << 16) >> 16, index * 2));
  return bytes;
}

export function padded(text: Buffer): Buffer {
  return Buffer.concat([text, Buffer.alloc((4 - (text.length % 4)) % 4)]);
}

export function request(opcode: number, detail: number, ...parts: readonly Buffer[]): Buffer {
  const message = Buffer.concat([Buffer.from([opcode, detail, 0, 0]), ...parts]);
  message.writeUInt16LE(message.length / 4, 2);
  return message;
}

/** Values with the mask that says which they are: bit by bit, in the order of the protocol's list. */
function masked(values: Readonly<Record<number, number>>): { mask: number; list: Buffer } {
  const bits = Object.keys(values).map(Number).toSorted((a, b) => a - b);
  return { mask: bits.reduce((mask, bit) => mask | (1 << bit), 0), list: words(...bits.map((bit) => values[bit]!)) };
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const eventMasks = {
  buttonPress: 1 << 2, buttonRelease: 1 << 3, buttonMotion: 1 << 13, exposure: 1 << 15, structureNotify: 1 << 17,
  substructureNotify: 1 << 19, substructureRedirect: 1 << 20, propertyChange: 1 << 22,
} as const;

export const attributes = { backgroundPixel: 1, overrideRedirect: 9, eventMask: 11, cursor: 14 } as const;

export const createWindow = (window: number, parent: number, { x, y, width, height }: Rectangle, values: Readonly<Record<number, number>>): Buffer => {
  const { mask, list } = masked(values);
  return request(1, 0, words(window, parent), halves(x, y, width, height, 0, 1), words(0, mask), list); // InputOutput; depth and visual of the parent
};
export const setCursor = (window: number, cursor: number): Buffer => request(2, 0, words(window, 1 << attributes.cursor, cursor));
export const selectEvents = (window: number, mask: number): Buffer => request(2, 0, words(window, 1 << attributes.eventMask, mask));
export const getWindowAttributes = (window: number): Buffer => request(3, 0, words(window));
export const destroyWindow = (window: number): Buffer => request(4, 0, words(window));
export const mapWindow = (window: number): Buffer => request(8, 0, words(window));
/** Gives it a place and a size, or only what is given of them. */
export const configureWindow = (window: number, wanted: Partial<Rectangle>): Buffer => {
  const values = { 0: wanted.x, 1: wanted.y, 2: wanted.width, 3: wanted.height };
  const { mask, list } = masked(Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Record<number, number>);
  return request(12, 0, words(window), halves(mask, 0), list);
};
/** Puts it over all others. */
export const raiseWindow = (window: number): Buffer => request(12, 0, words(window), halves(1 << 6, 0), words(0));
export const getGeometry = (window: number): Buffer => request(14, 0, words(window));
export const internAtom = (name: string): Buffer => request(16, 0, halves(Buffer.byteLength(name), 0), padded(Buffer.from(name)));
export const changeProperty = (window: number, property: number, type: number, values: readonly number[]): Buffer =>
  request(18, 0, words(window, property, type), Buffer.from([32, 0, 0, 0]), words(values.length), words(...values));
export const changeTextProperty = (window: number, property: number, type: number, text: string): Buffer => {
  const bytes = Buffer.from(text);
  return request(18, 0, words(window, property, type), Buffer.from([8, 0, 0, 0]), words(bytes.length), padded(bytes));
};
/** At most 1024 bytes of it, of whatever type. */
export const getProperty = (window: number, property: number): Buffer => request(20, 0, words(window, property, 0, 0, 256));
export const sendEvent = (window: number, mask: number, event: Buffer): Buffer => request(25, 0, words(window, mask), event);
/** Pointer and keyboard stand still until `replayPointer`: what is typed after a press goes where the press gave the keyboard. */
export const grabAnyButton = (window: number): Buffer =>
  request(28, 0, words(window), halves(eventMasks.buttonPress, 0), words(0, 0), Buffer.from([0, 0, 0, 0x80]));
export const ungrabAnyButton = (window: number): Buffer => request(29, 0, words(window), halves(0x8000, 0));
/** Nobody else is served until `ungrabServer`. */
export const grabServer = (): Buffer => request(36, 0);
export const ungrabServer = (): Buffer => request(37, 0);
/** Gives the press to the window as if nobody had held it back. */
export const replayPointer = (): Buffer => request(35, 2, words(0));
/** When the window goes away the keyboard goes to what lies under the pointer, until a window is given it again. */
export const setInputFocus = (window: number): Buffer => request(42, 1, words(window, 0));
export const openFont = (font: number, name: string): Buffer => request(45, 0, words(font), halves(name.length, 0), padded(Buffer.from(name)));
/** Black on white, of a font whose every second glyph is the mask of the one before. */
export const createGlyphCursor = (cursor: number, font: number, glyph: number): Buffer =>
  request(94, 0, words(cursor, font, font), halves(glyph, glyph + 1, 0, 0, 0, -1, -1, -1));
export const createGraphics = (graphics: number, drawable: number, foreground: number): Buffer =>
  request(55, 0, words(graphics, drawable, (1 << 2) | (1 << 4), foreground, 2)); // foreground, line width 2
export const drawSegments = (drawable: number, graphics: number, segments: readonly (readonly [number, number, number, number])[]): Buffer =>
  request(66, 0, words(drawable, graphics), halves(...segments.flat()));
export const getKeyboardMapping = (firstKeycode: number, count: number): Buffer => request(101, 0, Buffer.from([firstKeycode, count, 0, 0]));
/** The same with and without Shift. */
export const changeKeyboardMapping = (keycode: number, keysym: number): Buffer =>
  request(100, 1, Buffer.from([keycode, 2, 0, 0]), words(keysym, keysym));
export const killClient = (window: number): Buffer => request(113, 0, words(window));
export const queryExtension = (name: string): Buffer => request(98, 0, halves(name.length, 0), padded(Buffer.from(name)));

export const eventTypes = {
  buttonPress: 4, buttonRelease: 5, motion: 6, expose: 12, destroyed: 17, unmapped: 18, mapRequest: 20, configureRequest: 23, clientMessage: 33,
} as const;

export function clientMessage(window: number, type: number, values: readonly number[]): Buffer {
  return Buffer.concat([Buffer.from([eventTypes.clientMessage, 32, 0, 0]), words(window, type, ...values, ...Array<number>(5 - values.length).fill(0))]);
}

/** Tells a window where it is when it asked for another place and did not get it (ICCCM 4.1.5). */
export function configureNotify(window: number, { x, y, width, height }: Rectangle): Buffer {
  return Buffer.concat([Buffer.from([22, 0, 0, 0]), words(window, window, 0), halves(x, y, width, height, 0, 0, 0, 0)]);
}

export interface ConfigureRequest {
  readonly window: number;
  /** Only what was asked for. */
  readonly wanted: Partial<Rectangle>;
}

export function readConfigureRequest(event: Buffer): ConfigureRequest {
  const mask = event.readUInt16LE(26);
  const wanted: Record<string, number> = {};
  if (mask & 1) wanted['x'] = event.readInt16LE(16);
  if (mask & 2) wanted['y'] = event.readInt16LE(18);
  if (mask & 4) wanted['width'] = event.readUInt16LE(20);
  if (mask & 8) wanted['height'] = event.readUInt16LE(22);
  return { window: event.readUInt32LE(8), wanted };
}
