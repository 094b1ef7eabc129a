import type { HostedSession } from './hosted-session.ts';

/** Something that accompanies sessions of this process without being asked by a command. */
export interface SessionObserver {
  /** `started` is in the log. */
  started(session: HostedSession): void;
  /** Its browser is gone, and its end is in the log, unless the log cannot be reached. Must not take longer than a few seconds. */
  ended(session: HostedSession): Promise<void>;
}
