/** Two clocks, because each lies in its own way: one may be set, the other does not know the date and stands still while the machine sleeps. */
export interface SessionClock {
  /** Milliseconds since the epoch; may jump. */
  wallMs(): number;
  /** Milliseconds since some moment; nobody can set it. */
  steadyMs(): number;
}

export const systemClock: SessionClock = { wallMs: () => Date.now(), steadyMs: () => performance.now() };
