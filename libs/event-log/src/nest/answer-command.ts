import { commandErrors, CommandMeta, violations, type CommandReply, type Static, type TSchema } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import { Logger } from '@nestjs/common';
import { ConflictError } from '../errors.ts';
import type { EventContext } from '../event-log.ts';

const logger = new Logger('Commands');

/**
 * What running a command came to: a refusal, or where the aggregate now stands and what the caller gets. What
 * `Aggregate.handle` returns fits as it is, and with a result as `{ ...handled, result }`.
 */
export type CommandOutcome<Result> =
  | Rejected
  | { readonly rejected: Rejected }
  | { readonly rejected?: undefined; readonly loaded: { readonly sequence: number; readonly version: number }; readonly result?: Result };

/**
 * Answers a command that came over NATS; never throws. A message that does not fit is `command_invalid` with its
 * violations as details; a refusal keeps its code; too many conflicts are `service_unavailable`; any other throw is
 * logged and answered `internal`, without a word of what it was.
 */
export async function answerCommand<Schema extends TSchema, Result = undefined>(
  schema: Schema,
  message: unknown,
  run: (data: Static<Schema>, meta: CommandMeta) => Promise<CommandOutcome<Result>>,
): Promise<CommandReply<Result>> {
  const { data, meta } = (message ?? {}) as { data?: unknown; meta?: unknown };
  const details = [
    ...violations(CommandMeta, meta).map((violation) => ({ ...violation, path: `/meta${violation.path}` })),
    ...violations(schema, data).map((violation) => ({ ...violation, path: `/data${violation.path}` })),
  ];
  if (details.length > 0) return { ok: false, error: { code: 'command_invalid', message: commandErrors.command_invalid, details } };
  try {
    return toReply(await run(data as Static<Schema>, meta as CommandMeta));
  } catch (error) {
    if (error instanceof ConflictError) return { ok: false, error: { code: 'service_unavailable', message: 'Others kept changing this at the same time; nothing was changed. Try again.' } };
    logger.error({ msg: 'a command failed', correlationId: (meta as CommandMeta).correlationId, err: error });
    return { ok: false, error: { code: 'internal', message: commandErrors.internal } };
  }
}

function toReply<Result>(outcome: CommandOutcome<Result>): CommandReply<Result> {
  const rejected = outcome instanceof Rejected ? outcome : outcome.rejected;
  if (rejected) {
    const { code, message, details } = rejected;
    return { ok: false, error: { code, message, ...(details === undefined ? {} : { details }) } };
  }
  const { loaded, result } = outcome as { loaded: { sequence: number; version: number }; result?: Result };
  return { ok: true, position: loaded.sequence, version: loaded.version, result: result as Result };
}

/** Who and in which chain, for the events of a command. */
export function contextOf(meta: CommandMeta, runId?: string): EventContext {
  return { ...meta, ...(runId === undefined ? {} : { runId }) };
}
