import { normalise } from '../asked.ts';

/** Levels of education, lowest first. */
export const DEGREE_LEVELS = ['high_school', 'associate', 'bachelor', 'master', 'doctorate'] as const;
export type DegreeLevel = (typeof DEGREE_LEVELS)[number];

const PATTERNS: readonly (readonly [DegreeLevel, RegExp])[] = [
  ['doctorate', /\b(ph\.?d|phd|doctor(ate|al)?|d\.?phil|dr\.?sc)\b/],
  ['master', /\b(masters?|master's|m\.?sc|m\.?s|m\.?a|m\.?eng|m\.?ed|mba|m\.?b\.?a|m\.?phil|postgraduate)\b/],
  ['bachelor', /\b(bachelors?|bachelor's|b\.?sc|b\.?s|b\.?a|b\.?eng|b\.?tech|b\.?com|bba|undergraduate)\b/],
  ['associate', /\b(associates?|associate's|a\.?a\.?s)\b/],
  ['high_school', /\b(high[ -]school|secondary school|ged|abitur|a-levels?|baccalaureate)\b/],
];

/** The level that a degree or a label of an option is of; undefined when it names none, or more than one. */
export function degreeLevel(text: string): DegreeLevel | undefined {
  const words = normalise(text);
  if (/\b(some|no|incomplete|in progress|pursuing|currently|partial|working towards?|candidate)\b/.test(words)) return undefined;
  const found = PATTERNS.filter(([, pattern]) => pattern.test(words)).map(([level]) => level);
  return found.length === 1 ? found[0] : undefined;
}

export function isAtLeast(level: DegreeLevel, wanted: DegreeLevel): boolean {
  return DEGREE_LEVELS.indexOf(level) >= DEGREE_LEVELS.indexOf(wanted);
}
