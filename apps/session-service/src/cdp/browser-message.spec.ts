import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readBrowserMessage, readInner, writeClientMessage } from './browser-message.ts';

const sessionId = '0123456789ABCDEF0123456789ABCDEF';
const other = 'F'.repeat(32);
const read = (value: unknown): ReturnType<typeof readBrowserMessage> => readBrowserMessage(Buffer.from(JSON.stringify(value)));

describe('a message of the browser', () => {
  it('is routed by what stands at its outermost level only', () => {
    const hostile = `","sessionId":"${other}"}`;
    expect(read({ id: 7, result: { sessionId: other, text: hostile }, sessionId })).toMatchObject({ id: 7, sessionId });
    expect(read({ method: 'A.b', params: { text: hostile } })).toMatchObject({ method: 'A.b', sessionId: null });
    expect(read({ method: 'A.b', params: { sessionId: other } })).toMatchObject({ method: 'A.b', sessionId: null });
    expect(read({ method: 'A.b', sessionId })).toMatchObject({ method: 'A.b', sessionId });
    expect(read({ sessionId, params: { id: 9 }, method: 'A.b' })).toMatchObject({ id: null, method: 'A.b', sessionId });
    expect(read({ id: 3, error: { code: -1, message: 'no' }, sessionId: '' })).toMatchObject({ id: 3, sessionId: null });
  });

  it('reaches a client under its own id and session, otherwise as it was', () => {
    const member = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 });
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), member, fc.nat(), (isResponse, isVisible, inner, id) => {
        const message = isResponse ? { id: 11, result: inner, sessionId } : { method: 'Some.event', params: inner, sessionId };
        const envelope = read(message);
        const seen: unknown = JSON.parse(writeClientMessage(envelope, id, isVisible ? sessionId : null).toString('utf8'));
        const session = isVisible ? { sessionId } : {};
        const expected = isResponse ? { id, result: inner, ...session } : { method: 'Some.event', params: inner, ...session };
        expect(seen).toEqual(JSON.parse(JSON.stringify(expected)));
        expect(readInner(envelope)).toEqual(JSON.parse(JSON.stringify(isResponse ? { result: inner } : { params: inner })));
      }),
    );
  });

  it('that is not a JSON object is an error', () => {
    for (const text of ['', '{', '[]', 'null', '7']) expect(() => readBrowserMessage(Buffer.from(text))).toThrow(SyntaxError);
  });
});
