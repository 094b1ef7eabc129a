import { parseEntityTags } from './entity-tags.ts';
import { ProblemError } from './problem.ts';

export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * The version that an If-Match names; undefined: any (`*`, or no header). By strong comparison (RFC 9110, 13.1.1), so a weak tag is no version.
 * Of several the newest: versions only grow, so where it was given out no older one can be the current one.
 * @throws ProblemError if_match_invalid; version_conflict when no tag of it can be a version
 */
export function versionOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined) return undefined;
  const tags = parseEntityTags(ifMatch);
  if (tags === undefined) throw new ProblemError('if_match_invalid');
  if (tags === '*') return undefined;
  const versions = tags.filter(({ isWeak, opaque }) => !isWeak && /^[1-9][0-9]{0,14}$/.test(opaque)).map(({ opaque }) => Number(opaque));
  if (versions.length === 0) throw new ProblemError('version_conflict');
  return Math.max(...versions);
}

/** `*` says nothing of what was seen, which is what is asked for. @throws ProblemError if_match_required, if_match_invalid, version_conflict */
export function requiredVersionOf(ifMatch: string | undefined): number {
  const version = versionOf(ifMatch);
  if (version === undefined) throw new ProblemError('if_match_required');
  return version;
}
