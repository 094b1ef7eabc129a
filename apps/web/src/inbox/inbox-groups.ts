import type { CaptureStatus, CaptureSummaryView, HandoffView, RunView, SessionView } from '@countersign/contracts';

/** What a person has to do something about; the rest of an inbox is for information. */
export const WAITING_STATUSES = ['in_review', 'approved', 'outcome_unknown', 'submitting'] as const satisfies readonly CaptureStatus[];
export const DONE_STATUSES = ['submitted', 'rejected'] as const satisfies readonly CaptureStatus[];

export interface RunGroup {
  readonly runId: string;
  readonly title: string;
  readonly candidateName: string | null;
  readonly captures: readonly CaptureSummaryView[];
}

const URGENCY: Record<CaptureStatus, number> = { outcome_unknown: 0, in_review: 1, approved: 2, submitting: 3, submitted: 4, rejected: 4 };

/** By run, the run whose oldest capture waits longest first; in a run the most urgent first. */
export function groupByRun(captures: readonly CaptureSummaryView[], runs: readonly RunView[]): RunGroup[] {
  const groups = new Map<string, CaptureSummaryView[]>();
  for (const capture of [...captures].sort(oldestFirst)) groups.set(capture.runId, [...(groups.get(capture.runId) ?? []), capture]);
  return [...groups].map(([runId, members]) => {
    const run = runs.find(({ id }) => id === runId);
    const candidateName = run?.candidateName ?? members.find((member) => member.candidateName !== null)?.candidateName ?? null;
    return {
      runId,
      candidateName,
      title: run?.title ?? (candidateName === null ? 'Run' : `Applications of ${candidateName}`),
      captures: [...members].sort((a, b) => URGENCY[a.status] - URGENCY[b.status] || oldestFirst(a, b)),
    };
  });
}

function oldestFirst(a: CaptureSummaryView, b: CaptureSummaryView): number {
  return a.capturedAt < b.capturedAt ? -1 : a.capturedAt > b.capturedAt ? 1 : 0;
}

export function newestFirst(captures: readonly CaptureSummaryView[], limit: number): CaptureSummaryView[] {
  return [...captures].sort((a, b) => oldestFirst(b, a)).slice(0, limit);
}

export interface OpenHandoff {
  readonly session: SessionView;
  readonly handoff: HandoffView;
}

/** Hand-offs that nobody has completed, the one with the nearest deadline first. */
export function openHandoffs(sessions: readonly SessionView[]): OpenHandoff[] {
  return sessions
    .filter(({ status }) => status === 'active')
    .flatMap((session) => session.handoffs.filter(({ outcome }) => outcome === null).map((handoff) => ({ session, handoff })))
    .sort((a, b) => (a.handoff.deadline < b.handoff.deadline ? -1 : 1));
}
