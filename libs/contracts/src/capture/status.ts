/**
 * in_review: waits for a person · approved: may be submitted · submitting: the click may have happened ·
 * submitted, rejected: final · outcome_unknown: a person says what happened.
 */
export const CAPTURE_STATUSES = ['in_review', 'approved', 'rejected', 'submitting', 'submitted', 'outcome_unknown'] as const;
export type CaptureStatus = (typeof CAPTURE_STATUSES)[number];
