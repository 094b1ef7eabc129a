import type { Answer, ProposedAnswer, Question } from '@countersign/contracts';
import { misfit } from '../capture/domain/answer-fit.ts';
import { asked, type Asked } from './asked.ts';
import type { ApplicationContext, CandidateFacts } from './candidate.ts';
import { evidence, sameWords, type Finding, type Rule } from './finding.ts';
import { addressRule } from './rules/address.ts';
import { authorizationRule } from './rules/authorization.ts';
import { contactRule } from './rules/contact.ts';
import { documentRule } from './rules/documents.ts';
import { educationRule } from './rules/education.ts';
import { employmentRule } from './rules/employment.ts';
import { experienceCheckRule } from './rules/experience-check.ts';
import { experienceYearsRule } from './rules/experience-years.ts';
import { languageRule } from './rules/languages.ts';
import { linkRule } from './rules/links.ts';
import { nameRule } from './rules/names.ts';
import { preferenceRule } from './rules/preferences.ts';
import { resumePartRule } from './rules/resume-parts.ts';
import { skillLevelRule } from './rules/skill-level.ts';
import { isForPersonOnly } from './sensitive.ts';

/** In the order in which they are asked; the first that finds something answers. */
const RULES: readonly Rule[] = [
  documentRule, nameRule, contactRule, addressRule, linkRule, employmentRule, educationRule, languageRule,
  authorizationRule, preferenceRule, resumePartRule, experienceYearsRule, experienceCheckRule, skillLevelRule,
];

/**
 * The answer to one question from what the candidate told us, with its source, confidence and evidence; null when none
 * is certain enough. What is known but fits no option comes without an answer, with evidence that says so. A wrong answer costs more than none: patterns are whole phrases, an answer that is not among the
 * options is none, sensitive questions and consents are left to a person, and "no" is never concluded from silence.
 * Pure: `now` is what "until today" means.
 */
export function answer(question: Question, candidate: CandidateFacts, now: Date, context: ApplicationContext): ProposedAnswer | null {
  if (isForPersonOnly(question)) return null;
  const read = asked(question);
  return byRules(read, candidate, now, context) ?? fromFile(read, candidate, now, context);
}

function byRules(read: Asked, candidate: CandidateFacts, now: Date, context: ApplicationContext): ProposedAnswer | null {
  const { question } = read;
  for (const rule of RULES) {
    const found = rule(read, candidate, now, context);
    if (!found) continue;
    const fitted = fit(read, found);
    const problem = fitted === null ? 'It is none of the options.' : misfit(question, fitted);
    if (problem !== undefined) return fitted === null && !question.options ? null : flagged(question, found, problem);
    return { fieldId: question.id, answer: fitted, source: found.source, confidence: found.confidence, evidence: found.evidence };
  }
  return null;
}

/** By the same rules from what was read out of the uploaded resume: of low confidence, with the line it was read from. */
function fromFile(read: Asked, candidate: CandidateFacts, now: Date, context: ApplicationContext): ProposedAnswer | null {
  const { readFromFile: file } = candidate;
  if (!file) return null;
  const proposal = byRules(read, { resume: file.resume, preferences: {}, documents: [] }, now, context);
  if (!proposal || proposal.answer === null) return null;
  const paths = new Set((proposal.evidence?.passages ?? []).map(({ path }) => path));
  const lines = new Map(file.passages.filter(({ path }) => paths.has(path)).map(({ line, text }) => [`${file.name} line ${line}`, text]));
  const passages = [...lines].map(([path, text]) => ({ path, text }));
  // Without a line that a reviewer can look up it is no answer.
  return passages.length === 0 ? null : { ...proposal, confidence: 'low', evidence: evidence(`Read from the text of ${file.name}`, passages) };
}

/** No answer but a flag: a reviewer sees what is known and why it could not be given. */
function flagged(question: Question, found: Finding, problem: string): ProposedAnswer {
  const known = found.text === undefined ? 'An answer is known' : `“${found.text.slice(0, 200)}” is known`;
  return { fieldId: question.id, answer: null, source: found.source, confidence: 'low', evidence: { ...found.evidence, summary: `${known} (${found.evidence.summary}) but does not fit. ${problem}`.slice(0, 500) } };
}

/** The answers of a whole form, in its order; questions without one are left out. */
export function answers(questions: readonly Question[], candidate: CandidateFacts, now: Date, context: ApplicationContext): ProposedAnswer[] {
  return questions.flatMap((question) => answer(question, candidate, now, context) ?? []);
}

function fit({ question }: Asked, found: Finding): Answer {
  if (question.type === 'file') return found.file ?? null;
  if (question.type === 'checkbox') return found.tick ?? null;
  const { options } = question;
  if (question.type === 'multi_select') {
    const chosen = options && found.isMany && found.means ? options.filter((label) => found.means!(label, options)) : [];
    return chosen.length > 0 ? chosen : null;
  }
  if (!options) return found.text ?? null;
  const means = found.means ?? ((label: string) => found.text !== undefined && sameWords(label, found.text));
  const chosen = options.filter((label) => means(label, options));
  return chosen.length === 1 ? chosen[0]! : null;
}
