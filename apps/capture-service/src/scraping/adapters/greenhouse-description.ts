import { cleanText } from '../question-text.ts';

export type DescribedKind = 'text' | 'file' | 'choice' | 'choices' | 'hidden' | 'unknown';
export interface DescribedOption {
  label: string;
  /** Choosing it is declining to answer. */
  declines: boolean;
  /** Choosing it asks for words of one's own. */
  freeForm: boolean;
}
export interface DescribedField {
  /** Without a closing `[]`. */
  name: string;
  kind: DescribedKind;
  options: DescribedOption[];
}
export interface DescribedQuestion {
  label: string;
  /** Text of the HTML that the board stores. */
  help: string;
  required: boolean;
  /** Asked for equal opportunity or demographics: for a person only. */
  sensitive: boolean;
  /** Several: any one of them answers the question. */
  fields: DescribedField[];
}
/** Parts of the repeated sections, by the word that names them in the form. */
export interface Description {
  questions: DescribedQuestion[];
  repeated: { part: RegExp; section: 'Education' | 'Employment'; required: boolean }[];
}

const QUESTIONS_MAX = 500;
const FIELDS_MAX = 20;
const OPTIONS_MAX = 600;
const KINDS: Readonly<Record<string, DescribedKind>> = {
  input_text: 'text', textarea: 'text', input_file: 'file', input_hidden: 'hidden', multi_value_single_select: 'choice', multi_value_multi_select: 'choices',
};

/** What a board says about its form: the Job Board API's document, or the one that a hosted page carries. Anything else gives an empty description. */
export function readDescription(document: unknown): Description {
  const posting = record(document);
  const open = [...list(posting['questions']), ...list(posting['location_questions'])];
  const compliance = [...list(posting['compliance']), ...list(posting['eeoc_sections'])].flatMap((part) => list(record(part)['questions']));
  const demographic = list(record(posting['demographic_questions'])['questions']);
  return {
    questions: [...open.map((item) => questionOf(record(item), false)), ...[...compliance, ...demographic].map((item) => questionOf(record(item), true))].filter(({ fields }) => fields.length > 0).slice(0, QUESTIONS_MAX),
    repeated: repeatedSections(posting),
  };
}

function questionOf(item: Record<string, unknown>, sensitive: boolean): DescribedQuestion {
  const described = list(item['fields']).map((value) => fieldOf(record(value)));
  // Demographic questions have no fields: their id is the name of the control.
  const own = fieldOf({ name: typeof item['id'] === 'number' ? String(item['id']) : item['id'], type: item['type'], values: item['answer_options'] });
  return {
    label: text(item['label'], 1_000).replace(/^[A-Z][a-z]+(?:[A-Z][a-z]+)+$/, (words) => words.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')),
    help: text(item['description'], 2_000),
    required: item['required'] === true,
    sensitive,
    fields: (described.length > 0 ? described : [own]).filter(({ name }) => name !== '').slice(0, FIELDS_MAX),
  };
}

function fieldOf(field: Record<string, unknown>): DescribedField {
  const options = list(field['values']).slice(0, OPTIONS_MAX).map((value): DescribedOption => {
    const option = record(value);
    return { label: text(option['label'], 300), declines: option['decline_to_answer'] === true, freeForm: option['free_form'] === true };
  });
  return { name: bareName(text(field['name'], 300)), kind: KINDS[text(field['type'], 50)] ?? 'unknown', options: options.filter(({ label }) => label !== '') };
}

/** Education and employment are asked once for each entry and are not among the questions: only whether they must be given is known. */
function repeatedSections(posting: Record<string, unknown>): Description['repeated'] {
  const education = record(posting['education_config']);
  const all = text(posting['education'], 50) === 'education_required';
  const part = (word: RegExp, name: string) => ({ part: word, section: 'Education' as const, required: all || education[name] === 'required' });
  return [
    part(/school/i, 'school_name'),
    part(/degree/i, 'degree'),
    part(/discipline/i, 'discipline'),
    part(/start/i, 'start_date'),
    part(/end/i, 'end_date'),
    { part: /company|title|start|end/i, section: 'Employment', required: /^(employment_)?required$/.test(text(posting['employment'], 50)) },
  ];
}

/** `question_5[]`, `job_application[first_name]` and `job_application_first_name` without what is around the name. */
export function bareName(name: string): string {
  return name.replace(/\[\]$/, '').replace(/^job_application\[(\w+)\]$/, '$1').replace(/^job_application_/, '');
}

function record(value: unknown): Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Texts of a board may be HTML, and HTML encoded once more. */
function text(value: unknown, maxLength: number): string {
  if (typeof value !== 'string') return '';
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&nbsp;': ' ', '&amp;': '&' };
  const decoded = (encoded: string) => encoded.replace(/&(lt|gt|quot|#39|nbsp|amp);/g, (entity) => entities[entity] ?? ' ');
  const plain = cleanText(decoded(cleanText(decoded(value.slice(0, 20_000)), 20_000)), 20_000);
  return cleanText(plain.replace(/ (?=[.,;:!?](\s|$))/g, ''), maxLength);
}
