import { describe, expect, it } from '@jest/globals';
import { HeldCommands } from './held-commands.ts';

const command = (method: string, params: Record<string, unknown> = {}) => ({ id: 1, method, params, sessionId: undefined });
const handleOf = (answer: Record<string, unknown> | null): string => (answer!['result'] as { objectId: string }).objectId;

describe('held commands', () => {
  it('come out once, in their order', () => {
    const held = new HeldCommands();
    for (const method of ['A.one', 'A.two']) expect(held.hold('s', command(method))).toEqual({});
    expect(held.takeAll().map(({ command: { method } }) => method)).toEqual(['A.one', 'A.two']);
    expect(held.takeAll()).toEqual([]);
  });

  it('are bounded for each session, and go with it', () => {
    const held = new HeldCommands();
    for (let count = 0; count < 64; count += 1) expect(held.hold('s', command('A.one'))).toEqual({});
    expect(held.hold('s', command('A.one'))).toBeNull();
    expect(held.hold('other', command('A.two'))).toEqual({});
    held.forget(['s']);
    expect(held.takeAll().map(({ sessionId }) => sessionId)).toEqual(['other']);
  });

  it('give a placeholder, which later commands exchange for the real handle', async () => {
    const held = new HeldCommands();
    const placeholder = handleOf(held.hold('s', command('Runtime.evaluate', { expression: 'x' })));
    const params = { objectId: placeholder, arguments: [{ objectId: placeholder }, { value: placeholder }, { objectId: 'mine' }] };
    const replaced = held.replaced('s', params);
    held.settle(held.takeAll()[0]!, { result: { type: 'object', objectId: 'real' } });
    expect(await replaced).toEqual({ objectId: 'real', arguments: [{ objectId: 'real' }, { value: placeholder }, { objectId: 'mine' }] });
    expect(held.replaced('s', { objectId: 'mine', arguments: [{}, null, 7] })).toBeNull();
    expect(held.replaced('other', params)).toBeNull();
  });

  it('leave the placeholder when the real handle never came', async () => {
    const held = new HeldCommands();
    const placeholder = handleOf(held.hold('s', command('Runtime.evaluate')));
    const replaced = held.replaced('s', { objectId: placeholder });
    held.forget(['s']);
    expect(await replaced).toEqual({ objectId: placeholder });
    const identifier = (held.hold('s', command('Page.addScriptToEvaluateOnNewDocument', { source: 'x' })) as { identifier: string }).identifier;
    held.settle(held.takeAll()[0]!, null);
    expect(await held.replaced('s', { identifier })).toEqual({ identifier });
  });
});
