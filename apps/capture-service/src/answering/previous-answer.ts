import type { Answer, FormField, ProposedAnswer, Question } from '@countersign/contracts';
import { misfit } from '../capture/domain/answer-fit.ts';
import { asked, normalise } from './asked.ts';
import { evidence, sameWords } from './finding.ts';
import { isForPersonOnly } from './sensitive.ts';

/** A field of one of the candidate's captures, as it was approved. */
export interface ApprovedField {
  readonly captureId: string;
  readonly field: FormField;
}

/** Text that is typed; options that one is chosen from: within these an answer can go from one type to another. */
const TYPED: ReadonlySet<Question['type']> = new Set(['text', 'textarea', 'number', 'email', 'phone', 'url']);
const CHOSEN: ReadonlySet<Question['type']> = new Set(['yes_no', 'single_select']);
/** Said of this company, this job or this day: the next form's "here" is somewhere else. */
const OF_THE_MOMENT = /\b(us|our|ours|we|here|this|these|the (role|position|job|company|team|opportunity|vacancy)|when|date|start|today|now|currently|current|recently|last (week|month|year)|applied|applying|apply)\b/;
const REUSED_SOURCES: ReadonlySet<FormField['source']> = new Set(['human', 'model', 'previous_answer']);

/**
 * The candidate's approved answer to the same question on an earlier form, the newest first; null when there is none or it
 * does not fit here. Only what rules had not answered then: their facts may have gone since. Never for files and single
 * checkboxes, and never for what only a person may answer.
 */
export function previousAnswer(question: Question, approved: readonly ApprovedField[]): ProposedAnswer | null {
  if (!isReusable(question)) return null;
  const same = approved.filter(({ field }) => REUSED_SOURCES.has(field.source) && isReusable(field) && isSameQuestion(field, question));
  const [newest] = same;
  if (!newest) return null;
  const answer = fitted(newest.field.answer, question);
  if (answer === null || misfit(question, answer) !== undefined) return null;
  const isUndisputed = same.every(({ field }) => JSON.stringify(field.answer) === JSON.stringify(newest.field.answer));
  const passage = { path: `captures/${newest.captureId}#${newest.field.id}`, text: `${newest.field.question}: ${Array.isArray(answer) ? answer.join(', ') : String(answer)}` };
  return { fieldId: question.id, answer, source: 'previous_answer', confidence: isUndisputed ? 'medium' : 'low', evidence: evidence(`Approved for the same question in the earlier capture ${newest.captureId}`, [passage]) };
}

function isReusable(question: Question): boolean {
  return question.type !== 'file' && question.type !== 'checkbox' && question.type !== 'date' && !isForPersonOnly(question) && !OF_THE_MOMENT.test(normalise(question.question));
}

function isSameQuestion(a: Question, b: Question): boolean {
  const isCompatible = a.type === b.type || (TYPED.has(a.type) && TYPED.has(b.type)) || (CHOSEN.has(a.type) && CHOSEN.has(b.type));
  if (!isCompatible || normalise(a.question) !== normalise(b.question) || normalise(a.question) === '') return false;
  // "Name" among references is another question than "Name"; so is the second entry of a list.
  const isPlain = asked(a).sectionKind === 'applicant' && asked(b).sectionKind === 'applicant';
  return isPlain || normalise(a.section ?? '') === normalise(b.section ?? '');
}

/** By the options of this form: the very label, or one of the same words. */
function fitted(answer: Answer, { options, type }: Question): Answer {
  if (!options) return typeof answer === 'string' && type !== 'multi_select' ? answer : null;
  const optionFor = (label: string): string | undefined => (options.includes(label) ? label : options.filter((option) => sameWords(option, label)).length === 1 ? options.find((option) => sameWords(option, label)) : undefined);
  if (typeof answer === 'string') return type === 'multi_select' ? null : (optionFor(answer) ?? null);
  if (!Array.isArray(answer) || type !== 'multi_select') return null;
  const chosen = answer.map(optionFor);
  return chosen.every((label) => label !== undefined) ? (chosen as string[]) : null;
}
