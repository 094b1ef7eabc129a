import RFB from '@novnc/novnc';

/** The only place that knows noVNC. */
export interface VncScreen {
  /** Client side only; what may pass is decided on the server. */
  setViewOnly(viewOnly: boolean): void;
  /** `fit`: all of it, scaled. `full`: pixel by pixel, moved about by dragging while `panning`. */
  setSize(size: 'fit' | 'full', panning: boolean): void;
  focus(): void;
  blur(): void;
  /** Types a text key by key, whatever keyboard layout the remote side has. */
  typeText(text: string): void;
  pressKey(key: RemoteKey): void;
  close(): void;
}
export interface VncScreenHandlers {
  connected(): void;
  /** `code` and `reason` of the WebSocket; 1006 when the network dropped or the server refused the upgrade. */
  closed(code: number, reason: string): void;
  /** Something was copied in the remote browser. */
  copied(text: string): void;
}
/** X11 keysyms, https://www.x.org/releases/current/doc/xproto/x11protocol.html#keysym_encoding */
const KEYSYMS = { Tab: 0xff09, Enter: 0xff0d, Backspace: 0xff08, Escape: 0xff1b, Left: 0xff51, Up: 0xff52, Right: 0xff53, Down: 0xff54 } as const;
export type RemoteKey = keyof typeof KEYSYMS;

const TEXT_LIMIT = 5_000;

export function openVncScreen(target: HTMLElement, url: string, handlers: VncScreenHandlers): VncScreen {
  const socket = new WebSocket(url);
  let closing = false;
  socket.addEventListener('close', ({ code, reason }) => {
    if (!closing) handlers.closed(code, reason);
  });
  const rfb = new RFB(target, socket, { shared: true });
  rfb.viewOnly = true;
  rfb.scaleViewport = true;
  rfb.resizeSession = false;
  rfb.focusOnClick = true;
  rfb.background = 'transparent';
  rfb.addEventListener('connect', () => handlers.connected());
  rfb.addEventListener('clipboard', ({ detail }) => handlers.copied(detail.text));
  return {
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
    typeText: (text) => {
      for (const character of text.slice(0, TEXT_LIMIT)) rfb.sendKey(keysymOf(character), null);
    },
    pressKey: (key) => rfb.sendKey(KEYSYMS[key], null),
    close: () => {
      closing = true;
      rfb.disconnect();
    },
  };
}

/** Latin-1 characters are their own keysym; every other one is its code point plus 0x1000000. */
function keysymOf(character: string): number {
  if (character === '\n') return KEYSYMS.Enter;
  if (character === '\t') return KEYSYMS.Tab;
  const codePoint = character.codePointAt(0) ?? 0;
  return (codePoint >= 0x20 && codePoint <= 0x7e) || (codePoint >= 0xa0 && codePoint <= 0xff) ? codePoint : 0x1000000 + codePoint;
}
