import {
  attributes, changeProperty, changeTextProperty, clientMessage, configureNotify, configureWindow, createGlyphCursor, createGraphics, createWindow, destroyWindow, drawSegments,
  eventMasks, eventTypes, getGeometry, getProperty, getWindowAttributes, grabAnyButton, killClient, mapWindow, openFont, raiseWindow,
  readConfigureRequest, replayPointer, selectEvents, sendEvent, setCursor, setInputFocus, ungrabAnyButton, type Rectangle,
} from './x11-messages.ts';
import type { X11Connection } from './x11-connection.ts';
import { barOf, centred, crossOf, fillScreen, isOnClose, placeFloating, switcherLines, switcherOf, type Size, type WindowKind } from './window-rules.ts';

const ATOMS = [
  'ATOM', 'WINDOW', 'WM_STATE', 'UTF8_STRING', 'WM_PROTOCOLS', 'WM_DELETE_WINDOW', 'WM_TAKE_FOCUS', 'WM_WINDOW_ROLE', 'WM_NORMAL_HINTS', 'WM_CHANGE_STATE',
  '_NET_SUPPORTED', '_NET_SUPPORTING_WM_CHECK', '_NET_WM_NAME', '_NET_WM_PING', '_NET_ACTIVE_WINDOW', '_NET_CLOSE_WINDOW', '_NET_WM_STATE', '_NET_WM_STATE_FULLSCREEN',
] as const;
type Atoms = Record<(typeof ATOMS)[number], number>;
/** What Chromium may ask for and gets. Maximizing is left out: a window with tabs fills the screen anyway. */
const SUPPORTED = ['_NET_SUPPORTING_WM_CHECK', '_NET_WM_NAME', '_NET_ACTIVE_WINDOW', '_NET_CLOSE_WINDOW', '_NET_WM_STATE', '_NET_WM_STATE_FULLSCREEN'] as const;

const BAR_COLOUR = 0xdee1e6;
const LINE_COLOUR = 0x5f6368;
/** Of the font `cursor`; without it the pointer over our own bars is a cross. */
const ARROW = 68;
const PLACE_IS_WANTED = 0b101; // USPosition and PPosition (ICCCM 4.1.2.3)
const NORMAL_STATE = 1;
const ICONIC_STATE = 3;
/** More windows than that are shown where they want to be and nothing else. */
const MOST_WINDOWS = 200;
/** Of a browser that has not answered so many, none is waited for. */
const MOST_PINGS = 100;

interface Managed {
  readonly id: number;
  readonly kind: WindowKind;
  readonly takesFocusItself: boolean;
  readonly closesItself: boolean;
  readonly answersPing: boolean;
  rectangle: Rectangle;
  fullScreen: boolean;
  /** A window of ours over a floating one. */
  readonly bar: number | undefined;
}

/**
 * The window manager of one browser's screen, as a client of its X server: windows with tabs fill the screen and stay so,
 * popups and dialogs lie over them under a bar by which a person moves and closes them, and the keyboard goes to what was
 * opened or clicked last. It runs in the service: no process and no memory more for each browser.
 */
export class WindowManager {
  readonly #x: X11Connection;
  readonly #atoms: Atoms;
  readonly #switcher: number;
  readonly #lines: number;
  /** From the lowest to the topmost. */
  #stack: Managed[] = [];
  readonly #beingRead = new Set<number>();
  readonly #pings = new Map<number, () => void>();
  #lastPing = 0;
  #screen: Size;
  #focused: number | undefined;
  #drag: { window: Managed; fromX: number; fromY: number; start: Rectangle } | undefined;

  private constructor(x: X11Connection, atoms: Atoms, screen: Size) {
    this.#x = x;
    this.#atoms = atoms;
    this.#screen = screen;
    this.#switcher = x.newId();
    this.#lines = x.newId();
    x.onEvent = (event) => this.#onEvent(event);
  }

  /** Resolves when every window that is opened from now on is minded. */
  static async start(x: X11Connection, screen: Size): Promise<WindowManager> {
    const atoms = await x.atoms(ATOMS);
    const manager = new WindowManager(x, atoms, screen);
    manager.#announce();
    await x.settled();
    return manager;
  }

  /** Places all windows for a screen that has changed its size. */
  fit(screen: Size): void {
    this.#screen = screen;
    this.#showSwitcher();
    for (const window of this.#stack) this.#place(window, window.rectangle);
  }

  /**
   * Resolves when the browser has dealt with all that the X server told it before, as its answer to a ping says. At once when
   * there is no window that answers.
   */
  browserAnswers(): Promise<void> {
    const window = this.#stack.findLast(({ kind, answersPing }) => kind === 'page' && answersPing);
    if (!window) return Promise.resolve();
    const atoms = this.#atoms;
    this.#lastPing += 1;
    this.#x.send(sendEvent(window.id, 0, clientMessage(window.id, atoms.WM_PROTOCOLS, [atoms._NET_WM_PING, this.#lastPing, window.id])));
    if (this.#pings.size >= MOST_PINGS) this.#pings.clear();
    return new Promise((resolve) => this.#pings.set(this.#lastPing, resolve));
  }

  #announce(): void {
    const { root } = this.#x;
    const [check, cursorFont, cursor] = [this.#x.newId(), this.#x.newId(), this.#x.newId()];
    const atoms = this.#atoms;
    this.#x.send(
      selectEvents(root, eventMasks.substructureRedirect | eventMasks.substructureNotify),
      createWindow(check, root, { x: -1, y: -1, width: 1, height: 1 }, { [attributes.overrideRedirect]: 1 }),
      ...[root, check].map((window) => changeProperty(window, atoms._NET_SUPPORTING_WM_CHECK, atoms.WINDOW, [check])),
      changeTextProperty(check, atoms._NET_WM_NAME, atoms.UTF8_STRING, 'Countersign'),
      changeProperty(root, atoms._NET_SUPPORTED, atoms.ATOM, SUPPORTED.map((name) => atoms[name])),
      createGraphics(this.#lines, root, LINE_COLOUR),
      openFont(cursorFont, 'cursor'), createGlyphCursor(cursor, cursorFont, ARROW), setCursor(root, cursor),
      createWindow(this.#switcher, root, switcherOf(this.#screen), {
        [attributes.backgroundPixel]: BAR_COLOUR, [attributes.overrideRedirect]: 1, [attributes.eventMask]: eventMasks.buttonPress | eventMasks.exposure,
      }),
    );
  }

  #onEvent(event: Buffer): void {
    switch (event.readUInt8(0) & 0x7f) {
      case eventTypes.mapRequest:
        return void this.#manage(event.readUInt32LE(8)).catch(() => undefined); // It has gone meanwhile.
      case eventTypes.configureRequest:
        return this.#onConfigureRequest(event);
      case eventTypes.unmapped:
      case eventTypes.destroyed:
        return this.#forget(event.readUInt32LE(8));
      case eventTypes.clientMessage:
        return this.#onClientMessage(event.readUInt32LE(4), event.readUInt32LE(8), event);
      case eventTypes.expose:
        return this.#paint(event.readUInt32LE(4));
      case eventTypes.buttonPress:
        return this.#onPress(event);
      case eventTypes.motion:
        return this.#onMotion(event);
      case eventTypes.buttonRelease:
        return this.#onRelease(event);
      default:
        return undefined;
    }
  }

  async #manage(id: number): Promise<void> {
    if (this.#find(id) || this.#beingRead.has(id)) return;
    if (this.#stack.length + this.#beingRead.size >= MOST_WINDOWS) return this.#x.send(mapWindow(id));
    this.#beingRead.add(id);
    try {
      const atoms = this.#atoms;
      const properties = [atoms.WM_WINDOW_ROLE, atoms.WM_NORMAL_HINTS, atoms.WM_PROTOCOLS, atoms._NET_WM_STATE];
      const [attributesReply, geometry, ...values] = await Promise.all([
        this.#x.ask(getWindowAttributes(id)), this.#x.ask(getGeometry(id)), ...properties.map((property) => this.#x.ask(getProperty(id, property))),
      ]);
      const isOverride = attributesReply.readUInt8(27) === 1;
      if (isOverride || !this.#beingRead.has(id)) return;
      this.#add(id, geometry, values as [Buffer, Buffer, Buffer, Buffer]);
    } finally {
      this.#beingRead.delete(id);
    }
  }

  #add(id: number, geometry: Buffer, [role, hints, protocols, state]: readonly [Buffer, Buffer, Buffer, Buffer]): void {
    const kind: WindowKind = textOf(role) === 'browser' ? 'page' : 'floating';
    const size = { width: geometry.readUInt16LE(16), height: geometry.readUInt16LE(18) };
    const wantsPlace = ((numbersOf(hints)[0] ?? 0) & PLACE_IS_WANTED) !== 0;
    const protocolAtoms = numbersOf(protocols);
    const window: Managed = {
      id, kind,
      takesFocusItself: protocolAtoms.includes(this.#atoms.WM_TAKE_FOCUS),
      answersPing: protocolAtoms.includes(this.#atoms._NET_WM_PING),
      closesItself: protocolAtoms.includes(this.#atoms.WM_DELETE_WINDOW),
      rectangle: wantsPlace ? { x: geometry.readInt16LE(12), y: geometry.readInt16LE(14), ...size } : centred(size, this.#screen),
      fullScreen: numbersOf(state).includes(this.#atoms._NET_WM_STATE_FULLSCREEN),
      bar: kind === 'floating' ? this.#x.newId() : undefined,
    };
    if (window.bar !== undefined) this.#createBar(window.bar, window.rectangle);
    this.#stack.push(window);
    this.#place(window, window.rectangle);
    this.#x.send(changeProperty(id, this.#atoms.WM_STATE, this.#atoms.WM_STATE, [NORMAL_STATE, 0]), mapWindow(id));
    this.#tellState(window);
    this.#focus(window);
    this.#showSwitcher();
  }

  #createBar(bar: number, over: Rectangle): void {
    const eventMask = eventMasks.buttonPress | eventMasks.buttonRelease | eventMasks.buttonMotion | eventMasks.exposure;
    const values = { [attributes.backgroundPixel]: BAR_COLOUR, [attributes.overrideRedirect]: 1, [attributes.eventMask]: eventMask };
    this.#x.send(createWindow(bar, this.#x.root, barOf(over), values));
  }

  #forget(id: number): void {
    this.#beingRead.delete(id);
    const window = this.#find(id);
    if (!window) return;
    this.#stack = this.#stack.filter((other) => other !== window);
    if (window.bar !== undefined) this.#x.send(destroyWindow(window.bar));
    if (this.#drag?.window === window) this.#drag = undefined;
    if (this.#focused === id) this.#focused = undefined;
    this.#showSwitcher();
    const top = this.#stack.at(-1);
    if (top && this.#focused === undefined) this.#focus(top);
  }

  #onConfigureRequest(event: Buffer): void {
    const { window: id, wanted } = readConfigureRequest(event);
    const window = this.#find(id);
    if (window) return this.#place(window, { ...window.rectangle, ...wanted });
    // At once: its place is read when it asks to be shown, which is next.
    this.#x.send(configureWindow(id, wanted));
  }

  /** A window with tabs is told that it stays where it is; a floating one goes where it likes on the screen. */
  #place(window: Managed, wanted: Rectangle): void {
    const { kind, fullScreen, id, bar } = window;
    const floating = placeFloating(wanted, this.#screen);
    const shown = kind === 'page' || fullScreen ? fillScreen(this.#screen) : floating;
    window.rectangle = kind === 'page' ? shown : floating;
    this.#x.send(configureWindow(id, shown), sendEvent(id, eventMasks.structureNotify, configureNotify(id, shown)));
    // Under a window that fills the screen its bar is off the screen.
    if (bar !== undefined) this.#x.send(configureWindow(bar, barOf(shown)), mapWindow(bar));
  }

  #onClientMessage(id: number, type: number, event: Buffer): void {
    const window = this.#find(id);
    if (id === this.#x.root && type === this.#atoms.WM_PROTOCOLS) return this.#onPong(event.readUInt32LE(12), event.readUInt32LE(16));
    if (!window) return;
    const [first, second, third] = [event.readUInt32LE(12), event.readUInt32LE(16), event.readUInt32LE(20)];
    const atoms = this.#atoms;
    if (type === atoms._NET_ACTIVE_WINDOW) return this.#focus(window);
    if (type === atoms._NET_CLOSE_WINDOW) return this.#close(window);
    if (type === atoms.WM_CHANGE_STATE && first === ICONIC_STATE) return this.#lower(window);
    if (type !== atoms._NET_WM_STATE || ![second, third].includes(atoms._NET_WM_STATE_FULLSCREEN)) return undefined;
    window.fullScreen = first === 2 ? !window.fullScreen : first === 1; // 0 off, 1 on, 2 the other
    this.#place(window, window.rectangle);
    this.#tellState(window);
    return undefined;
  }

  #onPong(protocol: number, ping: number): void {
    if (protocol !== this.#atoms._NET_WM_PING) return;
    this.#pings.get(ping)?.();
    this.#pings.delete(ping);
  }

  #tellState({ id, fullScreen }: Managed): void {
    const atoms = this.#atoms;
    this.#x.send(changeProperty(id, atoms._NET_WM_STATE, atoms.ATOM, fullScreen ? [atoms._NET_WM_STATE_FULLSCREEN] : []));
  }

  /** Nothing is ever hidden for good: a minimized window only gives way to the others. */
  #lower(window: Managed): void {
    this.#stack = [window, ...this.#stack.filter((other) => other !== window)];
    this.#focus(this.#stack.at(-1)!);
  }

  #focus(window: Managed): void {
    const before = this.#focused === window.id ? undefined : this.#focused;
    if (before !== undefined) this.#x.send(grabAnyButton(before));
    for (const other of this.#stack) if (other !== window && this.#focused === undefined) this.#x.send(grabAnyButton(other.id));
    this.#focused = window.id;
    this.#raise(window);
    this.#x.send(ungrabAnyButton(window.id), setInputFocus(window.id));
    const atoms = this.#atoms;
    this.#x.send(changeProperty(this.#x.root, atoms._NET_ACTIVE_WINDOW, atoms.WINDOW, [window.id]));
    if (window.takesFocusItself) this.#x.send(sendEvent(window.id, 0, clientMessage(window.id, atoms.WM_PROTOCOLS, [atoms.WM_TAKE_FOCUS, 0])));
  }

  /** Popups and dialogs stay over all windows with tabs, so that none is ever out of reach. */
  #raise(window: Managed): void {
    const others = this.#stack.filter((other) => other !== window);
    const pages = others.filter(({ kind }) => kind === 'page');
    const floating = others.filter(({ kind }) => kind === 'floating');
    this.#stack = window.kind === 'page' ? [...pages, window, ...floating] : [...pages, ...floating, window];
    const raised = window.kind === 'page' ? [window, ...floating] : [window];
    this.#x.send(...raised.flatMap(({ id, bar }) => [id, ...(bar === undefined ? [] : [bar])]).map(raiseWindow), raiseWindow(this.#switcher));
  }

  #close({ id, closesItself }: Managed): void {
    const atoms = this.#atoms;
    this.#x.send(closesItself ? sendEvent(id, 0, clientMessage(id, atoms.WM_PROTOCOLS, [atoms.WM_DELETE_WINDOW, 0])) : killClient(id));
  }

  #onPress(event: Buffer): void {
    const at = event.readUInt32LE(12);
    const clicked = this.#find(at);
    if (clicked) {
      this.#focus(clicked);
      return this.#x.send(replayPointer());
    }
    if (at === this.#switcher) {
      const lowest = this.#stack.find(({ kind }) => kind === 'page');
      return lowest && this.#focus(lowest);
    }
    const window = this.#stack.find(({ bar }) => bar === at);
    if (!window) return undefined;
    this.#focus(window);
    const isToClose = isOnClose(event.readInt16LE(24), window.rectangle.width);
    if (!isToClose) this.#drag = { window, fromX: event.readInt16LE(20), fromY: event.readInt16LE(22), start: window.rectangle };
    return undefined;
  }

  #onMotion(event: Buffer): void {
    if (!this.#drag) return;
    const { window, start, fromX, fromY } = this.#drag;
    this.#place(window, { ...start, x: start.x + event.readInt16LE(20) - fromX, y: start.y + event.readInt16LE(22) - fromY });
  }

  #onRelease(event: Buffer): void {
    const at = event.readUInt32LE(12);
    const window = this.#stack.find(({ bar }) => bar === at);
    const dragged = this.#drag !== undefined;
    this.#drag = undefined;
    if (!window || dragged) return;
    const [x, y] = [event.readInt16LE(24), event.readInt16LE(26)];
    const isOnBar = y >= 0 && y < barOf(window.rectangle).height && x < window.rectangle.width;
    if (isOnBar && isOnClose(x, window.rectangle.width)) this.#close(window);
  }

  #showSwitcher(): void {
    const pages = this.#stack.filter(({ kind }) => kind === 'page');
    const { x, width, height } = switcherOf(this.#screen);
    const place = pages.length > 1 ? switcherOf(this.#screen) : { x, y: -height, width, height };
    this.#x.send(configureWindow(this.#switcher, place), mapWindow(this.#switcher));
  }

  #paint(id: number): void {
    if (id === this.#switcher) return this.#x.send(drawSegments(id, this.#lines, switcherLines));
    const window = this.#stack.find(({ bar }) => bar === id);
    if (window) this.#x.send(drawSegments(id, this.#lines, crossOf(window.rectangle.width)));
  }

  #find(id: number): Managed | undefined {
    return this.#stack.find((window) => window.id === id);
  }
}

const textOf = (property: Buffer): string => property.toString('latin1', 32, 32 + Math.min(property.readUInt32LE(16), property.length - 32));

function numbersOf(property: Buffer): number[] {
  if (property.readUInt8(1) !== 32) return [];
  const count = Math.min(property.readUInt32LE(16), (property.length - 32) / 4);
  return Array.from({ length: count }, (_, index) => property.readUInt32LE(32 + 4 * index));
}
