import { normalise } from '../asked.ts';

/** Levels of education, lowest first. */
export const DEGREE_LEVELS = ['high_school', 'associate', 'bachelor', 'master', 'doctorate'] as const;
export type DegreeLevel = (typeof DEGREE_LEVELS)[number];
/** What a degree is in, where its name says so: a Bachelor of Arts is not a Bachelor of Science. */
type Kind = 'arts' | 'science' | 'engineering' | 'business' | 'law' | 'medicine' | 'education';
interface Degree { readonly level: DegreeLevel; readonly kind: Kind | undefined }

const LEVELS: readonly (readonly [DegreeLevel, RegExp])[] = [
  ['doctorate', /\b(ph\.? ?d|phd|doctor(ate|al)?|d\.?phil|dr\.?sc|promotion|doktor|doctorat|doctorado|j\.?d|m\.?d|juris doctor)\b/],
  ['master', /\b(masters?|master's|m\.? ?sc|m\.?s|m\.?a|m\.?eng|m\.?ed|mba|m\.?b\.?a|m\.?phil|m\.?tech|postgraduate|diplom|magister|maestria|mestrado)\b/],
  ['bachelor', /\b(bachelors?|bachelor's|b\.? ?sc|b\.?s|b\.?a|b\.?eng|b\.?tech|b\.?com|bba|undergraduate( degree)?|licence|licenciatura|grado)\b/],
  ['associate', /\b(associates?|associate's|a\.?a\.?s)\b/],
  ['high_school', /\b(high[ -]school|secondary (school|education)|ged|abitur|a-levels?|baccalaureate|baccalaureat|matura|bachillerato)\b/],
];
const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['business', /\b(business administration|m\.?b\.?a|bba)\b/], ['law', /\b(juris|law|j\.?d|ll\.?[bm])\b/], ['medicine', /\b(medicine|m\.?d)\b/], ['education', /\b(of education|m\.?ed|b\.?ed)\b/],
  ['engineering', /\b(of (engineering|technology)|[bm]\.?eng|[bm]\.?tech)\b/], ['science', /\b(of sciences?|[bm]\.? ?sc|[bm]\.?s)\b/], ['arts', /\b(of arts|[bm]\.?a)\b/],
];
const UNFINISHED = /\b(less than|lower than|below|under|without|more than|higher than|beyond|some|no|not|incomplete|in progress|pursuing|currently|partial|working towards?|candidate|student|completing)\b/;

function degreeOf(text: string): Degree | undefined {
  const words = normalise(text);
  if (UNFINISHED.test(words)) return undefined;
  const levels = LEVELS.filter(([, pattern]) => pattern.test(words)).map(([level]) => level);
  if (levels.length !== 1) return undefined;
  const kinds = KINDS.filter(([, pattern]) => pattern.test(words)).map(([kind]) => kind);
  // "Master's (MA, MS, MBA)" is of all kinds.
  return { level: levels[0]!, kind: kinds.length === 1 && !/^[^(]*\([^,/]*[,/].*\)/.test(text) ? kinds[0] : undefined };
}

/** The level that a degree or a label of an option is of; undefined when it names none, or more than one. */
export function degreeLevel(text: string): DegreeLevel | undefined {
  return degreeOf(text)?.level;
}

/** Whether an option is the one for a degree: of its level and kind, or of its level alone where no option is for the kind. */
export function isOptionForDegree(label: string, degree: string, options: readonly string[]): boolean {
  const held = degreeOf(degree);
  const offered = degreeOf(label);
  if (!held || offered?.level !== held.level) return false;
  if (offered.kind !== undefined) return offered.kind === held.kind;
  return held.kind === undefined || !options.some((other) => { const of = degreeOf(other); return of?.level === held.level && of.kind === held.kind; });
}

export function isAtLeast(level: DegreeLevel, wanted: DegreeLevel): boolean {
  return DEGREE_LEVELS.indexOf(level) >= DEGREE_LEVELS.indexOf(wanted);
}
