import { ApiError } from '@countersign/client';
import type { Answer, CaptureView, FormField } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import { AnswerSaver } from './answer-saver.ts';

function field(id: string, answer: Answer): FormField {
  return { id, question: id, type: 'text', required: true, sensitive: false, section: null, step: 1, help: null, labelSource: 'given', answer, source: null, confidence: null, evidence: null };
}

/** A server that keeps one capture and refuses what is based on an older version. */
function server(answers: Record<string, Answer>) {
  let view = { version: 1, step: 1, fingerprint: 'f', fields: Object.entries(answers).map(([id, answer]) => field(id, answer)) } as unknown as CaptureView;
  const refusals: ApiError[] = [];
  const write = (fieldId: string, answer: Answer) => {
    view = { ...view, version: view.version + 1, fields: view.fields.map((each) => (each.id === fieldId ? { ...each, answer } : each)) };
    return view;
  };
  const saver = new AnswerSaver(view, {
    load: () => Promise.resolve(view),
    adopt: () => undefined,
    save: (version, fieldId, answer) => {
      const refusal = refusals.shift();
      if (refusal) return Promise.reject(refusal);
      return version === view.version ? Promise.resolve(write(fieldId, answer)) : Promise.reject(new ApiError({ status: 412, code: 'version_conflict', message: 'version_conflict' }));
    },
  });
  return { saver, write, refusals, answer: (id: string) => view.fields.find((each) => each.id === id)?.answer, state: (id: string) => saver.snapshot().drafts.get(id)?.state, current: () => view };
}

describe('saving answers', () => {
  it('saves edits of several fields one after the other', async () => {
    const { saver, answer, state } = server({ name: '', email: '' });
    saver.change('name', 'Ada');
    saver.change('email', 'ada@example.org');
    expect(await saver.flush()).toBe(true);
    expect([answer('name'), answer('email'), state('name')]).toEqual(['Ada', 'ada@example.org', 'saved']);
  });

  it('keeps an edit that was refused and tries it again', async () => {
    const { saver, refusals, answer, state } = server({ name: '' });
    refusals.push(new ApiError({ status: 0, code: 'network', message: 'unreachable' }));
    saver.change('name', 'Ada');
    expect(await saver.flush()).toBe(false);
    expect(state('name')).toBe('failed');
    expect(saver.snapshot().drafts.get('name')).toMatchObject({ answer: 'Ada', message: 'unreachable' });
    expect(await saver.flush()).toBe(true);
    expect(answer('name')).toBe('Ada');
  });

  it('sends again when only another field changed, and tells of that change', async () => {
    const { saver, write, answer } = server({ name: '', email: '' });
    write('email', 'theirs@example.org');
    saver.change('name', 'Ada');
    expect(await saver.flush()).toBe(true);
    expect(answer('name')).toBe('Ada');
    expect([...saver.snapshot().changedByOthers]).toEqual(['email']);
    saver.acknowledge();
    expect(saver.snapshot().changedByOthers.size).toBe(0);
  });

  it('does not overwrite what somebody else answered until the person says so', async () => {
    const { saver, write, answer, state } = server({ name: 'A' });
    write('name', 'Theirs');
    saver.change('name', 'Mine');
    expect(await saver.flush()).toBe(false);
    expect([state('name'), answer('name')]).toEqual(['conflict', 'Theirs']);
    saver.keepMine('name');
    expect(await saver.flush()).toBe(true);
    expect(answer('name')).toBe('Mine');
  });

  it('notices a change of the same answer that came in live, also when typing goes on', async () => {
    const { saver, write, answer, state } = server({ name: 'A' });
    saver.change('name', 'Min');
    saver.accept(write('name', 'Theirs'));
    expect(await saver.flush()).toBe(false);
    saver.change('name', 'Mine');
    expect(await saver.flush()).toBe(false);
    expect([state('name'), answer('name')]).toEqual(['conflict', 'Theirs']);
  });

  it('gives up the own edit for the other one', async () => {
    const { saver, write, answer } = server({ name: 'A' });
    write('name', 'Theirs');
    saver.change('name', 'Mine');
    await saver.flush();
    saver.takeTheirs('name');
    expect([saver.clean, answer('name')]).toEqual([true, 'Theirs']);
  });

  it('saves what was typed while a save was under way', async () => {
    const { saver, answer } = server({ name: '' });
    saver.change('name', 'A');
    const flushed = saver.flush();
    saver.change('name', 'Ada');
    expect(await flushed).toBe(true);
    expect(answer('name')).toBe('Ada');
  });

  it('forgets an edit that was taken back before it was saved', async () => {
    const { saver, current } = server({ name: 'A' });
    saver.change('name', 'Ada');
    saver.change('name', 'A');
    expect(await saver.flush()).toBe(true);
    expect(current().version).toBe(1);
  });
});
