import type { CommandMessage, CommandMeta, CommandReply, SignOfLife } from '@countersign/contracts';
import { candidateCommands, captureCommands, sessionCommands } from '@countersign/contracts';
import { inSpan } from '@countersign/telemetry';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { ClientProxy } from '@nestjs/microservices';
import { EmptyResponseException } from '@nestjs/microservices/errors/empty-response.exception.js';
import { filter, firstValueFrom, throwError, timeout, TimeoutError } from 'rxjs';
import { ProblemError, problemOfCommandError } from './problem.ts';

export const COMMAND_CLIENT = Symbol('CommandClient');

const DEFAULT_TIMEOUT_MS = 10_000;
/** A browser has to start, a form to be opened, read, filled in and watched, or a file to be read. */
const TIMEOUT_MS: Readonly<Record<string, number>> = {
  [sessionCommands.start]: 60_000,
  [sessionCommands.terminate]: 60_000,
  [candidateCommands.readResume]: 60_000,
  [captureCommands.capture]: 180_000,
  [captureCommands.recapture]: 180_000,
  [captureCommands.submit]: 180_000,
  [captureCommands.show]: 60_000,
};

/** Services that work on a long command say so every two seconds; one that is silent for this long is gone. */
const SILENCE_TIMEOUT_MS = 10_000;

/** A command that was carried out; `position` 0: it had nothing to append. */
export interface Accepted<Result> {
  readonly position: number;
  readonly version: number;
  readonly result: Result;
}

/** Sends commands to the services that own the aggregates. */
@Injectable()
export class Commands {
  private readonly logger = new Logger(Commands.name);

  constructor(@Inject(COMMAND_CLIENT) private readonly client: ClientProxy) {}

  /** @throws ProblemError with the code of the refusal, service_unavailable (nobody answers to it), command_timed_out */
  async send<Result>(pattern: string, data: unknown, meta: CommandMeta): Promise<Accepted<Result>> {
    const attributes = { 'rpc.system': 'nats', 'rpc.method': pattern, 'countersign.correlation_id': meta.correlationId };
    return inSpan(`${pattern} send`, { kind: 'client', parent: meta.traceparent, attributes }, ({ traceparent }) =>
      this.request<Result>(pattern, data, traceparent === undefined ? meta : { ...meta, traceparent }));
  }

  private async request<Result>(pattern: string, data: unknown, meta: CommandMeta): Promise<Accepted<Result>> {
    const timeoutMs = TIMEOUT_MS[pattern] ?? DEFAULT_TIMEOUT_MS;
    const message: CommandMessage<unknown> = { data, meta };
    let reply: CommandReply<Result>;
    try {
      reply = await firstValueFrom(this.client.send<CommandReply<Result> | SignOfLife, CommandMessage<unknown>>(pattern, message).pipe(
        timeout({ each: Math.min(SILENCE_TIMEOUT_MS, timeoutMs), with: () => throwError(() => new SilenceError()) }),
        filter((answer): answer is CommandReply<Result> => !isSignOfLife(answer)),
        timeout(timeoutMs),
      ));
    } catch (error) {
      throw this.problemOf(error, pattern, meta, timeoutMs);
    }
    if (!isReply(reply)) {
      this.logger.error({ pattern, correlationId: meta.correlationId }, 'a service answered with something that is no reply');
      throw new ProblemError('internal');
    }
    if (!reply.ok) throw problemOfCommandError(reply.error);
    return reply;
  }

  private problemOf(error: unknown, pattern: string, meta: CommandMeta, timeoutMs: number): ProblemError {
    this.logger.warn({ pattern, correlationId: meta.correlationId, reason: (error as Error | undefined)?.message ?? String(error) }, 'a command got no answer');
    if (error instanceof SilenceError) {
      return new ProblemError('service_unavailable', { detail: 'The service that works on this went silent; the command may or may not have taken effect. Look, or try again: it does nothing twice.' });
    }
    if (error instanceof TimeoutError) return new ProblemError('command_timed_out', { detail: `No answer came within ${timeoutMs / 1000} seconds; the command may still take effect.` });
    // With no subscriber the NATS server answers at once with an empty message.
    if (error instanceof EmptyResponseException || isConnectionError(error)) return new ProblemError('service_unavailable');
    return new ProblemError('internal');
  }
}

class SilenceError extends Error {}

function isSignOfLife(answer: unknown): answer is SignOfLife {
  return typeof answer === 'object' && answer !== null && (answer as { working?: unknown }).working === true;
}

/** The client gives out plain strings for some of these. */
function isConnectionError(error: unknown): boolean {
  const text = error instanceof Error ? `${error.name} ${error.message}` : String(error);
  return /connection|reconnect|refused|closed|disconnect|no ?responders/i.test(text);
}

function isReply(reply: unknown): reply is CommandReply<never> {
  if (typeof reply !== 'object' || reply === null) return false;
  const { ok, position, version, error } = reply as Record<string, unknown>;
  if (ok === true) return Number.isSafeInteger(position) && Number.isSafeInteger(version);
  return ok === false && typeof (error as { code?: unknown } | undefined)?.code === 'string';
}
