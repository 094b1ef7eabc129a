import type { AnswerSource, Confidence, Evidence, FileAnswer } from '@countersign/contracts';
import type { ApplicationContext, CandidateFacts } from './candidate.ts';
import type { Asked } from './asked.ts';
import { normalise } from './asked.ts';
import type { Passage } from './resume.ts';

/** What a rule found, before it is fitted to the field that asks. */
export interface Finding {
  /** For a field without options; undefined: only an option can say it. */
  readonly text?: string;
  /** Whether a label of an option means this. Exactly one of the options must. Default: the same words as `text`. */
  readonly means?: (label: string, all: readonly string[]) => boolean;
  /** For a field of several choices: each option that `means` it is chosen. */
  readonly isMany?: boolean;
  readonly tick?: boolean;
  readonly file?: FileAnswer;
  readonly source: AnswerSource;
  readonly confidence: Confidence;
  readonly evidence: Evidence;
}

/** One kind of question. undefined: not this kind, or nothing is known; then no other answer is made up. */
export type Rule = (asked: Asked, candidate: CandidateFacts, now: Date, context: ApplicationContext) => Finding | undefined;

const MAX_SUMMARY = 500;
const MAX_PASSAGES = 20;
const MAX_PASSAGE = 1000;
const MAX_PATH = 300;

export function evidence(summary: string, passages: readonly Passage[]): Evidence {
  return {
    summary: summary.slice(0, MAX_SUMMARY),
    passages: passages.slice(0, MAX_PASSAGES).map(({ path, text }) => ({ path: path.slice(0, MAX_PATH), text: text.slice(0, MAX_PASSAGE) })),
  };
}

/** A text that stands in the resume as it is. */
export function fromResume(passage: Passage | undefined, confidence: Confidence = 'high', text = passage?.text): Finding | undefined {
  if (!passage || !text) return undefined;
  return { text, source: 'profile', confidence, evidence: evidence(`${passage.path} of the resume`, [passage]) };
}

/** Yes or no, for options that mean it ("Yes, I am") or a field of text. */
export function yesOrNo(yes: boolean, rest: Pick<Finding, 'source' | 'confidence' | 'evidence'>): Finding {
  return { text: yes ? 'Yes' : 'No', means: (label) => yesNoMeaning(label) === yes, ...rest };
}

/** true: the label says yes; false: no; undefined: something else, or more than that. */
export function yesNoMeaning(label: string): boolean | undefined {
  const text = normalise(label);
  if (/^(yes|y|true)\b|^(ja|oui|si)(?=$| )|^(i (do|am|have|can|will|would))$/.test(text)) return true;
  if (/^(no|n|false)\b(?! preference| answer| idea| opinion)|^(nein|nee)(?=$| )|^non$|^non (je|merci) |^(i (do|am|have|can|will|would) not|i (don't|haven't|can't|won't))$/.test(text)) return false;
  return undefined;
}

export function isYesNoField({ question }: Asked): boolean {
  const says = (meaning: boolean) => (question.options ?? []).some((label) => yesNoMeaning(label) === meaning);
  return question.type === 'yes_no' || (question.type === 'single_select' && says(true) && says(false));
}

export const sameWords = (a: string, b: string): boolean => normalise(a) === normalise(b);
