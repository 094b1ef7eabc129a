/** What the screen sent at one moment. */
export interface FbsBlock {
  /** Since the segment began. */
  readonly offsetMs: number;
  /** Empty: nothing changed until then. */
  readonly data: Uint8Array<ArrayBuffer>;
}

const SIGNATURE = 'FBS 001.000\n';

/** Cuts a recorded segment into its blocks; docs/recordings.md describes the format. @throws Error when it is no such file */
export function parseFbs(file: ArrayBuffer): FbsBlock[] {
  const signature = new TextDecoder('latin1').decode(file.slice(0, SIGNATURE.length));
  if (signature !== SIGNATURE) throw new Error('This is not a recording.');
  const view = new DataView(file);
  const blocks: FbsBlock[] = [];
  let at = SIGNATURE.length;
  while (at < file.byteLength) {
    const end = at + 4 <= file.byteLength ? at + 4 + Math.ceil(view.getUint32(at) / 4) * 4 : Infinity;
    if (end + 4 > file.byteLength) throw new Error('The recording is cut off.');
    blocks.push({ offsetMs: view.getUint32(end), data: new Uint8Array(file, at + 4, view.getUint32(at)) });
    at = end + 4;
  }
  if (blocks.length < 2) throw new Error('The recording shows nothing.');
  return blocks;
}

/** From the handshake: version (12 bytes), security type (4), then the size that ServerInit begins with. null when it is no handshake. */
export function screenSizeOf([handshake]: readonly FbsBlock[]): { width: number; height: number } | null {
  if (!handshake || handshake.data.length < 20) return null;
  const { buffer, byteOffset } = handshake.data;
  const view = new DataView(buffer, byteOffset);
  return { width: view.getUint16(16), height: view.getUint16(18) };
}
