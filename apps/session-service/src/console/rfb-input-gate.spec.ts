import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RfbClientMessageReader, type RfbClientMessage } from './rfb-client-messages.ts';
import { readSetEncodings, rfbEncodings } from './rfb-encodings.ts';
import { RfbInputGate } from './rfb-input-gate.ts';
import { anyRfbMessage, cutTextMessage, keyMessage, pointerMessage, qemuKeyMessage, rfbHandshake, setEncodingsMessage } from './rfb-messages.fixture.ts';

const input = new Set(['key', 'pointer', 'set_desktop_size', 'qemu_key']);
const never = new Set(['xvp', 'gii']);
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
        const gate = new RfbInputGate({ allowed: () => false });
        const passed = messages.flatMap((message) => gate.pass(message));
        const isSilent = (message: RfbClientMessage): boolean => !input.has(message.kind) && !never.has(message.kind) && (message.kind !== 'cut_text' || isCapabilities(message));
        expect(reread(passed).map(({ kind }) => kind)).toEqual(messages.filter(isSilent).map(({ kind }) => kind));
      }),
    );
  });

  it('lets a client say what its clipboard is able to do, but offer, bring and ask for nothing', () => {
    const gate = new RfbInputGate({ allowed: () => false });
    const [caps, request, peek, notify, provide] = [1 << 24, 1 << 25, 1 << 26, 1 << 27, 1 << 28].map((action) => extended((action | 1) >>> 0));
    expect(hex(gate.pass(caps!))).toEqual(hex([caps!.bytes]));
    for (const text of [request!, peek!, notify!, provide!, cutTextMessage(Buffer.from('secret')), extended(((1 << 25) | (1 << 28)) >>> 0), cutTextMessage(Buffer.from([2]), true)]) expect(gate.pass(text)).toEqual([]);
  });
});

describe('control mode', () => {
  it('passes input only while it is allowed, and then byte for byte', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyRfbMessage.filter(({ kind }) => input.has(kind)), fc.boolean()), { maxLength: 40 }), (steps) => {
        let isAllowed = false;
        const gate = new RfbInputGate({ allowed: () => isAllowed });
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
    const gate = new RfbInputGate({ allowed: () => isAllowed });
    for (const message of [keyMessage(0xffe1, true), keyMessage(0x61, true), keyMessage(0x61, false), qemuKeyMessage(0x62, 48, true), pointerMessage(10, 20, 1)]) gate.pass(message);
    isAllowed = false;
    expect(hex(gate.pass(keyMessage(0xffe1, false)))).toEqual(hex([keyMessage(0xffe1, false).bytes, qemuKeyMessage(0x62, 48, false).bytes, pointerMessage(10, 20, 0).bytes]));
    expect(gate.release()).toEqual([]);
  });

  it('takes back what was offered to be pasted when input is not allowed any more', () => {
    for (const offer of [extended(((1 << 27) | 1) >>> 0), cutTextMessage(Buffer.from('text'))]) {
      let isAllowed = true;
      const gate = new RfbInputGate({ allowed: () => isAllowed });
      gate.pass(offer);
      gate.pass(extended(((1 << 25) | 1) >>> 0));
      isAllowed = false;
      expect(gate.release().map((bytes) => bytes.toString('hex'))).toEqual(['06000000fffffffc08000000']);
      expect(gate.release()).toEqual([]);
    }
  });

  it('restarts no machine and plugs in no device, whoever has control', () => {
    const gate = new RfbInputGate({ allowed: () => true });
    expect(gate.pass({ kind: 'xvp', bytes: Buffer.from([250, 0, 1, 2]) })).toEqual([]);
    expect(gate.pass({ kind: 'gii', bytes: Buffer.from([253, 1, 0, 0]) })).toEqual([]);
  });

  it('removes encodings that could not be read on the way, and those that act', () => {
    const gate = new RfbInputGate({ allowed: () => true });
    const [encodings] = gate.pass(setEncodingsMessage([50, 7, -260, -32, -256, -316, -309, -305, -259, -12345, 21, 6, 0x574d5664, -308, -313, rfbEncodings.extendedClipboard]));
    expect(readSetEncodings(encodings!)).toEqual([7, -260, -32, -256, 0x574d5664, -308, -313, rfbEncodings.extendedClipboard]);
  });
});

function isCapabilities({ bytes }: RfbClientMessage): boolean {
  return bytes.readInt32BE(4) <= -4 && (bytes.readUInt32BE(8) & (1 << 24)) !== 0;
}

function isRelease({ kind, bytes }: RfbClientMessage): boolean {
  if (kind === 'cut_text') return bytes.toString('hex') === '06000000fffffffc08000000';
  if (kind === 'qemu_key') return bytes.readUInt16BE(2) === 0;
  return (kind === 'key' || kind === 'pointer') && bytes.readUInt8(1) === 0;
}
