import { extendedClipboardEncoding, isPassedEncoding, readSetEncodings, wantsClipboardOnly, writeNoticeOnlyClipboard, writeSetEncodings } from './rfb-encodings.ts';
import type { RfbClientMessage, RfbClientMessageKind } from './rfb-client-messages.ts';

/** Messages that act on the browser or its screen. All others only concern what this client gets to see. */
const inputKinds: ReadonlySet<RfbClientMessageKind> = new Set<RfbClientMessageKind>(['key', 'pointer', 'set_desktop_size', 'qemu_key', 'xvp', 'gii']);

/** Keys held down at the same time that are kept in mind; nobody has more fingers. */
const maxHeldKeys = 64;

export interface RfbInputGateOptions {
  /** Whether input passes now. Asked for every input message; must be a cheap read. */
  readonly allowed: () => boolean;
  /** Without the server's clipboard texts (view mode). */
  readonly withoutClipboard: boolean;
}

/** Decides, message by message, what of a console client reaches the X server. */
export class RfbInputGate {
  readonly #options: RfbInputGateOptions;
  /** The message that lifts each key that this client holds down. */
  readonly #keyUps = new Map<string, Buffer>();
  #pointerUp: Buffer | null = null;

  constructor(options: RfbInputGateOptions) {
    this.#options = options;
  }

  /** Whether it acts on the browser or its screen, as it stands. */
  isInput({ kind, bytes }: RfbClientMessage): boolean {
    if (kind !== 'cut_text') return inputKinds.has(kind);
    return this.#options.withoutClipboard || !wantsClipboardOnly(bytes);
  }

  /** What to send to the server instead of the message: itself, nothing, or a changed one. */
  pass(message: RfbClientMessage): Buffer[] {
    if (this.isInput(message)) {
      if (!this.#options.allowed()) return this.release();
      this.#keepInMind(message);
      return [message.bytes];
    }
    if (message.kind === 'client_init') return this.#initialised();
    if (message.kind === 'set_encodings') return this.#encodings(message.bytes);
    return [message.bytes];
  }

  /** Lifts every key and button that this client holds down: for when it may not send input any more, or has gone. */
  release(): Buffer[] {
    const ups = [...this.#keyUps.values()];
    if (this.#pointerUp !== null) ups.push(this.#pointerUp);
    this.#keyUps.clear();
    this.#pointerUp = null;
    return ups;
  }

  /** Shared always: a console must not disconnect the others. The clipboard is settled before the first text could come. */
  #initialised(): Buffer[] {
    const shared = Buffer.from([1]);
    return this.#options.withoutClipboard ? [shared, writeSetEncodings([extendedClipboardEncoding]), writeNoticeOnlyClipboard()] : [shared];
  }

  #encodings(bytes: Buffer): Buffer[] {
    const encodings = readSetEncodings(bytes).filter(isPassedEncoding);
    if (!this.#options.withoutClipboard) return [writeSetEncodings(encodings)];
    const withNotice = [...encodings.filter((encoding) => encoding !== extendedClipboardEncoding), extendedClipboardEncoding];
    return [writeSetEncodings(withNotice), writeNoticeOnlyClipboard()];
  }

  #keepInMind({ kind, bytes }: RfbClientMessage): void {
    if (kind === 'key') this.#keepKey(bytes.toString('hex', 4, 8), bytes.readUInt8(1) !== 0, bytes, 1, 1);
    if (kind === 'qemu_key') this.#keepKey(bytes.toString('hex', 4, 12), bytes.readUInt16BE(2) !== 0, bytes, 2, 2);
    if (kind === 'pointer') {
      const isHeld = bytes.readUInt8(1) !== 0;
      this.#pointerUp = isHeld ? withZeros(bytes, 1, 1) : null;
    }
  }

  #keepKey(key: string, isDown: boolean, bytes: Buffer, flagOffset: number, flagBytes: number): void {
    if (!isDown) this.#keyUps.delete(key);
    else if (this.#keyUps.size < maxHeldKeys) this.#keyUps.set(key, withZeros(bytes, flagOffset, flagBytes));
  }
}

function withZeros(bytes: Buffer, offset: number, count: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.fill(0, offset, offset + count);
  return copy;
}
