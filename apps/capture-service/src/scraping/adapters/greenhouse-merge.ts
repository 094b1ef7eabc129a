import { cleanOption, optionLabels } from '../question-options.ts';
import { cleanQuestion, comparable } from '../question-text.ts';
import type { RawOption, RawQuestion } from '../raw-form.ts';
import type { Completed } from './adapter.ts';
import { bareName, type DescribedField, type DescribedKind, type DescribedQuestion, type Description } from './greenhouse-description.ts';

type Notice = Completed['notices'][number];
interface Match {
  question: DescribedQuestion;
  field: DescribedField;
}

const NAMED_MAX = 5;
/** Ids and names of repeated entries: `school--0`, `company-name-0`, `job_application[educations][][degree_id]`. */
const EDUCATION = /^(school|degree|discipline|start-(month|year|date)|end-(month|year|date))-.*\d$|\[educations\]/i;
const EMPLOYMENT = /^(company-name|title|start-date|end-date|current-role)-.*\d$|\[employments\]/i;
/** Controls that go by another name than the description's field. */
const ALIASES: Readonly<Record<string, string>> = { 'candidate-location': 'location', auto_complete_input: 'location' };

/**
 * What the page shows, completed by what the board says of it. The page decides what there is and how it is filled in; the
 * description adds what cannot be seen. Where both speak and differ, the page stands and the difference is told.
 */
export function mergeDescription(questions: readonly RawQuestion[], description: Description): Completed {
  const matches = matchAll(questions, description.questions);
  const shown = new Map<DescribedQuestion, RawQuestion[]>();
  for (const [raw, { question }] of matches) shown.set(question, [...(shown.get(question) ?? []), raw]);
  const notices: Notice[] = [];
  const merged = questions.map((raw) => {
    const match = matches.get(raw);
    if (match === undefined) return fileOrText(inRepeatedSection(raw, description), questions);
    notices.push(...disagreements(raw, match, shown.get(match.question) ?? []));
    return complete(raw, match, shown.get(match.question) ?? []);
  });
  return { questions: merged, notices: [...notices, ...notShown(description.questions, shown)] };
}

/** By the name of the field in the control's id or name; else by the question's text, where only one on either side has it. */
function matchAll(questions: readonly RawQuestion[], described: readonly DescribedQuestion[]): Map<RawQuestion, Match> {
  const byName = new Map<string, Match>();
  for (const question of described) for (const field of question.fields) byName.set(field.name, { question, field });
  const matches = new Map<RawQuestion, Match>();
  for (const raw of questions) {
    const names = [raw.attributes.id, raw.attributes.name].map((name) => ALIASES[name] ?? bareName(name));
    const match = names.filter((name) => name !== '').map((name) => byName.get(name)).find((found) => found !== undefined);
    if (match !== undefined) matches.set(raw, match);
  }
  const taken = new Set([...matches.values()].map(({ question }) => question));
  const open = described.filter((question) => !taken.has(question) && question.label !== '');
  for (const raw of questions) {
    if (matches.has(raw)) continue;
    const text = textOf(raw);
    const [question, another] = open.filter(({ label }) => comparable(cleanQuestion(label, 1_000).text) === text);
    const alone = questions.filter((other) => !matches.has(other) && textOf(other) === text).length === 1;
    const field = question?.fields.find(({ kind }) => kind !== 'hidden');
    if (question !== undefined && field !== undefined && another === undefined && alone) matches.set(raw, { question, field });
  }
  return matches;
}

function textOf(raw: RawQuestion): string {
  return comparable(cleanQuestion(raw.label, 1_000).text);
}

function complete(raw: RawQuestion, { question, field }: Match, shown: readonly RawQuestion[]): RawQuestion {
  const weak = raw.labelSource === 'placeholder' || raw.labelSource === 'name_attribute';
  const unread = field.options.length > 0 && !raw.optionsKnown && raw.options.length === 0;
  const options = field.options.map(({ label }): RawOption => ({ label, value: '', ref: null, selected: false, placeholder: false }));
  const group = requiredGroup(question, shown);
  return {
    ...raw,
    required: group === null && (raw.required || question.required),
    ...(group === null ? {} : { requiredGroup: group }),
    ...(question.sensitive || field.options.some(({ declines }) => declines) ? { sensitive: true } : {}),
    ...(weak && question.label !== '' ? { label: question.label, labelSource: 'schema' as const } : {}),
    ...(raw.help === '' ? { help: helpOf(question, field) } : {}),
    ...(unread ? { options, optionsKnown: true } : {}),
    multiple: raw.multiple || (field.kind === 'choices' && /^(combobox|listbox_button|listbox)$/.test(raw.widget)),
  };
}

/** A file or its text: one of both will do, where the page shows both and one is asked for; null: the question stands for itself. */
function requiredGroup(question: DescribedQuestion, shown: readonly RawQuestion[]): string | null {
  if (shown.length < 2 || !(question.required || shown.some(isMarkedRequired))) return null;
  return question.fields[0]?.name.replace(/[^\w.:-]+/g, '.').slice(0, 120) ?? null;
}

/** Where no description says it: a resume or cover letter is given as a file or as text, and its group bears the mark. */
function fileOrText(raw: RawQuestion, questions: readonly RawQuestion[]): RawQuestion {
  const name = documentOf(raw);
  if (name === null) return raw;
  const shown = questions.filter((other) => documentOf(other) === name);
  const required = shown.some((other) => isMarkedRequired(other) || other.groups.some((group) => cleanQuestion(group.name, 300).required));
  if (!required) return raw;
  return shown.length > 1 ? { ...raw, required: false, requiredGroup: name } : { ...raw, required: true };
}

function documentOf({ attributes }: RawQuestion): string | null {
  const found = [attributes.id, attributes.name].map((name) => /^(resume|cover_letter)(_text)?$/.exec(bareName(name))?.[1]).find((name) => name !== undefined);
  return found ?? null;
}

function isMarkedRequired(raw: RawQuestion): boolean {
  return raw.required || raw.labelMarker || cleanQuestion(raw.label, 1_000).required;
}

function helpOf({ help }: DescribedQuestion, { options }: DescribedField): string {
  const free = options.filter(({ freeForm }) => freeForm).map(({ label }) => `“${label}” asks for words of your own.`);
  return [help, ...free.slice(0, NAMED_MAX)].filter((line) => line !== '').join(' ');
}

function disagreements(raw: RawQuestion, { question, field }: Match, shown: readonly RawQuestion[]): Notice[] {
  const notices: Notice[] = [];
  const tell = (message: string) => notices.push({ ref: raw.ref, kind: 'schema_mismatch', message });
  const marked = isMarkedRequired(raw);
  if (shown.length < 2 && question.required && !marked) tell('The page does not mark this question as required, its board says that it is.');
  if (shown.length < 2 && marked && !question.required) tell('The page marks this question as required, its board says that it need not be answered.');
  if (!fits(raw, field.kind)) tell(`The board describes this question as ${{ text: 'a text', file: 'a file', choice: 'a choice', choices: 'several choices', hidden: 'hidden', unknown: 'another kind' }[field.kind]}; the page asks for something else.`);
  const page = optionLabels(raw.options);
  const board = field.options.map(({ label }) => cleanOption(label));
  if (page.length === 0 || board.length === 0) return notices;
  const missing = board.filter((label) => !page.includes(label));
  const more = page.filter((label) => !board.includes(label));
  if (missing.length > 0) tell(`The board also names the options ${named(missing)}, which the page does not offer.`);
  if (more.length > 0) tell(`The page also offers ${named(more)}, which its board does not name.`);
  return notices;
}

function fits({ widget, inputType }: RawQuestion, kind: DescribedKind): boolean {
  const isChoice = /^(select|mirrored_select|combobox|listbox_button|listbox|radio|aria_radio|toggle|checkbox|aria_checkbox|checkbox_group)$/.test(widget);
  switch (kind) {
    case 'text':
      return widget !== 'file' && (!isChoice || widget === 'combobox');
    case 'file':
      // The text in place of a file has a name of its own; a page may still put both under the file's.
      return widget === 'file' || widget === 'textarea';
    case 'choice':
    case 'choices':
      return isChoice || (widget === 'input' && inputType === 'hidden');
    case 'hidden':
    case 'unknown':
      return true;
  }
}

function notShown(described: readonly DescribedQuestion[], shown: ReadonlyMap<DescribedQuestion, unknown>): Notice[] {
  const asked = described.filter((question) => question.required && !shown.has(question) && question.label !== '' && question.fields.some(({ kind }) => kind !== 'hidden'));
  if (asked.length === 0) return [];
  return [{ ref: null, kind: 'schema_mismatch', message: `The board requires answers that the page does not ask for: ${named(asked.map(({ label }) => label))}.` }];
}

function named(labels: readonly string[]): string {
  const rest = labels.length - NAMED_MAX;
  return `${labels.slice(0, NAMED_MAX).map((label) => `“${label.length > 60 ? `${label.slice(0, 59)}…` : label}”`).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function inRepeatedSection(raw: RawQuestion, { repeated }: Description): RawQuestion {
  const name = [raw.attributes.id, raw.attributes.name].find((candidate) => EDUCATION.test(candidate) || EMPLOYMENT.test(candidate));
  if (name === undefined) return raw;
  const section = EDUCATION.test(name) ? 'Education' : 'Employment';
  const required = repeated.some((part) => part.required && part.section === section && part.part.test(name));
  return { ...raw, required: raw.required || required, section: raw.section === '' ? section : raw.section };
}
