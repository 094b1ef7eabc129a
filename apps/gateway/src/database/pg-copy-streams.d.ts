declare module 'pg-copy-streams' {
  import type { Submittable } from 'pg';
  import type { Writable } from 'node:stream';

  /** A `copy … from stdin` that takes what is written to it. */
  export function from(statement: string): Writable & Submittable;
}
