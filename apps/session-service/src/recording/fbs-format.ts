/**
 * Recordings are in the FBS format of vncrec and rfbproxy: a text line, then blocks of what the server sent, each with the time at which
 * it came. A segment holds one block for the handshake and one for each framebuffer update. docs/recordings.md has it in full.
 */
const signature = Buffer.from('FBS 001.000\n', 'latin1');
/** A block is length, data, padding to four bytes, time: this much beside the data at most. */
const lengthBytes = 4;
const timeBytes = 4;
/** No block is longer; a longer one is a broken file. */
const maxBlockBytes = 64 * 1024 * 1024;

/** 32 bits a pixel, depth 24, little endian, red in the lowest byte: what noVNC draws without conversion. RFC 6143 section 7.4 */
export const recordedPixelFormat = Buffer.from([32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 0, 8, 16, 0, 0, 0]);

export interface ScreenSize {
  readonly width: number;
  readonly height: number;
}

export const fbsSignature = (): Buffer => Buffer.from(signature);

/** What a server of RFB 3.3 without authentication says first; players need nothing of the recorder's own handshake. */
export function fbsHandshake({ width, height }: ScreenSize): Buffer {
  const name = Buffer.from('countersign', 'latin1');
  const serverInit = Buffer.alloc(24);
  serverInit.writeUInt16BE(width, 0);
  serverInit.writeUInt16BE(height, 2);
  recordedPixelFormat.copy(serverInit, 4);
  serverInit.writeUInt32BE(name.length, 20);
  return Buffer.concat([Buffer.from('RFB 003.003\n', 'latin1'), Buffer.from([0, 0, 0, 1]), serverInit, name]);
}

/** `offsetMs`: since the segment began, below 2^32. */
export function fbsBlock(data: Buffer, offsetMs: number): Buffer {
  const paddedBytes = padded(data.length);
  const block = Buffer.alloc(lengthBytes + paddedBytes + timeBytes);
  block.writeUInt32BE(data.length, 0);
  data.copy(block, lengthBytes);
  block.writeUInt32BE(Math.max(0, Math.round(offsetMs)), lengthBytes + paddedBytes);
  return block;
}

export interface WholePart {
  /** Bytes up to the end of the last whole block; 0 when not even the signature is there. */
  readonly bytes: number;
  readonly blocks: number;
  /** Time of the last whole block. */
  readonly lastOffsetMs: number;
}

/** How much of a file is whole: the last block may be cut when the process that wrote it was killed. */
export function wholePartOf(file: Buffer): WholePart {
  if (!file.subarray(0, signature.length).equals(signature)) return { bytes: 0, blocks: 0, lastOffsetMs: 0 };
  let bytes = signature.length;
  let blocks = 0;
  let lastOffsetMs = 0;
  while (bytes + lengthBytes <= file.length) {
    const dataBytes = file.readUInt32BE(bytes);
    const end = bytes + lengthBytes + padded(dataBytes) + timeBytes;
    if (dataBytes > maxBlockBytes || end > file.length) break;
    lastOffsetMs = file.readUInt32BE(end - timeBytes);
    bytes = end;
    blocks += 1;
  }
  return { bytes, blocks, lastOffsetMs };
}

const padded = (bytes: number): number => Math.ceil(bytes / 4) * 4;
