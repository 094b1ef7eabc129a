/** Every limit of the log in one place. */

/** Events of one decision. */
export const MAX_EVENTS_PER_COMMIT = 500;
/** One commit; what does not fit into a message of the server goes into the object store. */
export const MAX_COMMIT_BYTES = 16 * 1024 * 1024;
/** Writing or reading one in the object store. */
export const LARGE_COMMIT_TIMEOUT_MS = 30_000;
/** Room in a message for headers, below the server's `max_payload`. */
export const HEADER_RESERVE_BYTES = 2_048;

/** One attempt to append waits this long for its acknowledgement. */
export const APPEND_TIMEOUT_MS = 2_500;
/** All attempts together end well inside the stream's duplicate window of two minutes. */
export const MAX_APPEND_ATTEMPTS = 6;
/** Answers of the server to reads. */
export const READ_TIMEOUT_MS = 5_000;
/** Reads that a broken connection interrupted are made again. */
export const MAX_READ_ATTEMPTS = 3;
/** A connection over which no answer to so many pings comes is broken, though nobody said so: after 10 to 15 seconds. */
export const PING_INTERVAL_MS = 5_000;
export const MAX_PINGS_UNANSWERED = 2;
/** Between two attempts to connect again; up to twice as long. */
export const RECONNECT_WAIT_MS = 250;
/** How long to try until NATS answers for the first time. */
export const CONNECT_TIMEOUT_MS = 30_000;

export const DEFAULT_MAX_BATCH = 1_000;
/** A batch with this much in it is handed over though it is not full. */
export const MAX_BATCH_BYTES = 8 * 1024 * 1024;
/** Commits taken and verified before the event loop has its turn; with a thousand at once a fifth of the time went to collecting garbage that had grown old. */
export const VERIFY_SLICE = 200;
/** Commits that wait in memory while a batch is being handled. */
export const MAX_BUFFERED_BATCHES = 4;
/** One request of a follower for commits is answered with this much at most. */
export const MAX_PULL_BYTES = 32 * 1024 * 1024;
/** A request that is not served whole ends, and is made again. */
export const PULL_EXPIRES_MS = 30_000;
/** With nothing to deliver the server says this often that it is there; a follower whose server misses three begins again. */
export const IDLE_HEARTBEAT_MS = 5_000;
/** While a backlog is arriving, a batch that is not full waits this long for more. */
export const FILL_BATCH_MS = 5;
/** A follower that hears nothing asks this often whether the log has grown without it. */
export const IDLE_CHECK_MS = 5_000;
/** A follower that stopped at a corruption asks this often whether an operator let it pass over. */
export const DECISION_CHECK_MS = 500;
/** Event ids that a follower remembers at least, and up to twice as many, to find one that comes again. */
export const MIN_IDS_REMEMBERED = 100_000;
/** Aggregates whose last version a follower remembers. */
export const MAX_VERSIONS_REMEMBERED = 200_000;

export const DEFAULT_MAX_DELIVERIES = 8;
/** A delivery that is not answered for this long is made again; while a handler runs, it is told to wait. */
export const DELIVERY_TIMEOUT_MS = 30_000;
/** Commits fetched ahead by a reactor. */
export const MAX_PREFETCHED = 16;

/** 50 ms, doubling, at most 10 s. */
export function backoffMs(attempt: number): number {
  return Math.min(10_000, 50 * 2 ** Math.min(attempt, 20));
}

/** Entries of the journal about one text are cut to this. */
export const MAX_JOURNAL_TEXT = 2_000;
/** A reactor asks this often whether an operator wants a parked commit handled again. */
export const RETRY_CHECK_MS = 1_000;
/** Events behind the last snapshot after which a load saves the next. */
export const SNAPSHOT_EVERY_EVENTS = 100;
/** A larger state is not kept as a snapshot. */
export const MAX_SNAPSHOT_BYTES = 512 * 1024;
/** Messages that one request for a history is answered with at most, where the server can (2.11). */
export const HISTORY_BATCH = 256;
/** A piece of a stream that is copied or restored; below what any server takes as one message. */
export const SNAPSHOT_CHUNK_BYTES = 128 * 1024;
/** The server is taken for gone when it says nothing for this long while a stream is copied or restored. */
export const SNAPSHOT_SILENCE_MS = 30_000;
