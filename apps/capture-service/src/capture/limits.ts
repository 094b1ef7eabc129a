/** Every limit of the workflow in one place; those that an operator sets are in config.ts. */

/** Another service answers a request within this time. */
export const REQUEST_TIMEOUT_MS = 10_000;
/** From the address of a session's browser to a connection. */
export const CONNECT_TIMEOUT_MS = 15_000;
/** How long work waits for other work in the same session, or on the same capture. */
export const TURN_TIMEOUT_MS = 30_000;
/** How long a person has for a hand-off that a form asks for. */
export const HANDOFF_TIMEOUT_SECONDS = 1_800;
/** How often the log is looked at for the outcome of a hand-off. */
export const HANDOFF_POLL_MS = 500;
/** Opening one page. */
export const OPEN_TIMEOUT_MS = 30_000;
/** Reading one form. */
export const SCRAPE_TIMEOUT_MS = 30_000;
/** Bringing a tab to the front. */
export const SHOW_TIMEOUT_MS = 40_000;
/** Recording an outcome is tried for this long: a pressed button must not stay without a word. */
export const RECORD_TIMEOUT_MS = 60_000;
/** How often submissions that were left behind are looked for. */
export const SWEEP_INTERVAL_MS = 15_000;
/** On top of the time that a submission may take, until another instance takes it for left behind. */
export const ABANDONED_AFTER_MS = 60_000;
/** Of `url` in an event. */
export const MAX_URL_LENGTH = 2_000;
/** Captures of one candidate whose answers are looked through for the same question, the newest. */
export const MAX_EARLIER_CAPTURES = 50;
/** Candidates whose captures are kept in mind. */
export const MAX_KNOWN_CANDIDATES = 20_000;
/** How long answering waits until the log was read to its end. */
export const CATCH_UP_TIMEOUT_MS = 3_000;
