import type { Answer, Confidence, Difference, PageError, ProposedAnswer, ReadBackValue, SubmissionEvidence } from '@countersign/contracts';
import type { FormRead } from './capture.ts';

/** A form with the answers that rules, or the caller, found for it. */
export interface AnsweredForm {
  readonly form: FormRead;
  readonly answers: readonly ProposedAnswer[];
}

/** What the page held in a field right before the press. */
export interface ReadBack {
  readonly fieldId: string;
  readonly value: ReadBackValue;
}

export type CaptureCommand =
  | ({ readonly type: 'capture'; readonly taskId: string; readonly runId: string; readonly candidateId: string } & AnsweredForm)
  /** `byPerson` false: an automation writes, to no sensitive question. */
  | { readonly type: 'edit'; readonly expectedVersion: number; readonly byPerson: boolean; readonly answers: readonly { readonly fieldId: string; readonly answer: Answer }[] }
  /** A person lets proposed answers stand: those of the fields, or all of a confidence at once. */
  | { readonly type: 'confirm'; readonly expectedVersion?: number; readonly fieldIds?: readonly string[]; readonly confidence?: Extract<Confidence, 'high'> }
  /** `approver`: given where whoever approves must have written none of the answers. */
  | { readonly type: 'approve'; readonly expectedVersion?: number; readonly answersSha256: string; readonly approver?: string }
  | { readonly type: 'reject'; readonly expectedVersion?: number; readonly reason: string }
  | ({ readonly type: 'recapture'; readonly expectedVersion?: number } & AnsweredForm)
  /** The form is filled and read back; the press follows. `answersSha256` is the digest of what was filled in. */
  | { readonly type: 'start_submission'; readonly submissionId: string; readonly answersSha256: string; readonly readBack?: readonly ReadBack[] }
  /** Nothing was pressed. `reread`: the form as it is now, when it could be read. */
  | {
      readonly type: 'block_submission';
      readonly reason: 'form_changed' | 'value_not_accepted' | 'form_not_found';
      readonly differences: readonly Difference[];
      readonly reread?: AnsweredForm;
    }
  | { readonly type: 'fail_submission'; readonly submissionId: string; readonly errors: readonly PageError[] }
  | { readonly type: 'lose_outcome'; readonly submissionId: string; readonly detail: string; readonly evidence?: SubmissionEvidence }
  /** `next`: the following step of a wizard, which the page showed after this one was sent. */
  | { readonly type: 'complete_submission'; readonly submissionId: string; readonly evidence: SubmissionEvidence; readonly next?: AnsweredForm }
  | { readonly type: 'resolve_outcome'; readonly expectedVersion?: number; readonly outcome: 'submitted' | 'not_submitted'; readonly note: string | null };
