import type { SubmissionEvidence } from './events.ts';
import type { Answer, AnswerSource, Confidence, FieldType, ReadBackValue } from './field.ts';

/** An answer that was changed by hand or by the automation: who, when, from, to. */
export interface AnswerEdit {
  by: string;
  at: string;
  from: Answer;
  to: Answer;
  source: AnswerSource;
}

/**
 * What became of one answer at the page. matches: the page held it right before the press, and took it · differs: the page held or
 * has something else · refused: the page showed an error there · not_sent: nothing was pressed yet · unverified: pressed,
 * but what the page held was not recorded.
 */
export const VERDICTS = ['matches', 'differs', 'refused', 'not_sent', 'unverified'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface ComparedField {
  fieldId: string;
  question: string;
  type: FieldType;
  section: string | null;
  required: boolean;
  sensitive: boolean;
  /** What rules, a model or the automation said first; null: no answer was found. */
  proposed: { answer: Answer; source: AnswerSource; confidence: Confidence } | null;
  /** Oldest first. */
  edits: AnswerEdit[];
  /** A person let the proposal stand as it is. */
  confirmed: { by: string; at: string } | null;
  /** Null: not approved, or not yet. */
  approved: { answer: Answer; by: string; at: string } | null;
  /** What the page held right before the press; null: not pressed, or not recorded. */
  submitted: { value: ReadBackValue } | null;
  verdict: Verdict;
  /** What the page said, or what was found instead. */
  message: string | null;
  /** Approved is other than proposed, or the page's verdict is not that it matches. */
  different: boolean;
}

export interface ComparedSubmission {
  id: string;
  startedAt: string;
  /** not_submitted: a person said so of an unknown outcome. */
  outcome: 'submitting' | 'submitted' | 'failed' | 'unknown' | 'not_submitted';
  endedAt: string | null;
  /** Who said how an unknown outcome ended. */
  resolvedBy: string | null;
  note: string | null;
  evidence: SubmissionEvidence | null;
}

export interface ComparedStep {
  step: number;
  approval: { by: string; at: string; answersSha256: string } | null;
  /** The last one of this step. */
  submission: ComparedSubmission | null;
  fields: ComparedField[];
}

/** What was captured, approved and submitted, side by side. */
export interface ComparisonView {
  captureId: string;
  version: number;
  steps: ComparedStep[];
}
