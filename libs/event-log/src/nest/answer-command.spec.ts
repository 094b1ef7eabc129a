import { Uuid } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import { Logger } from '@nestjs/common';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ConflictError } from '../errors.ts';
import { answerCommand, contextOf } from './answer-command.ts';

const id = '0192f1c0-0000-7000-8000-000000000000';
const meta = { actor: 'user:ada', correlationId: 'try' };
const loaded = { sequence: 12, version: 3 };

describe('answerCommand', () => {
  it('answers with position, version and result', async () => {
    const reply = await answerCommand(Uuid, { data: id, meta }, (data, { actor }) => Promise.resolve({ loaded, result: `${actor} ${data}` }));
    expect(reply).toEqual({ ok: true, position: 12, version: 3, result: `user:ada ${id}` });
  });

  it('passes on a refusal, as it is or within what an aggregate handled', async () => {
    const rejected = new Rejected('session_unknown', 'There is no such session.', { id });
    const error = { code: 'session_unknown', message: 'There is no such session.', details: { id } };
    expect(await answerCommand(Uuid, { data: id, meta }, () => Promise.resolve(rejected))).toEqual({ ok: false, error });
    expect(await answerCommand(Uuid, { data: id, meta }, () => Promise.resolve({ rejected, loaded }))).toEqual({ ok: false, error });
  });

  it.each([
    ['data', { data: 'no id', meta }, '/data'],
    ['meta', { data: id, meta: { actor: 'ada', correlationId: 'try' } }, '/meta/actor'],
    ['a message', undefined, '/meta'],
  ])('does not run without valid %s', async (_, message, path) => {
    const run = jest.fn<() => Promise<Rejected>>();
    const reply = await answerCommand(Uuid, message, run);
    expect(reply).toMatchObject({ ok: false, error: { code: 'command_invalid', details: expect.arrayContaining([expect.objectContaining({ path })]) } });
    expect(run).not.toHaveBeenCalled();
  });

  describe('when running throws', () => {
    const logged = jest.spyOn(Logger.prototype, 'error');
    beforeEach(() => { logged.mockReset().mockImplementation(() => undefined); });
    afterEach(() => { logged.mockReset(); });

    it('logs the fault and says nothing of it', async () => {
      const fault = new Error('password=hunter2');
      const reply = await answerCommand(Uuid, { data: id, meta }, () => Promise.reject(fault));
      expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } });
      expect(JSON.stringify(reply)).not.toContain('hunter2');
      expect(logged).toHaveBeenCalledWith(expect.objectContaining({ correlationId: 'try', err: fault }));
    });

    it('asks to try again when others kept changing the aggregate', async () => {
      const reply = await answerCommand(Uuid, { data: id, meta }, () => Promise.reject(new ConflictError('busy')));
      expect(reply).toMatchObject({ ok: false, error: { code: 'service_unavailable' } });
      expect(logged).not.toHaveBeenCalled();
    });
  });

  it('makes the context of events', () => {
    expect(contextOf(meta)).toEqual(meta);
    expect(contextOf(meta, id)).toEqual({ ...meta, runId: id });
  });
});
