/** X11 keysyms, https://www.x.org/releases/current/doc/xproto/x11protocol.html#keysym_encoding */
export const KEYSYMS = {
  Tab: 0xff09, Enter: 0xff0d, Backspace: 0xff08, Escape: 0xff1b, Left: 0xff51, Up: 0xff52, Right: 0xff53, Down: 0xff54,
  Shift: 0xffe1, Control: 0xffe3, Alt: 0xffe9, Meta: 0xffe7, Super: 0xffeb,
} as const;
export type RemoteModifier = 'Shift' | 'Control' | 'Alt' | 'Meta' | 'Super';
export type RemoteKey = Exclude<keyof typeof KEYSYMS, RemoteModifier>;

/** Latin-1 characters are their own keysym; every other one is its code point plus 0x1000000. */
export function keysymOf(character: string): number {
  if (character === '\n') return KEYSYMS.Enter;
  if (character === '\t') return KEYSYMS.Tab;
  const codePoint = character.codePointAt(0) ?? 0;
  return (codePoint >= 0x20 && codePoint <= 0x7e) || (codePoint >= 0xa0 && codePoint <= 0xff) ? codePoint : 0x1000000 + codePoint;
}
