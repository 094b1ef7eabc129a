import RFB from '@novnc/novnc';
import { keysymOf, KEYSYMS, type RemoteKey, type RemoteModifier } from './keysyms.ts';
import { watchSocket } from './socket-watch.ts';

/** The only place that knows noVNC. */
export interface VncScreen {
  /** Client side only; what may pass is decided on the server. */
  setViewOnly(viewOnly: boolean): void;
  /** `fit`: all of it, scaled. `full`: pixel by pixel, moved about by dragging while `panning`. */
  setSize(size: 'fit' | 'full', panning: boolean): void;
  focus(): void;
  blur(): void;
  /** Types a text key by key, whatever keyboard layout the remote side has. */
  typeText(text: string, held?: readonly RemoteModifier[]): void;
  pressKey(key: RemoteKey, held?: readonly RemoteModifier[]): void;
  /** Puts a text onto the remote clipboard, and pastes it where the remote cursor is. */
  paste(text: string): void;
  close(): void;
}
export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}
export interface VncScreenHandlers {
  /** With the size of the remote screen in pixels. */
  connected(size: ScreenSize): void;
  /** `code` and `reason` of the WebSocket; 1006 when the network dropped or the server refused the upgrade. */
  closed(code: number, reason: string): void;
  /** Something was copied in the remote browser. */
  copied(text: string): void;
}

const TEXT_LIMIT = 5_000;
/** A request for one pixel, changed or not (RFC 6143 section 7.5.3): the server always answers it. */
const ONE_PIXEL = new Uint8Array([3, 0, 0, 0, 0, 0, 0, 1, 0, 1]);

export function openVncScreen(target: HTMLElement, url: string, handlers: VncScreenHandlers): VncScreen {
  const socket = new WebSocket(url);
  let isOver = false;
  const over = (code: number, reason: string): void => {
    if (isOver) return;
    isOver = true;
    watch.stop();
    handlers.closed(code, reason);
  };
  const rfb = new RFB(target, socket, { shared: true });
  let isConnected = false;
  const watch = watchSocket({
    ask: () => {
      if (isConnected && socket.readyState === WebSocket.OPEN) socket.send(ONE_PIXEL);
    },
    dead: () => {
      over(1006, '');
      rfb.disconnect();
    },
  });
  socket.addEventListener('message', watch.heard);
  socket.addEventListener('close', ({ code, reason }) => over(code, reason));
  rfb.viewOnly = true;
  rfb.scaleViewport = true;
  rfb.resizeSession = false;
  rfb.focusOnClick = true;
  rfb.background = 'transparent';
  rfb.addEventListener('connect', () => {
    isConnected = true;
    // Where there is no pointer, noVNC draws one, outside of all that has a name.
    for (const pointer of document.querySelectorAll('body > canvas')) pointer.setAttribute('aria-hidden', 'true');
    const { width = 0, height = 0 } = target.querySelector('canvas') ?? {};
    handlers.connected({ width, height });
  });
  rfb.addEventListener('clipboard', ({ detail }) => handlers.copied(detail.text));
  return {
    ...typing(rfb),
    setViewOnly: (viewOnly) => {
      rfb.viewOnly = viewOnly;
    },
    setSize: (size, panning) => {
      rfb.scaleViewport = size === 'fit';
      rfb.clipViewport = size === 'full';
      rfb.dragViewport = size === 'full' && panning;
    },
    focus: () => rfb.focus({ preventScroll: true }),
    blur: () => rfb.blur(),
    close: () => {
      isOver = true;
      watch.stop();
      rfb.disconnect();
    },
  };
}

function typing(rfb: RFB): Pick<VncScreen, 'typeText' | 'pressKey' | 'paste'> {
  const holding = (held: readonly RemoteModifier[], act: () => void): void => {
    for (const modifier of held) rfb.sendKey(KEYSYMS[modifier], null, true);
    act();
    for (const modifier of held.toReversed()) rfb.sendKey(KEYSYMS[modifier], null, false);
  };
  return {
    typeText: (text, held = []) => holding(held, () => {
      for (const character of [...text].slice(0, TEXT_LIMIT)) rfb.sendKey(keysymOf(character), null);
    }),
    pressKey: (key, held = []) => holding(held, () => rfb.sendKey(KEYSYMS[key], null)),
    paste: (text) => {
      rfb.clipboardPasteFrom(text);
      // What the person holds down themself, on whatever keyboard, must not get in the way of this shortcut.
      for (const modifier of ['Super', 'Meta', 'Alt', 'Shift'] as const) rfb.sendKey(KEYSYMS[modifier], null, false);
      holding(['Control'], () => rfb.sendKey(keysymOf('v'), null));
    },
  };
}
