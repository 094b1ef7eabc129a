import { describe, expect, it } from '@jest/globals';
import { readClientCommand, writeCommand } from './client-message.ts';

describe('a command of a client', () => {
  it('is read with the four members there are', () => {
    expect(readClientCommand('{"id":1,"method":"A.b","params":{"x":1},"sessionId":"S","more":true}')).toEqual({ command: { id: 1, method: 'A.b', params: { x: 1 }, sessionId: 'S' } });
    expect(readClientCommand('{"id":1,"method":"A.b","sessionId":""}')).toEqual({ command: { id: 1, method: 'A.b' } });
  });

  it('named twice counts as the last, which is what the browser will get', () => {
    expect(readClientCommand('{"id":1,"method":"Page.getFrameTree","method":"Runtime.evaluate"}')).toMatchObject({ command: { method: 'Runtime.evaluate' } });
  });

  it('of another form is answered as Chromium would', () => {
    expect(readClientCommand('{')).toMatchObject({ id: undefined, error: { code: -32700 } });
    expect(readClientCommand('[]')).toMatchObject({ id: undefined, error: { code: -32600 } });
    expect(readClientCommand('{"method":"A.b"}')).toMatchObject({ id: undefined, error: { code: -32600 } });
    expect(readClientCommand('{"id":1.5,"method":"A.b"}')).toMatchObject({ id: undefined, error: { code: -32600 } });
    expect(readClientCommand('{"id":2}')).toMatchObject({ id: 2, error: { code: -32600 } });
    expect(readClientCommand('{"id":2,"method":"A.b","params":[]}')).toMatchObject({ id: 2, error: { code: -32600 } });
    expect(readClientCommand('{"id":2,"method":"A.b","sessionId":7}')).toMatchObject({ id: 2, error: { code: -32600 } });
  });

  it('nested beyond all measure is answered, not a fault', () => {
    const deep = `{"id":1,"method":"A.b","params":${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}}`;
    const read = readClientCommand(deep);
    if ('command' in read) expect(writeCommand(7, 'A.b', read.command.params, undefined)).toBeNull();
    else expect(read.error.code).toBe(-32700);
  });
});
