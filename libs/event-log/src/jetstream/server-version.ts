export interface ServerFacts {
  readonly version: string;
  readonly isClustered: boolean;
}

type Version = readonly [major: number, minor: number, patch: number];

/**
 * Why a server must not hold the log; undefined when it may. Sources: expected sequences are only a pre-check in a
 * cluster before 2.9.21 (nats-server pull request 4319); 2.10.0 to 2.10.22 can lose a stream when the process crashes
 * (fixed in 2.10.23); direct get of the next message of a subject needs 2.9.
 */
export function refusal({ version, isClustered }: ServerFacts): string | undefined {
  const parsed = parse(version);
  if (!parsed) return `nats-server ${version} has no version that can be read`;
  if (isBefore(parsed, [2, 9, 0])) return `nats-server ${version} is older than 2.9`;
  if (isClustered && isBefore(parsed, [2, 9, 21])) return `nats-server ${version} in a cluster does not enforce expected sequences; it needs 2.9.21 or newer`;
  if (!isBefore(parsed, [2, 10, 0]) && isBefore(parsed, [2, 10, 23])) return `nats-server ${version} can lose a stream in a crash; it needs 2.10.23 or newer`;
  return undefined;
}

/** What an operator should know about a server that may hold the log; undefined when there is nothing. */
export function caution({ version }: ServerFacts): string | undefined {
  const parsed = parse(version);
  return parsed && isBefore(parsed, [2, 10, 0])
    ? `nats-server ${version} writes to disk within 60 seconds and cannot be told to do it at once (sync_interval, from 2.10 on): a loss of power can lose the last minute of the log`
    : undefined;
}

/** One direct get is answered with many messages. */
export function hasBatchedGets({ version }: Pick<ServerFacts, 'version'>): boolean {
  const parsed = parse(version);
  return parsed !== undefined && !isBefore(parsed, [2, 11, 0]);
}

function parse(version: string): Version | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

function isBefore(a: Version, b: Version): boolean {
  const difference = a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
  return difference < 0;
}
