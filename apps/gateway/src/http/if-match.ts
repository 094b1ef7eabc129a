import { ProblemError } from './problem.ts';

export function etagOf(version: number): string {
  return `"${version}"`;
}

/** The version that an If-Match names. @throws ProblemError if_match_invalid */
export function versionOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined) return undefined;
  const version = /^"([1-9][0-9]{0,14})"$/.exec(ifMatch.trim())?.[1];
  if (version === undefined) throw new ProblemError('if_match_invalid');
  return Number(version);
}

/** @throws ProblemError if_match_required, if_match_invalid */
export function requiredVersionOf(ifMatch: string | undefined): number {
  const version = versionOf(ifMatch);
  if (version === undefined) throw new ProblemError('if_match_required');
  return version;
}
