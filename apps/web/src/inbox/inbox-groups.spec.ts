import type { CaptureSummaryView, HandoffView, RunView, SessionView } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import { groupByRun, newestFirst, openHandoffs } from './inbox-groups.ts';

const capture = (id: string, runId: string, capturedAt: string, status: CaptureSummaryView['status'] = 'in_review') => ({ id, runId, capturedAt, status, candidateName: 'Ada' }) as CaptureSummaryView;
const ids = (captures: readonly { id: string }[]) => captures.map(({ id }) => id);

describe('inbox', () => {
  it('puts the run that waits longest first, and what is most urgent first in it', () => {
    const groups = groupByRun([capture('a', 'r2', '2026-01-03'), capture('b', 'r1', '2026-01-02'), capture('c', 'r2', '2026-01-04', 'outcome_unknown'), capture('d', 'r1', '2026-01-01', 'approved')], []);
    expect(groups.map(({ runId, captures }) => [runId, ids(captures)])).toEqual([['r1', ['b', 'd']], ['r2', ['c', 'a']]]);
  });

  it('names a run by its title, else by its candidate', () => {
    const run = { id: 'r1', title: 'Spring', candidateName: 'Ada' } as RunView;
    expect(groupByRun([capture('a', 'r1', '1'), capture('b', 'r2', '2')], [run]).map(({ title }) => title)).toEqual(['Spring', 'Applications of Ada']);
  });

  it('shows the newest of what is done, up to a limit', () => {
    expect(ids(newestFirst([capture('a', 'r', '1'), capture('b', 'r', '3'), capture('c', 'r', '2')], 2))).toEqual(['b', 'c']);
  });

  it('lists open hand-offs of active sessions only', () => {
    const handoff = (id: string, deadline: string, outcome: HandoffView['outcome'] = null) => ({ id, deadline, outcome }) as HandoffView;
    const session = (status: SessionView['status'], handoffs: HandoffView[]) => ({ status, handoffs }) as SessionView;
    const open = openHandoffs([session('active', [handoff('late', '3'), handoff('done', '1', 'done')]), session('expired', [handoff('gone', '1')]), session('active', [handoff('soon', '2')])]);
    expect(open.map(({ handoff: { id } }) => id)).toEqual(['soon', 'late']);
  });
});
