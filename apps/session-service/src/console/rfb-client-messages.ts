/** The client sent what RFB 3.8 with security type None does not know, or more than is allowed. */
export class RfbProtocolError extends Error {
  override readonly name = 'RfbProtocolError';
}

export type RfbClientMessageKind =
  | 'protocol_version'
  | 'security_type'
  | 'client_init'
  | 'set_pixel_format'
  | 'set_encodings'
  | 'framebuffer_update_request'
  | 'key'
  | 'pointer'
  | 'cut_text'
  | 'enable_continuous_updates'
  | 'fence'
  | 'xvp'
  | 'set_desktop_size'
  | 'gii'
  | 'qemu_key';

export interface RfbClientMessage {
  readonly kind: RfbClientMessageKind;
  readonly bytes: Buffer;
}

/** Longest clipboard text, bytes as sent (an extended one is compressed). Xtigervnc itself takes 256 KiB of plain text. */
export const maxCutTextBytes = 1024 * 1024;
/** noVNC 1.7 sends about 25. */
export const maxEncodings = 256;
const maxScreens = 16;
/** The rfbproto limit. */
const maxFencePayloadBytes = 64;

interface Layout {
  readonly kind: RfbClientMessageKind;
  /** Bytes from which the whole length can be told. */
  readonly headBytes: number;
  /** Length of the whole message. */
  readonly lengthOf: (head: Buffer) => number;
}

const fixed = (kind: RfbClientMessageKind, bytes: number): Layout => ({ kind, headBytes: 1, lengthOf: () => bytes });

/** RFC 6143 section 7.5, and the message types that the community's rfbproto document adds. */
const layouts: Readonly<Record<number, Layout>> = {
  0: fixed('set_pixel_format', 20),
  2: { kind: 'set_encodings', headBytes: 4, lengthOf: (head) => 4 + 4 * atMost(maxEncodings, head.readUInt16BE(2), 'encodings') },
  3: fixed('framebuffer_update_request', 10),
  4: fixed('key', 8),
  // Six bytes as long as the extended mouse buttons are not negotiated, which the gate sees to.
  5: fixed('pointer', 6),
  6: { kind: 'cut_text', headBytes: 8, lengthOf: cutTextLength },
  150: fixed('enable_continuous_updates', 10),
  248: { kind: 'fence', headBytes: 9, lengthOf: (head) => 9 + atMost(maxFencePayloadBytes, head.readUInt8(8), 'bytes of fence payload') },
  250: fixed('xvp', 4),
  251: { kind: 'set_desktop_size', headBytes: 8, lengthOf: (head) => 8 + 16 * atMost(maxScreens, head.readUInt8(6), 'screens') },
  253: { kind: 'gii', headBytes: 4, lengthOf: giiLength },
  255: { kind: 'qemu_key', headBytes: 2, lengthOf: qemuLength },
};

/** Negative in the extended clipboard: its size is the absolute value. */
function cutTextLength(head: Buffer): number {
  return 8 + atMost(maxCutTextBytes, Math.abs(head.readInt32BE(4)), 'bytes of clipboard');
}

/** The highest bit of the second byte tells the byte order of the length. */
function giiLength(head: Buffer): number {
  return 4 + ((head.readUInt8(1) & 0x80) === 0 ? head.readUInt16LE(2) : head.readUInt16BE(2));
}

function qemuLength(head: Buffer): number {
  if (head.readUInt8(1) !== 0) throw new RfbProtocolError(`QEMU message ${head.readUInt8(1)} is unknown`);
  return 12;
}

function atMost(limit: number, count: number, what: string): number {
  if (count > limit) throw new RfbProtocolError(`more than ${limit} ${what}`);
  return count;
}

/** What comes before the messages in RFB 3.8 with security type None: version, the chosen security type, ClientInit. */
const handshake: readonly Layout[] = [fixed('protocol_version', 12), fixed('security_type', 1), fixed('client_init', 1)];

/**
 * Cuts what a client sends into messages, wherever the chunks are cut. A message is given out when it is whole; at most one
 * (of bounded size) is kept. After an error it must not be used any more: the stream cannot be read on.
 */
export class RfbClientMessageReader {
  #handshakeStep = 0;
  #chunks: Buffer[] = [];
  #bytes = 0;
  #needed = 1;

  /** @throws RfbProtocolError */
  push(chunk: Buffer): RfbClientMessage[] {
    if (chunk.length === 0) return [];
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes < this.#needed) return [];
    let rest = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks, this.#bytes);
    const messages: RfbClientMessage[] = [];
    for (let next = this.#next(rest); next !== null; next = this.#next(rest)) {
      messages.push(next);
      rest = rest.subarray(next.bytes.length);
    }
    this.#chunks = rest.length > 0 ? [rest] : [];
    this.#bytes = rest.length;
    return messages;
  }

  #next(rest: Buffer): RfbClientMessage | null {
    if (rest.length === 0) return this.#wait(1);
    const layout = handshake[this.#handshakeStep] ?? layouts[rest.readUInt8(0)];
    if (layout === undefined) throw new RfbProtocolError(`message type ${rest.readUInt8(0)} is unknown`);
    if (rest.length < layout.headBytes) return this.#wait(layout.headBytes);
    const length = layout.lengthOf(rest);
    if (rest.length < length) return this.#wait(length);
    if (this.#handshakeStep < handshake.length) this.#handshakeStep += 1;
    const bytes = rest.subarray(0, length);
    assertHandshake(layout.kind, bytes);
    return { kind: layout.kind, bytes };
  }

  #wait(needed: number): null {
    this.#needed = needed;
    return null;
  }
}

/** Other versions and security types have other handshakes, after which nothing could be cut right. */
function assertHandshake(kind: RfbClientMessageKind, bytes: Buffer): void {
  if (kind === 'protocol_version' && bytes.toString('latin1') !== 'RFB 003.008\n') throw new RfbProtocolError('only RFB 3.8 is served');
  if (kind === 'security_type' && bytes.readUInt8(0) !== 1) throw new RfbProtocolError('only security type None is served');
}
