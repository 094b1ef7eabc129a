import { Type } from '@sinclair/typebox';
import { Actor } from './envelope.ts';

/** Who commands and in which chain; travels beside every command over NATS and ends in the envelope of its events. */
export interface CommandMeta {
  /** `user:<name>`, `key:<id>` or `service:<name>`. */
  readonly actor: string;
  readonly correlationId: string;
  /** The command itself, where it may be repeated: a repeat has the same one, and is carried out only if the first was not. */
  readonly causationId?: string;
  readonly traceparent?: string;
}

export const CommandMeta = Type.Object(
  {
    actor: Actor,
    correlationId: Type.String({ minLength: 1, maxLength: 200 }),
    causationId: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    traceparent: Type.Optional(Type.String({ maxLength: 100 })),
  },
  { additionalProperties: false },
);

/** Payload of a NATS request. */
export interface CommandMessage<Data> {
  readonly data: Data;
  readonly meta: CommandMeta;
}

/** An expected refusal: `code` is a row of an error table in contracts; `message` is for a person. */
export interface CommandError {
  readonly code: string;
  readonly message: string;
  readonly details?: unknown;
}

/**
 * Answer to a command. `position` is the stream sequence after which the read model shows the outcome (0: nothing was
 * appended), `version` the aggregate's version.
 */
export type CommandReply<Result = undefined> =
  | { readonly ok: true; readonly position: number; readonly version: number; readonly result: Result }
  | { readonly ok: false; readonly error: CommandError };

/**
 * Sent again and again, ahead of the reply, by a service that works on a command that takes long, at this interval. A caller that
 * hears nothing for several of them knows that the service is gone: NATS itself tells nobody when a responder dies.
 */
export const SIGN_OF_LIFE_INTERVAL_MS = 2_000;
export interface SignOfLife {
  readonly working: true;
}
