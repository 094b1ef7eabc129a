import { describe, expect, it } from '@jest/globals';
import type { Commit } from '@countersign/event-log';
import { acknowledgedIsInTheLog, noSessionOutlivesItsDeadline, noSubmissionIsForgotten, submittedAtMostOnce, versionsAreContiguous } from './invariants.ts';

const ID = '0e1f2a3b-0000-8000-a000-000000000001';
const subjectOf = (aggregate: string) => `countersign.events.${aggregate}.${ID}`;

/** Commits of one event each, in the order of the log. */
function logOf(...events: readonly (readonly [type: string, data?: object])[]): Commit[] {
  const versions = new Map<string, number>();
  return events.map(([type, data = {}], index) => {
    const aggregate = type.split('.')[0]!;
    versions.set(aggregate, (versions.get(aggregate) ?? 0) + 1);
    const event = { type: `countersign.${type}.v1`, subject: `${aggregate}/${ID}`, aggregateversion: versions.get(aggregate)!, data };
    return { sequence: index + 1, subject: subjectOf(aggregate), commitId: String(index), storedAt: new Date(0), events: [event] } as unknown as Commit;
  });
}
const names = (violations: readonly { invariant: string }[]) => violations.map(({ invariant }) => invariant);

describe('the invariants of a fault run', () => {
  it('find an acknowledged command that is not in the log, or not where the answer said', () => {
    const commits = logOf(['run.registered', { title: 'one' }], ['task.registered']);
    const made = { what: 'a run', subject: subjectOf('run'), type: 'countersign.run.registered.v1', marker: 'one', position: 1 };
    expect(acknowledgedIsInTheLog([made], commits)).toEqual([]);
    expect(acknowledgedIsInTheLog([{ ...made, marker: 'two' }], commits)).toHaveLength(1);
    expect(acknowledgedIsInTheLog([{ ...made, position: 2 }], commits)).toHaveLength(1);
    expect(acknowledgedIsInTheLog([made], [])).toHaveLength(1);
  });

  it('find versions and positions that are missing or there twice', () => {
    const commits = logOf(['capture.form_captured'], ['capture.answer_edited'], ['capture.approved']);
    expect(versionsAreContiguous(commits)).toEqual([]);
    expect(names(versionsAreContiguous([commits[0]!, commits[2]!]))).toEqual(['positions are contiguous', 'versions of an aggregate are contiguous']);
    expect(names(versionsAreContiguous([commits[0]!, { ...commits[0]!, sequence: 2 }]))).toEqual(['versions of an aggregate are contiguous']);
  });

  it('find a second press, a start without an approval of its own, and a success that was never sent', () => {
    const sent = logOf(['capture.approved'], ['capture.submission_started'], ['capture.submitted']);
    expect(submittedAtMostOnce(sent, new Map([[ID, 1]]))).toEqual([]);
    expect(submittedAtMostOnce(sent, new Map([[ID, 2]]))).toHaveLength(1);
    expect(submittedAtMostOnce(sent, new Map())).toHaveLength(1);
    expect(submittedAtMostOnce([], new Map([[ID, 1]]))).toHaveLength(1);
    const twice = logOf(['capture.approved'], ['capture.submission_started'], ['capture.submission_failed'], ['capture.submission_started'], ['capture.submitted']);
    expect(submittedAtMostOnce(twice, new Map([[ID, 2]]))).toHaveLength(1);
    const approvedAgain = logOf(['capture.approved'], ['capture.submission_started'], ['capture.submission_failed'], ['capture.approved'], ['capture.submission_started'], ['capture.submitted']);
    expect(submittedAtMostOnce(approvedAgain, new Map([[ID, 2]]))).toEqual([]);
  });

  it('find a submission that nobody looked after', () => {
    expect(noSubmissionIsForgotten(logOf(['capture.approved'], ['capture.submission_started']))).toHaveLength(1);
    expect(noSubmissionIsForgotten(logOf(['capture.submission_started'], ['capture.submission_outcome_unknown']))).toEqual([]);
  });

  it('find a session that is past its deadline, as it was last extended', () => {
    const started = ['session.started', { expiresAt: '2026-01-01T10:00:00.000Z' }] as const;
    const later = Date.parse('2026-01-01T10:01:00.000Z');
    expect(noSessionOutlivesItsDeadline(logOf(started), later)).toHaveLength(1);
    expect(noSessionOutlivesItsDeadline(logOf(started, ['session.extended', { expiresAt: '2026-01-01T11:00:00.000Z' }]), later)).toEqual([]);
    expect(noSessionOutlivesItsDeadline(logOf(started, ['session.expired']), later)).toEqual([]);
  });
});
