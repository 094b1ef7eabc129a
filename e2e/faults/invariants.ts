import type { Commit } from '@countersign/event-log';

/** A command that was answered with success: what of it must be in the log. */
export interface Acknowledged {
  /** Which command, for a report. */
  readonly what: string;
  readonly subject: string;
  readonly type: string;
  /** A text that only this command wrote; it stands in the data of the event. */
  readonly marker?: string;
  /** Where the answer says it is. */
  readonly position?: number;
}
/** What the page was sent, by capture. */
export type Presses = ReadonlyMap<string, number>;
export interface Violation {
  readonly invariant: string;
  readonly detail: string;
}

/** How long after its deadline a session may still be ending. */
const DEADLINE_SLACK_MS = 5_000;

export function acknowledgedIsInTheLog(acknowledged: readonly Acknowledged[], commits: readonly Commit[]): Violation[] {
  const violation = (detail: string): Violation => ({ invariant: 'every acknowledged command is in the log', detail });
  const bySubject = Map.groupBy(commits, ({ subject }) => subject);
  const bySequence = new Map(commits.map((commit) => [commit.sequence, commit]));
  return acknowledged.flatMap(({ what, subject, type, marker, position }) => {
    const events = (bySubject.get(subject) ?? []).flatMap((commit) => commit.events).filter((event) => event.type === type);
    if (!events.some(({ data }) => marker === undefined || JSON.stringify(data).includes(marker))) return [violation(`${what}: ${subject} has no ${type}${marker ? ` with "${marker}"` : ''}`)];
    const there = position === undefined ? undefined : bySequence.get(position)?.subject;
    return position !== undefined && there !== subject ? [violation(`${what}: position ${position} was answered, where ${there ?? 'nothing'} is, not ${subject}`)] : [];
  });
}

export function versionsAreContiguous(commits: readonly Commit[]): Violation[] {
  const violations: Violation[] = [];
  const versions = new Map<string, number>();
  let position = commits[0]?.sequence ?? 1;
  for (const { sequence, subject, events } of commits) {
    if (sequence !== position) violations.push({ invariant: 'positions are contiguous', detail: `${sequence} comes where ${position} should` });
    position = sequence + 1;
    for (const { aggregateversion } of events) {
      const expected = (versions.get(subject) ?? 0) + 1;
      if (aggregateversion !== expected) violations.push({ invariant: 'versions of an aggregate are contiguous', detail: `${subject} has version ${aggregateversion} at ${sequence}, not ${expected}` });
      versions.set(subject, aggregateversion);
    }
  }
  return violations;
}

/** Each approval is followed by one start at most, each start is one press at most, and what the log calls submitted was pressed. */
export function submittedAtMostOnce(commits: readonly Commit[], presses: Presses): Violation[] {
  const violations: Violation[] = [];
  const invariant = 'at most one submission per approval';
  const captures = Map.groupBy(commits.filter(({ subject }) => subject.includes('.capture.')), ({ subject }) => subject.split('.').at(-1)!);
  for (const [id, own] of captures) {
    const names = own.flatMap((commit) => commit.events).map(({ type }) => type.split('.')[2]!);
    let mayStart = false;
    for (const name of names) {
      if (name === 'approved') mayStart = true;
      if (name === 'submission_started' && !mayStart) violations.push({ invariant, detail: `capture ${id} was started without an approval of its own: ${names.join(', ')}` });
      if (name === 'submission_started') mayStart = false;
    }
    const starts = names.filter((name) => name === 'submission_started').length;
    const pressed = presses.get(id) ?? 0;
    if (pressed > starts) violations.push({ invariant, detail: `capture ${id} was pressed ${pressed} times for ${starts} starts` });
    if (names.includes('submitted') && pressed === 0) violations.push({ invariant: 'what is called submitted was sent', detail: `capture ${id}: ${names.join(', ')}` });
  }
  for (const [id, pressed] of presses) if (pressed > 0 && !captures.has(id)) violations.push({ invariant, detail: `capture ${id} was pressed, and the log does not know it` });
  return violations;
}

export function noSubmissionIsForgotten(commits: readonly Commit[]): Violation[] {
  const open = new Map<string, string>();
  for (const event of commits.flatMap((commit) => commit.events)) {
    const [, aggregate, name] = event.type.split('.');
    if (aggregate === 'capture') open.set(event.subject, name!);
  }
  return [...open].filter(([, last]) => last === 'submission_started').map(([subject]) => ({ invariant: 'every submission gets an outcome', detail: `${subject} was started and has none` }));
}

export function noSessionOutlivesItsDeadline(commits: readonly Commit[], nowMs: number): Violation[] {
  const deadlines = new Map<string, number>();
  for (const { type, subject, data } of commits.flatMap((commit) => commit.events)) {
    const { expiresAt } = data as { expiresAt?: string };
    if (!type.startsWith('countersign.session.')) continue;
    if (/\.(expired|terminated)\./.test(type)) deadlines.delete(subject);
    else if (expiresAt !== undefined && /\.(started|extended)\./.test(type)) deadlines.set(subject, Date.parse(expiresAt));
  }
  return [...deadlines].filter(([, deadline]) => deadline + DEADLINE_SLACK_MS < nowMs)
    .map(([subject, deadline]) => ({ invariant: 'no session is past its deadline', detail: `${subject} should have ended at ${new Date(deadline).toISOString()}` }));
}
