import type { Question } from '@countersign/contracts';
import { inEnglish } from './other-languages.ts';

export type SectionKind = 'applicant' | 'work' | 'education' | 'somebody_else';

/** A question, read: what it says without decoration, and whom or what its section is about. */
export interface Asked {
  readonly question: Question;
  /** Lower case, without accents, marks of duty and most punctuation. */
  readonly text: string;
  /** The text without "please enter", "what is your" and the like: `linkedin profile`. */
  readonly core: string;
  readonly sectionKind: SectionKind;
  /** Which of several entries the section is about, from 1: "Work Experience 2". */
  readonly entry: number;
}

export function asked(question: Question): Asked {
  const text = inEnglish(normalise(question.question));
  const section = normalise(question.section ?? '');
  return { question, text, core: coreOf(text), sectionKind: sectionKindOf(section), entry: Number(/\b(\d{1,2})\b/.exec(section)?.[1] ?? 1) };
}

export function normalise(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[‘’`´]/g, "'")
    .replace(/[‐-―]/g, '-')
    .replace(/\(\s*(required|optional)\s*\)/g, ' ')
    .replace(/\((e?s)\)/g, '$1')
    .replace(/[^\p{L}\p{N}'/&+#.\-$]+/gu, ' ')
    .replace(/\.(?=\s|$)/g, ' ')
    .replace(/(^|\s)[-/]+(?=\s|$)/g, (mark) => (mark.includes('/') ? '/' : ' '))
    .replace(/\s*\/\s*/g, '/')
    .replace(/\s+/g, ' ')
    .trim();
}

const OPENINGS = [
  /^please /,
  /^(enter|provide|list|share|add|tell us|let us know|confirm|include|give us|specify|indicate|select|choose|upload|attach|submit|paste|re-?enter)( us)?( with)? /,
  /^(state|type) (?=your |the |my )/,
  /^(what is|what's|what are|what was|what were|who is|who was|which is) /,
  /^(your|the|my|a|an|candidate's|applicant's|candidate|applicant) (?=\S)/,
];
const CLOSINGS = / (required|optional|here|below|if any|if applicable|if available|if you have one|if different|to reach you( at| on)?|at which (we can|to) reach you|as (it )?(appears|shown|stated|written|displayed) (on|in) .*|(with|including|incl) (the )?(country|area)( and area)? code)$/;

function coreOf(text: string): string {
  let core = text;
  for (let round = 0; round < 4; round++) {
    const before = core;
    for (const opening of OPENINGS) core = core.replace(opening, '');
    core = core.replace(CLOSINGS, '');
    if (core === before) break;
  }
  return core;
}

function sectionKindOf(section: string): SectionKind {
  if (SOMEBODY_ELSE.test(section)) return 'somebody_else';
  if (/\b(work experience|professional experience|experience \d+|work history|employment history|previous (jobs?|positions?)|(job|position|employer|employment) \d+)\b|^employment$/.test(section)) return 'work';
  if (/\b(education|schooling|academic)\b/.test(section)) return 'education';
  return 'applicant';
}

/** People (and their things) that a question may be about instead of the applicant. */
const SOMEBODY_ELSE =
  /\b(references?|referees?|referrers?|referrals?|referred|recommend\w*|emergency|spouse|partner|parents?|guardian|mother|father|next of kin|kin|supervisors?|managers?|recruiters?|colleagues?|friends?|relatives?|family(?! name)|dependents?|clients?|customers?|interviewers?|vendors?|agency|agent)\b/;

/** Whether the question names somebody who is not the applicant: none of the rules about the applicant may answer it. */
export function isAboutSomebodyElse({ text, sectionKind }: Asked): boolean {
  return sectionKind === 'somebody_else' || SOMEBODY_ELSE.test(text);
}
