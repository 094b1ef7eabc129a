import { describe, expect, it } from '@jest/globals';
import type { RawFrame, RawQuestion } from '../raw-form.ts';
import { adapterFor } from './choose-adapter.ts';
import { greenhouse } from './greenhouse.ts';

const raw = (id: string, more: Partial<RawQuestion> = {}): RawQuestion => ({
  ref: 0, widget: 'input', inputType: 'text', role: '', attributes: { name: '', id, automation: [] }, autocomplete: '', placeholder: '', label: 'As shown', labelSource: 'accessible_name', labelMarker: false,
  required: false, groups: [], cluster: null, section: '', help: '', maxLength: null, accept: '', multiple: false, options: [], optionsKnown: true, value: '', formKey: 0, place: 'form', ...more,
});
const frame = (schema: unknown) => ({ schema }) as RawFrame;

const schema = {
  questions: [
    { label: 'First Name', required: true, description: null, fields: [{ name: 'first_name', type: 'input_text', values: [] }] },
    { label: 'Resume/CV', required: true, fields: [{ name: 'resume', type: 'input_file', values: [] }, { name: 'resume_text', type: 'textarea', values: [] }] },
    { label: 'Team?', required: false, description: '&lt;p&gt;Pick <b>one</b>&nbsp;team&lt;/p&gt;', fields: [{ name: 'question_5', type: 'multi_value_single_select', values: [{ label: 'Red', value: 1 }, { label: 'Blue', value: 2 }] }] },
    { label: 'Tools', required: true, fields: [{ name: 'question_6[]', type: 'multi_value_multi_select', values: [{ label: 'Go', value: 1 }] }] },
    { label: 'Not on the page', required: true, fields: [{ name: 'question_9', type: 'input_text', values: [] }] },
  ],
};

describe('greenhouse', () => {
  it('is chosen by address or marks', () => {
    expect(adapterFor({ urls: ['https://job-boards.greenhouse.io/acme/jobs/1'], landmarks: [] }).name).toBe('greenhouse');
    expect(adapterFor({ urls: ['https://acme.example'], landmarks: ['greenhouse-embed'] }).name).toBe('greenhouse');
    expect(adapterFor({ urls: ['https://greenhouse.io.evil.example/'], landmarks: ['lever'] }).name).toBe('generic');
  });
  it('completes what the page shows by the schema it carries, and adds nothing', () => {
    const read = [raw('first_name'), raw('resume', { widget: 'file' }), raw('question_5', { widget: 'combobox', optionsKnown: false }), raw('', { widget: 'combobox', attributes: { name: 'question_6[]', id: '', automation: [] }, label: 'x', labelSource: 'name_attribute' })];
    const [first, resume, team, tools, ...others] = greenhouse.complete(read, frame(schema));
    expect(others).toEqual([]);
    expect(first).toMatchObject({ label: 'As shown', required: true });
    expect(resume).toMatchObject({ required: true });
    expect(team).toMatchObject({ required: false, help: 'Pick one team', optionsKnown: true });
    expect(team?.options.map(({ label }) => label)).toEqual(['Red', 'Blue']);
    expect(tools).toMatchObject({ multiple: true, required: true, label: 'Tools', labelSource: 'schema' });
  });
  it('a resume as file or as text: neither is required alone', () => {
    const [file, text] = greenhouse.complete([raw('resume', { widget: 'file' }), raw('resume_text', { widget: 'textarea' })], frame(schema));
    expect([file?.required, text?.required]).toEqual([false, false]);
  });
  it.each([null, 7, 'x', [], { questions: 'no' }, { questions: [null, 3, { fields: [null, { name: 5, values: [null] }] }] }])('survives a schema of %j', (hostile) => {
    expect(greenhouse.complete([raw('first_name')], frame(hostile))).toEqual([raw('first_name')]);
  });
});
