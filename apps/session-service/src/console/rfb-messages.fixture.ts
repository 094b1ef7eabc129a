import fc from 'fast-check';
import type { RfbClientMessage } from './rfb-client-messages.ts';

export const rfbHandshake: readonly RfbClientMessage[] = [
  { kind: 'protocol_version', bytes: Buffer.from('RFB 003.008\n') },
  { kind: 'security_type', bytes: Buffer.from([1]) },
  { kind: 'client_init', bytes: Buffer.from([0]) },
];

export function keyMessage(keysym: number, isDown: boolean): RfbClientMessage {
  const bytes = Buffer.from([4, isDown ? 1 : 0, 0, 0, 0, 0, 0, 0]);
  bytes.writeUInt32BE(keysym, 4);
  return { kind: 'key', bytes };
}

export function pointerMessage(x: number, y: number, buttons: number): RfbClientMessage {
  const bytes = Buffer.from([5, buttons, 0, 0, 0, 0]);
  bytes.writeUInt16BE(x, 2);
  bytes.writeUInt16BE(y, 4);
  return { kind: 'pointer', bytes };
}

export function qemuKeyMessage(keysym: number, keycode: number, isDown: boolean): RfbClientMessage {
  const bytes = Buffer.from([255, 0, 0, isDown ? 1 : 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  bytes.writeUInt32BE(keysym, 4);
  bytes.writeUInt32BE(keycode, 8);
  return { kind: 'qemu_key', bytes };
}

/** The length as it stands in the message: negative for the extended clipboard. */
export function cutTextMessage(content: Buffer, isExtended = false): RfbClientMessage {
  const head = Buffer.from([6, 0, 0, 0, 0, 0, 0, 0]);
  head.writeInt32BE(isExtended ? -content.length : content.length, 4);
  return { kind: 'cut_text', bytes: Buffer.concat([head, content]) };
}

export function setEncodingsMessage(encodings: readonly number[]): RfbClientMessage {
  const bytes = Buffer.alloc(4 + 4 * encodings.length);
  bytes.writeUInt8(2, 0);
  bytes.writeUInt16BE(encodings.length, 2);
  encodings.forEach((encoding, index) => bytes.writeInt32BE(encoding, 4 + 4 * index));
  return { kind: 'set_encodings', bytes };
}

/** 8 and 16 bits with any masks; 32 with the usual eight for each colour. */
export function setPixelFormatMessage(bitsPerPixel: 8 | 16 | 32): RfbClientMessage {
  const format = { 8: '0808000100070007000300030600', 16: '10100001001f003f001f0b0500', 32: '2018000100ff00ff00ff100800' }[bitsPerPixel];
  return { kind: 'set_pixel_format', bytes: Buffer.concat([Buffer.from(`00000000${format}`.slice(0, 34), 'hex'), Buffer.alloc(3)]) };
}

function giiMessage(isBigEndian: boolean, content: Buffer): RfbClientMessage {
  const head = Buffer.from([253, isBigEndian ? 0x81 : 0x01, 0, 0]);
  if (isBigEndian) head.writeUInt16BE(content.length, 2);
  else head.writeUInt16LE(content.length, 2);
  return { kind: 'gii', bytes: Buffer.concat([head, content]) };
}

const bytesOf = (maxLength: number): fc.Arbitrary<Buffer> => fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes));
const exactly = (length: number): fc.Arbitrary<Buffer> => fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes));
const withType = (kind: RfbClientMessage['kind'], type: number, length: number): fc.Arbitrary<RfbClientMessage> =>
  exactly(length - 1).map((rest) => ({ kind, bytes: Buffer.concat([Buffer.from([type]), rest]) }));

/** Messages whose length lies in themselves are made by their rules, all other bytes are random. */
export const anyRfbMessage: fc.Arbitrary<RfbClientMessage> = fc.oneof(
  fc.constantFrom(8 as const, 16 as const, 32 as const).map(setPixelFormatMessage),
  withType('framebuffer_update_request', 3, 10),
  withType('key', 4, 8),
  withType('pointer', 5, 6),
  withType('enable_continuous_updates', 150, 10),
  withType('xvp', 250, 4),
  fc.array(fc.integer({ min: -0x80000000, max: 0x7fffffff }), { maxLength: 40 }).map(setEncodingsMessage),
  bytesOf(300).map((content) => cutTextMessage(content)),
  fc.uint8Array({ minLength: 1, maxLength: 300 }).map((content) => cutTextMessage(Buffer.from(content), true)),
  bytesOf(64).map((payload) => ({ kind: 'fence' as const, bytes: Buffer.concat([Buffer.from([248, 0, 0, 0, 0x80, 0, 0, 3, payload.length]), payload]) })),
  fc.nat(4).chain((screens) => exactly(16 * screens).map((rest) => ({ kind: 'set_desktop_size' as const, bytes: Buffer.concat([Buffer.from([251, 0, 4, 0, 3, 0, screens, 0]), rest]) }))),
  fc.tuple(fc.boolean(), bytesOf(40)).map(([isBigEndian, content]) => giiMessage(isBigEndian, content)),
  exactly(10).map((rest) => ({ kind: 'qemu_key' as const, bytes: Buffer.concat([Buffer.from([255, 0]), rest]) })),
);

/** The bytes, cut at the given places. */
export function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const sorted = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  const edges = [0, ...sorted, bytes.length];
  return edges.slice(1).map((edge, index) => bytes.subarray(edges[index]!, edge));
}
