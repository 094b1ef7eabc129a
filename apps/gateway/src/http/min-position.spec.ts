import { describe, expect, it } from '@jest/globals';
import type { EventLog } from '@countersign/event-log';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../config.ts';
import { ReadModelWaiter } from '../projecting/read-model-waiter.ts';
import { MinPosition } from './min-position.ts';

function stage(query: Record<string, unknown>, headers: Record<string, string> = {}, url = '/v1/runs') {
  const waiter = new ReadModelWaiter();
  waiter.advance(10);
  const minPosition = new MinPosition(waiter, { lastSequence: async () => 20 } as EventLog, { readYourWritesTimeoutMs: 5 } as GatewayConfig);
  const answered: Record<string, string> = {};
  const reply = { header: (name: string, value: string) => void (answered[name] = value), raw: { once: () => undefined } } as unknown as FastifyReply;
  const request = { method: 'GET', query, headers, routeOptions: { url } } as unknown as FastifyRequest;
  return { waiter, answered, query, reach: () => minPosition.await(request, reply) };
}

describe('min_position', () => {
  it('is taken off, and the answer says up to where it shows the log', async () => {
    const { answered, query, reach } = stage({ min_position: '10', limit: '1' });
    await reach();
    expect([answered, query]).toEqual([{ 'countersign-position': '10' }, { limit: '1' }]);
  });
  it('waits until the read model has it', async () => {
    const { waiter, answered, reach } = stage({ min_position: '15' }, { prefer: 'wait=20' });
    const reached = reach();
    await new Promise(setImmediate);
    waiter.advance(16);
    await reached;
    expect(answered).toEqual({ 'preference-applied': 'wait=20', 'countersign-position': '16' });
  });
  it.each([
    [{ min_position: '11' }, 'read_model_behind'], [{ min_position: '21' }, 'place_in_future'], [{ min_position: '-1' }, 'request_invalid'], [{ min_position: '1e3' }, 'request_invalid'],
    [{ min_position: ['1', '2'] }, 'request_invalid'], [{ min_position: '' }, 'request_invalid'],
  ])('%j is refused: %s', async (query, code) => {
    await expect(stage(query).reach()).rejects.toMatchObject({ code });
  });
  it('waits no longer than it is preferred', async () => {
    await expect(stage({ min_position: '11' }, { prefer: 'wait=0' }).reach()).rejects.toMatchObject({ code: 'read_model_behind', headers: { 'retry-after': '1' } });
  });
  it('is nothing for what does not come from the read model', async () => {
    const { answered, query, reach } = stage({ min_position: 'x' }, {}, '/v1/events');
    await reach();
    expect([answered, query]).toEqual([{}, { min_position: 'x' }]);
  });
});
