import { cleanText } from '../question-text.ts';
import type { RawFrame, RawOption, RawQuestion } from '../raw-form.ts';
import type { Adapter } from './adapter.ts';

export interface SchemaField {
  name: string;
  type: string;
  labels: string[];
}
export interface SchemaQuestion {
  label: string;
  description: string;
  required: boolean;
  fields: SchemaField[];
}

const QUESTIONS_MAX = 500;
const OPTIONS_MAX = 600;

/** Greenhouse: the form with `#application_form`, the newer hosted one, and either inside an iframe of a careers page. */
export const greenhouse: Adapter = {
  name: 'greenhouse',
  recognises: ({ urls, landmarks }) => urls.some((url) => URL.canParse(url) && /(^|\.)greenhouse\.io$/.test(new URL(url).hostname)) || landmarks.some((mark) => mark.startsWith('greenhouse-')),
  complete: (questions, frame) => completeBySchema(questions, readQuestions(frame)),
};

function readQuestions(frame: RawFrame): SchemaQuestion[] {
  const schema = record(frame.schema);
  const compliance = list(schema['compliance']).flatMap((part) => list(record(part)['questions']));
  const all = [...list(schema['questions']), ...list(schema['location_questions']), ...compliance, ...list(record(schema['demographic_questions'])['questions'])];
  return all.slice(0, QUESTIONS_MAX).map((item) => questionOf(record(item)));
}

function questionOf(item: Record<string, unknown>): SchemaQuestion {
  const own = list(item['answer_options']).map((option) => text(record(option)['label'], 300));
  const fields = list(item['fields']).map((value) => {
    const field = record(value);
    return { name: text(field['name'], 300), type: text(field['type'], 50), labels: list(field['values']).slice(0, OPTIONS_MAX).map((option) => text(record(option)['label'], 300)) };
  });
  return {
    label: text(item['label'], 1000),
    description: text(item['description'], 2000),
    required: item['required'] === true,
    fields: fields.length > 0 ? fields : [{ name: typeof item['id'] === 'number' ? String(item['id']) : text(item['id'], 100), type: text(item['type'], 50), labels: own }],
  };
}

/** Matches by the field's name in the name or id of the control; the page decides what there is, the schema fills in. */
export function completeBySchema(questions: readonly RawQuestion[], schema: readonly SchemaQuestion[]): RawQuestion[] {
  const byName = new Map<string, { question: SchemaQuestion; field: SchemaField }>();
  for (const question of schema) for (const field of question.fields) if (field.name !== '') byName.set(bare(field.name), { question, field });
  if (byName.size === 0) return [...questions];
  return questions.map((raw) => {
    const match = byName.get(bare(raw.attributes.id)) ?? byName.get(bare(raw.attributes.name)) ?? byName.get(bare(raw.attributes.name.replace(/^job_application\[(.+)\]$/, '$1')));
    return match === undefined ? raw : complete(raw, match.question, match.field, questions);
  });
}

function complete(raw: RawQuestion, question: SchemaQuestion, field: SchemaField, questions: readonly RawQuestion[]): RawQuestion {
  // A file or its text: either will do, so neither is required where the page shows both.
  const names = new Set(question.fields.map(({ name }) => bare(name)));
  const shown = questions.filter(({ attributes }) => names.has(bare(attributes.id)) || names.has(bare(attributes.name))).length;
  const weak = raw.labelSource === 'placeholder' || raw.labelSource === 'name_attribute';
  const bySchema = field.labels.filter((label) => label !== '').map((label): RawOption => ({ label, value: '', ref: null, selected: false, placeholder: false }));
  const unread = bySchema.length > 0 && !raw.optionsKnown && raw.options.length === 0;
  return {
    ...raw,
    required: raw.required || (question.required && shown <= 1),
    ...(weak && question.label !== '' ? { label: question.label, labelSource: 'schema' as const } : {}),
    ...(raw.help === '' && question.description !== '' ? { help: question.description } : {}),
    ...(unread ? { options: bySchema, optionsKnown: true } : {}),
    multiple: raw.multiple || (field.type === 'multi_value_multi_select' && /^(combobox|listbox_button|listbox)$/.test(raw.widget)),
  };
}

function bare(name: string): string {
  return name.replace(/\[\]$/, '');
}

function record(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Text of the schema may be HTML, and HTML encoded once more. */
function text(value: unknown, maxLength: number): string {
  if (typeof value !== 'string') return '';
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ', '&amp;': '&' };
  const decode = (encoded: string) => encoded.replace(/&(lt|gt|quot|#39|nbsp|amp);/g, (entity) => entities[entity] ?? ' ');
  return cleanText(decode(cleanText(decode(value.slice(0, 20_000)), 20_000)), maxLength);
}
