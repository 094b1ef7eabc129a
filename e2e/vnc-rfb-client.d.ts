/** What of vnc-rfb-client 0.2 is used here. */
declare module 'vnc-rfb-client' {
  import { EventEmitter } from 'node:events';
  export default class VncClient extends EventEmitter {
    static readonly consts: { readonly encodings: Readonly<Record<'raw' | 'copyRect' | 'hextile' | 'zrle' | 'pseudoDesktopSize' | 'pseudoCursor', number>> };
    constructor(options: { encodings?: number[]; fps?: number; debug?: boolean });
    readonly clientName: string;
    readonly clientWidth: number;
    readonly clientHeight: number;
    /** Four bytes a pixel: red, green, blue, and one that is not used. */
    readonly fb: Buffer;
    connect(options: { host: string; port: number }): void;
    disconnect(): void;
    sendKeyEvent(keysym: number, isDown: boolean): void;
    sendPointerEvent(x: number, y: number, isLeftDown?: boolean): void;
    clientCutText(text: string): void;
  }
}
