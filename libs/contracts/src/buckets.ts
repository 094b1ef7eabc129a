import {
  DOCUMENTS_BUCKET, LARGE_COMMITS_BUCKET, OPEN_SUBMISSIONS_BUCKET, PROFILE_RECORDS_BUCKET, PROFILES_BUCKET, RECORDINGS_BUCKET, SESSION_HOSTS_BUCKET, SESSION_LEASES_BUCKET, SESSION_NODES_BUCKET,
  SESSION_RUNS_BUCKET, SNAPSHOTS_BUCKET,
} from './subjects.ts';

/** `ttl` milliseconds; `allow_direct` false: a copy of the stream may be behind, so its leader answers. */
export interface KvBucketOptions {
  readonly history: 1;
  readonly ttl?: number;
  readonly allow_direct?: boolean;
}

const DAY_MS = 24 * 3600 * 1000;

/** How each KV bucket is made, by whoever makes it: the bootstrap, or the first service where there are no accounts. */
export const KV_BUCKETS = {
  /** Longer than any session may live: what a lost node left goes away by itself. */
  [SESSION_LEASES_BUCKET]: { history: 1, ttl: 7 * DAY_MS },
  /** Much longer than any session may live, so that what is left of the removed ones goes away by itself. */
  [SESSION_HOSTS_BUCKET]: { history: 1, ttl: 30 * DAY_MS, allow_direct: false },
  [SESSION_RUNS_BUCKET]: { history: 1, ttl: 30 * DAY_MS, allow_direct: false },
  /** What a node that never came back left goes away by itself. */
  [SESSION_NODES_BUCKET]: { history: 1, ttl: 7 * DAY_MS, allow_direct: false },
  [PROFILE_RECORDS_BUCKET]: { history: 1, allow_direct: false },
  [OPEN_SUBMISSIONS_BUCKET]: { history: 1 },
  [SNAPSHOTS_BUCKET]: { history: 1 },
} as const satisfies Record<string, KvBucketOptions>;

/** All in files; {@link RECORDINGS_BUCKET} has a retention that is configured. */
export const OBJECT_BUCKETS = [DOCUMENTS_BUCKET, LARGE_COMMITS_BUCKET, PROFILES_BUCKET, RECORDINGS_BUCKET] as const;
