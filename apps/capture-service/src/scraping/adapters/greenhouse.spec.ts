import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { RawQuestion } from '../raw-form.ts';
import { readDescription, type DescribedField } from './greenhouse-description.ts';
import { apiAddress, greenhouse } from './greenhouse.ts';
import { frameWith, options, raw } from './raw-question.fixture.ts';

const complete = (questions: RawQuestion[], schema: unknown) => greenhouse.complete!(questions, frameWith(schema));
const text = (label: string, name: string, required = false) => ({ label, required, fields: [{ name, type: 'input_text', values: [] }] });
const single = (label: string, name: string, ...labels: string[]) => ({ label, required: false, fields: [{ name, type: 'multi_value_single_select', values: labels.map((option, value) => ({ label: option, value })) }] });
const RESUME = { label: 'Resume/CV', required: true, fields: [{ name: 'resume', type: 'input_file' }, { name: 'resume_text', type: 'textarea' }] };

describe('what a board says completes what the page shows', () => {
  it('what cannot be seen: required, help, options of an unread list, several choices; nothing is added', () => {
    const read = [
      raw('first_name'),
      raw('question_5', { widget: 'combobox', optionsKnown: false }),
      raw('', { widget: 'combobox', attributes: { name: 'question_6[]', id: '', automation: [] }, label: 'x', labelSource: 'name_attribute' }),
    ];
    const schema = {
      questions: [
        text('First Name', 'first_name', true),
        { ...single('Team?', 'question_5', 'Red', 'Blue'), description: '&lt;p&gt;Pick <b>one</b>&nbsp;team&lt;/p&gt;' },
        { label: 'Tools', required: true, fields: [{ name: 'question_6[]', type: 'multi_value_multi_select', values: [{ label: 'Go', value: 1 }] }] },
      ],
    };
    const [first, team, tools, ...others] = complete(read, schema).questions;
    expect(others).toEqual([]);
    expect(first).toMatchObject({ label: 'As shown', required: true });
    expect(team).toMatchObject({ required: false, help: 'Pick one team', optionsKnown: true });
    expect(team?.options.map(({ label }) => label)).toEqual(['Red', 'Blue']);
    expect(tools).toMatchObject({ multiple: true, required: true, label: 'Tools', labelSource: 'schema' });
  });

  it('a resume as file or as text: neither is required by itself, one of both is', () => {
    const [file, pasted] = complete([raw('resume', { widget: 'file', required: true }), raw('resume_text', { widget: 'textarea' })], { questions: [RESUME] }).questions;
    expect([file, pasted]).toMatchObject([{ required: false, requiredGroup: 'resume' }, { required: false, requiredGroup: 'resume' }]);
    const [alone] = complete([raw('resume', { widget: 'file' })], { questions: [RESUME] }).questions;
    expect([alone?.required, alone?.requiredGroup]).toEqual([true, undefined]);
    const [free] = complete([raw('resume', { widget: 'file' }), raw('resume_text', { widget: 'textarea' })], { questions: [{ ...RESUME, required: false }] }).questions;
    expect([free?.required, free?.requiredGroup]).toEqual([false, undefined]);
  });

  it('a resume as file or as text is known without a description, by the mark of their group', () => {
    const groups = [{ key: 1, name: 'Resume/CV *' }];
    const both = complete([raw('x', { widget: 'file', attributes: { name: 'job_application[resume]', id: '', automation: [] }, groups }), raw('resume_text', { widget: 'textarea', groups })], null).questions;
    expect(both).toMatchObject([{ required: false, requiredGroup: 'resume' }, { required: false, requiredGroup: 'resume' }]);
    expect(complete([raw('resume', { widget: 'file', groups })], null).questions).toMatchObject([{ required: true }]);
    expect(complete([raw('cover_letter', { widget: 'file' })], null).questions).toMatchObject([{ required: false }]);
  });

  it('compliance and demographic questions are for a person only; free words are told', () => {
    const schema = {
      questions: [],
      compliance: [{ type: 'eeoc', description: '', questions: [single('DisabilityStatus', 'disability_status', 'Yes', 'No')] }],
      demographic_questions: { questions: [{ id: 87, label: 'What describes you?', required: false, type: 'multi_value_multi_select', answer_options: [{ id: 1, label: 'This', free_form: false }, { id: 2, label: 'My own', free_form: true }] }] },
    };
    const [disability, survey] = complete([raw('disability_status', { widget: 'select', labelSource: 'placeholder', label: 'Select' }), raw('87', { widget: 'combobox', optionsKnown: false })], schema).questions;
    expect(disability).toMatchObject({ sensitive: true, label: 'Disability Status' });
    expect(survey).toMatchObject({ sensitive: true, multiple: true, help: '“My own” asks for words of your own.' });
    const [declines] = complete([raw('q', { widget: 'select' })], { questions: [{ label: 'Anything', required: false, fields: [{ name: 'q', type: 'multi_value_single_select', values: [{ label: 'No', decline_to_answer: true }] }] }] }).questions;
    expect(declines?.sensitive).toBe(true);
  });

  it('education and employment are repeated sections of their own', () => {
    const names = ['school--0', 'degree--0', 'company-name-0', 'job_application[educations][][degree_id]'];
    const read = (schema: unknown) => complete(names.map((name) => (name.includes('[') ? raw('', { attributes: { name, id: '', automation: [] } }) : raw(name))), schema).questions.map(({ section, required }) => [section, required]);
    expect(read({ questions: [], education_config: { school_name: 'required', degree: 'optional' }, employment: 'required' })).toEqual([['Education', true], ['Education', false], ['Employment', true], ['Education', false]]);
    expect(read({ questions: [], education: 'education_required', employment: 'hidden' })).toEqual([['Education', true], ['Education', true], ['Employment', false], ['Education', true]]);
  });

  it('older forms number their answers: then the text of a question is its name, unless two have it', () => {
    const numbered = (index: number, label: string) => raw('', { label, attributes: { name: `job_application[answers_attributes][${index}][text_value]`, id: '', automation: [] } });
    const schema = { questions: [text('Why us?', 'question_1', true), text('Same', 'question_2', true), text('Same', 'question_3', true)] };
    expect(complete([numbered(0, 'Why us? *'), numbered(1, 'Same'), numbered(2, 'Same')], schema).questions.map(({ required }) => required)).toEqual([true, false, false]);
  });

  it.each([null, 7, 'x', [], { questions: 'no' }, { questions: [null, 3, { fields: [null, { name: 5, values: [null] }] }] }, { demographic_questions: [], compliance: {}, education_config: 3 }])('survives a description of %j', (hostile) => {
    const question = raw('first_name');
    expect(complete([question], hostile)).toEqual({ questions: [question], notices: [] });
  });
});

describe('where page and board differ, the page stands and it is told', () => {
  const told = (question: RawQuestion, described: unknown) => complete([question], { questions: [described] }).notices.map(({ message }) => message);
  it.each<[string, RawQuestion, unknown, string[]]>([
    ['required', raw('q'), text('Q', 'q', true), ['The page does not mark this question as required, its board says that it is.']],
    ['required on the page', raw('q', { label: 'Q *' }), text('Q', 'q'), ['The page marks this question as required, its board says that it need not be answered.']],
    ['options', raw('q', { widget: 'select', options: options('A', 'C') }), single('Q', 'q', 'A', 'B'), ['The board also names the options “B”, which the page does not offer.', 'The page also offers “C”, which its board does not name.']],
    ['kind', raw('q', { widget: 'file' }), text('Q', 'q'), ['The board describes this question as a text; the page asks for something else.']],
    ['a file that is a text', raw('q'), { label: 'Q', fields: [{ name: 'q', type: 'input_file' }] }, ['The board describes this question as a file; the page asks for something else.']],
    ['nothing', raw('q', { widget: 'radio', options: options('B', 'A') }), single('Q', 'q', 'A', 'B'), []],
    ['not asked', raw('other'), text('Q', 'q', true), ['The board requires answers that the page does not ask for: “Q”.']],
    ['hidden ones need no place', raw('other'), { label: 'Latitude', required: true, fields: [{ name: 'latitude', type: 'input_hidden' }] }, []],
  ])('%s', (_name, question, described, messages) => expect(told(question, described)).toEqual(messages));
});

it.each([
  ['https://boards.greenhouse.io/acme/jobs/4001?gh_src=x', 'acme/jobs/4001'],
  ['https://job-boards.eu.greenhouse.io/acme/jobs/4001/', 'acme/jobs/4001'],
  ['https://boards.greenhouse.io/embed/job_app?for=acme&token=4001', 'acme/jobs/4001'],
  ['https://boards.greenhouse.io/acme', null],
  ['https://boards.greenhouse.io/embed/job_app?for=../x&token=4001', null],
  ['https://greenhouse.io.evil.example/acme/jobs/4001', null],
  ['not an address', null],
])('%s is described at %j', (url, path) => expect(apiAddress(url)).toBe(path === null ? null : `https://boards-api.greenhouse.io/v1/boards/${path}?questions=true`));

const FOLDER = join(fileURLToPath(new URL('../../../../../', import.meta.url)), '../shared/forms/greenhouse-json');
describe('descriptions as boards give them', () => {
  if (!existsSync(FOLDER)) {
    it('are left out: the folder with them is not there, they are no part of the product', () => {
      process.stdout.write('descriptions of boards: left out, the folder with them is not there\n');
      expect(existsSync(FOLDER)).toBe(false);
    });
    return;
  }
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.json') && !name.startsWith('ashby'));
  const read = (name: string) => readDescription(JSON.parse(readFileSync(join(FOLDER, name), 'utf8')));
  it('are all read: questions, required ones, kinds', () => {
    const kinds = (fields: DescribedField[]) => fields.map(({ kind }) => kind).join('+');
    expect(Object.fromEntries(names.map((name) => {
      const { questions } = read(name);
      return [name, [questions.length, questions.filter(({ required }) => required).length, [...new Set(questions.map(({ fields }) => kinds(fields)))].sort().join(' ')]];
    }))).toEqual({
      'official-docs-job.json': [6, 5, 'choice file+text hidden text'],
      'real-anthropic-5023394008-remix.json': [6, 4, 'choice file+text text'],
      'semireal-analytics-ludwigxaver.json': [8, 8, 'choice file text'],
      'semireal-fpna-nlau1193.json': [11, 7, 'choice file text'],
      'synthetic-hirly.json': [6, 5, 'choice file text'],
      'synthetic-manwithaplandy.json': [4, 2, 'choice file text'],
    });
  });
  it.each(names)('%s: completes a page that shows all of it, without a difference', (name) => {
    const description = read(name);
    const controls = description.questions.flatMap(({ label, required, fields }) => fields.filter(({ kind }) => kind !== 'hidden').map((field) => raw(field.name, {
      label: label || 'Other', required: required && fields.length === 1, widget: field.kind === 'file' ? 'file' : /^choices?$/.test(field.kind) ? 'select' : 'input', options: options(...field.options.map((option) => option.label)),
    })));
    const { questions, notices } = complete(controls, JSON.parse(readFileSync(join(FOLDER, name), 'utf8')));
    expect(notices).toEqual([]);
    expect(questions.map(({ label }) => label)).toEqual(controls.map(({ label }) => label));
    for (const question of questions) expect(question.help).not.toMatch(/<|&\w+;/);
  });
});
