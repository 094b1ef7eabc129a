import { CorruptionError } from '../errors.ts';
import type { Commit } from '../event-log.ts';
import { decodeCommit } from './decode-commit.ts';
import type { StoredCommit } from './stored-commit.ts';

/** The commits of one aggregate, oldest first; versions without gaps, from 1 when the history is whole. @throws CorruptionError */
export function decodeHistory(stored: readonly StoredCommit[], isWhole: boolean): Commit[] {
  const commits = stored.map((one) => decodeCommit(one));
  let version = isWhole ? 0 : undefined;
  for (const { events, sequence, subject } of commits) {
    const first = events[0]!.aggregateversion;
    if (version !== undefined && first !== version + 1) {
      throw new CorruptionError(`commit ${sequence} (${subject}): begins with version ${first} after version ${version}`, sequence, { kind: 'commit', subject });
    }
    version = events.at(-1)!.aggregateversion;
  }
  return commits;
}
