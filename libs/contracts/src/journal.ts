import { Type, type Static } from '@sinclair/typebox';
import { Actor, Instant } from './envelope.ts';

const Sequence = Type.Integer({ minimum: 1 });
const Text = Type.String({ maxLength: 2_000 });
const closed = { additionalProperties: false };
const decision = { by: Actor, reason: Text, at: Instant };
const parked = { reactor: Type.String({ minLength: 1, maxLength: 200 }), sequence: Sequence, subject: Text };

/**
 * What happened to commits outside of the log, and what operators decided about it: commits that a reactor could not
 * handle, and places of the log that are corrupt. Append-only, in a stream of its own.
 */
export const JournalEntry = Type.Union([
  Type.Object({ kind: Type.Literal('parked'), ...parked, error: Text, at: Instant }, closed),
  Type.Object({ kind: Type.Literal('retry_requested'), ...parked, ...decision }, closed),
  Type.Object({ kind: Type.Literal('retry_begun'), ...parked, at: Instant }, closed),
  Type.Object({ kind: Type.Literal('retry_succeeded'), ...parked, at: Instant }, closed),
  Type.Object({ kind: Type.Literal('skipped'), ...parked, ...decision }, closed),
  Type.Object({ kind: Type.Literal('passed_over'), sequence: Sequence, until: Sequence, subject: Type.Union([Text, Type.Null()]), finding: Text, ...decision }, closed),
  Type.Object({ kind: Type.Literal('quarantined'), sequence: Sequence, subject: Text, at: Instant }, closed),
]);
export type JournalEntry = Static<typeof JournalEntry>;
