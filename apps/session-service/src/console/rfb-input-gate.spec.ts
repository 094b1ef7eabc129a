import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RfbClientMessageReader, type RfbClientMessage } from './rfb-client-messages.ts';
import { extendedClipboardEncoding, readSetEncodings } from './rfb-encodings.ts';
import { RfbInputGate } from './rfb-input-gate.ts';
import { anyRfbMessage, cutTextMessage, keyMessage, pointerMessage, qemuKeyMessage, rfbHandshake, setEncodingsMessage } from './rfb-messages.fixture.ts';

const input = new Set(['key', 'pointer', 'set_desktop_size', 'qemu_key', 'xvp', 'gii']);
const hex = (messages: readonly Buffer[]): string[] => messages.map((bytes) => bytes.toString('hex'));
const extended = (flags: number): RfbClientMessage => {
  const content = Buffer.alloc(8);
  content.writeUInt32BE(flags);
  return cutTextMessage(content, true);
};

/** What the server would read, in messages. */
function reread(sent: readonly Buffer[]): RfbClientMessage[] {
  const reader = new RfbClientMessageReader();
  reader.push(Buffer.concat(rfbHandshake.map(({ bytes }) => bytes)));
  return reader.push(Buffer.concat(sent));
}

describe('view mode', () => {
  it('lets no input through, in any order of messages, and everything else', () => {
    fc.assert(
      fc.property(fc.array(anyRfbMessage, { maxLength: 40 }), (messages) => {
        const gate = new RfbInputGate({ allowed: () => false, withoutClipboard: true });
        const passed = messages.flatMap((message) => gate.pass(message));
        const kinds = reread(passed).map(({ kind }) => kind);
        const own = messages.filter(({ kind }) => kind === 'set_encodings').length;
        expect(kinds.filter((kind) => input.has(kind))).toEqual([]);
        // The only clipboard messages are the gate's own: they say that no text is wanted.
        expect(kinds.filter((kind) => kind === 'cut_text')).toHaveLength(own);
        expect(kinds.filter((kind) => kind !== 'cut_text')).toEqual(messages.map(({ kind }) => kind).filter((kind) => !input.has(kind) && kind !== 'cut_text'));
      }),
    );
  });

  it('settles the clipboard before the client can send anything', () => {
    const gate = new RfbInputGate({ allowed: () => false, withoutClipboard: true });
    const [shared, ...rest] = gate.pass(rfbHandshake[2]!);
    expect(shared).toEqual(Buffer.from([1]));
    const [encodings, clipboard] = reread(rest);
    expect(readSetEncodings(encodings!.bytes)).toEqual([extendedClipboardEncoding]);
    expect(clipboard!.bytes.toString('hex')).toBe('06000000fffffff8' + '09000001' + '00000000');
  });

  it('offers the extended clipboard for every client, so that none gets plain texts', () => {
    const gate = new RfbInputGate({ allowed: () => false, withoutClipboard: true });
    const [encodings] = gate.pass(setEncodingsMessage([7, 0]));
    expect(readSetEncodings(encodings!)).toEqual([7, 0, extendedClipboardEncoding]);
  });
});

describe('control mode', () => {
  it('passes input only while it is allowed, and then byte for byte', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyRfbMessage.filter(({ kind }) => input.has(kind)), fc.boolean()), { maxLength: 40 }), (steps) => {
        let isAllowed = false;
        const gate = new RfbInputGate({ allowed: () => isAllowed, withoutClipboard: false });
        for (const [message, allowedNow] of steps) {
          isAllowed = allowedNow;
          const passed = gate.pass(message);
          if (allowedNow) expect(hex(passed)).toEqual(hex([message.bytes]));
          else expect(reread(passed).every(isRelease)).toBe(true);
        }
      }),
    );
  });

  it('lifts exactly what is held down when input is not allowed any more', () => {
    let isAllowed = true;
    const gate = new RfbInputGate({ allowed: () => isAllowed, withoutClipboard: false });
    for (const message of [keyMessage(0xffe1, true), keyMessage(0x61, true), keyMessage(0x61, false), qemuKeyMessage(0x62, 48, true), pointerMessage(10, 20, 1)]) gate.pass(message);
    isAllowed = false;
    expect(hex(gate.pass(keyMessage(0xffe1, false)))).toEqual(hex([keyMessage(0xffe1, false).bytes, qemuKeyMessage(0x62, 48, false).bytes, pointerMessage(10, 20, 0).bytes]));
    expect(gate.release()).toEqual([]);
  });

  it('lets a client without control say what clipboard it wants, but bring none', () => {
    const gate = new RfbInputGate({ allowed: () => false, withoutClipboard: false });
    const [caps, request, peek, notify, provide] = [1 << 24, 1 << 25, 1 << 26, 1 << 27, 1 << 28].map((action) => extended((action | 1) >>> 0));
    for (const wish of [caps!, request!, peek!]) expect(hex(gate.pass(wish))).toEqual(hex([wish.bytes]));
    for (const text of [notify!, provide!, cutTextMessage(Buffer.from('secret')), extended(((1 << 25) | (1 << 28)) >>> 0), cutTextMessage(Buffer.from([2]), true)]) expect(gate.pass(text)).toEqual([]);
  });

  it('removes encodings that would change the length of messages', () => {
    const gate = new RfbInputGate({ allowed: () => true, withoutClipboard: false });
    const [encodings] = gate.pass(setEncodingsMessage([7, -260, -32, -256, -316, -305, -259, -12345, 0x574d5664, -308, -313, extendedClipboardEncoding]));
    expect(readSetEncodings(encodings!)).toEqual([7, -260, -32, -256, 0x574d5664, -308, -313, extendedClipboardEncoding]);
  });
});

function isRelease({ kind, bytes }: RfbClientMessage): boolean {
  if (kind === 'qemu_key') return bytes.readUInt16BE(2) === 0;
  return (kind === 'key' || kind === 'pointer') && bytes.readUInt8(1) === 0;
}
