import type { Commit, EventLog } from '@countersign/event-log';
import type { SessionFacts } from './domain/profile-record.ts';

const ENDS: ReadonlySet<string> = new Set(['countersign.session.start_failed.v1', 'countersign.session.expired.v1', 'countersign.session.terminated.v1']);

function factsOf(commits: readonly Commit[]): SessionFacts {
  const events = commits.flatMap((commit) => commit.events);
  const saved = events.find(({ type }) => type === 'countersign.session.profile_saved.v1');
  return {
    status: events.length === 0 ? 'unknown' : events.some(({ type }) => ENDS.has(type)) ? 'ended' : 'active',
    savedSha256: saved ? (saved.data as { sha256: string }).sha256 : null,
  };
}

export async function loadSessionFacts(log: EventLog, sessionId: string): Promise<SessionFacts> {
  return factsOf(await log.load('session', sessionId));
}

export async function loadCandidateStatus(log: EventLog, candidateId: string): Promise<'unknown' | 'registered' | 'erased'> {
  const events = (await log.load('candidate', candidateId)).flatMap((commit) => commit.events);
  if (events.length === 0) return 'unknown';
  return events.some(({ type }) => type === 'countersign.candidate.erased.v1') ? 'erased' : 'registered';
}
