import { isClipboardCapabilities, isPassedEncoding, offersText, readSetEncodings, writeNothingToPaste, writeSetEncodings } from './rfb-encodings.ts';
import type { RfbClientMessage, RfbClientMessageKind } from './rfb-client-messages.ts';

/** Messages that act on the browser or its screen. All others only concern what this client gets to see. */
const inputKinds: ReadonlySet<RfbClientMessageKind> = new Set<RfbClientMessageKind>(['key', 'pointer', 'cut_text', 'set_desktop_size', 'qemu_key']);
/** Never pass, whoever has control: they restart machines and plug in devices, and are not offered. */
const refusedKinds: ReadonlySet<RfbClientMessageKind> = new Set<RfbClientMessageKind>(['xvp', 'gii']);

/** Keys held down at the same time that are kept in mind; nobody has more fingers. */
const maxHeldKeys = 64;

export interface RfbInputGateOptions {
  /** Whether input passes now. Asked for every input message; must be a cheap read. */
  readonly allowed: () => boolean;
}

/** Decides, message by message, what of a console client reaches the X server. */
export class RfbInputGate {
  readonly #options: RfbInputGateOptions;
  /** The message that lifts each key that this client holds down. */
  readonly #keyUps = new Map<string, Buffer>();
  #pointerUp: Buffer | null = null;
  #offersText = false;

  constructor(options: RfbInputGateOptions) {
    this.#options = options;
  }

  /** Whether it acts on the browser or its screen. */
  isInput({ kind, bytes }: RfbClientMessage): boolean {
    return inputKinds.has(kind) && !(kind === 'cut_text' && isClipboardCapabilities(bytes));
  }

  /** What to send to the server instead of the message: itself, nothing, or a changed one. */
  pass(message: RfbClientMessage): Buffer[] {
    if (refusedKinds.has(message.kind)) return [];
    if (this.isInput(message)) {
      if (!this.#options.allowed()) return this.release();
      this.#keepInMind(message);
      return [message.bytes];
    }
    // Shared always: a console must not disconnect the others.
    if (message.kind === 'client_init') return [Buffer.from([1])];
    if (message.kind === 'set_encodings') return [writeSetEncodings(readSetEncodings(message.bytes).filter(isPassedEncoding))];
    return [message.bytes];
  }

  /** Lifts every key and button that this client holds down, and takes its clipboard back: for when it may not send input any more, or has gone. */
  release(): Buffer[] {
    const ups = [...this.#keyUps.values()];
    if (this.#pointerUp !== null) ups.push(this.#pointerUp);
    this.#keyUps.clear();
    this.#pointerUp = null;
    if (this.#offersText) ups.push(writeNothingToPaste());
    this.#offersText = false;
    return ups;
  }

  #keepInMind({ kind, bytes }: RfbClientMessage): void {
    if (kind === 'key') this.#keepKey(bytes.toString('hex', 4, 8), bytes.readUInt8(1) !== 0, bytes, 1, 1);
    if (kind === 'qemu_key') this.#keepKey(bytes.toString('hex', 4, 12), bytes.readUInt16BE(2) !== 0, bytes, 2, 2);
    if (kind === 'cut_text') this.#offersText = offersText(bytes) ?? this.#offersText;
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
