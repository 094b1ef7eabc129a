import type { EventLog } from '@countersign/event-log';
import { EVENT_LOG } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { ReadModelWaiter } from '../projecting/read-model-waiter.ts';
import { preferredWaitSeconds } from './prefer-wait.ts';
import { ProblemError } from './problem.ts';

/** Routes whose answers come from the read model. */
const READ_MODEL: ReadonlySet<string> = new Set([
  '/v1/candidates', '/v1/candidates/:id', '/v1/runs', '/v1/runs/:id', '/v1/tasks', '/v1/tasks/:id',
  '/v1/sessions', '/v1/sessions/:id', '/v1/sessions/:id/handoffs', '/v1/sessions/:id/handoffs/:handoffId', '/v1/sessions/:id/recordings',
  '/v1/sessions/:id/console-grants', '/v1/sessions/:id/console-grants/:grantId',
  '/v1/handoffs', '/v1/captures', '/v1/captures/:id', '/v1/captures/:id/comparison', '/v1/audit/events',
]);
/** Waits by its own `Prefer`. */
const LONG_POLL = '/v1/sessions/:id/handoffs/:handoffId';

export function readsModel(method: string, pattern: string): boolean {
  return (method === 'GET' || method === 'HEAD') && READ_MODEL.has(pattern);
}

/** `?min_position=N`: an answer that shows at least the log up to there. */
@Injectable()
export class MinPosition {
  constructor(
    private readonly waiter: ReadModelWaiter,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  /**
   * Waits as long as `Prefer: wait=N` says, or as an answer to a command does. Takes the parameter off, so that no route has to know it.
   * @throws ProblemError request_invalid, place_in_future (the log has not come that far), read_model_behind
   */
  async await(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const pattern = request.routeOptions.url ?? '';
    if (!readsModel(request.method, pattern)) return;
    const query = request.query as Record<string, unknown>;
    const asked = query['min_position'];
    if (asked !== undefined) await this.reach(positionOf(asked), request, reply);
    delete query['min_position'];
    void reply.header('countersign-position', String(this.waiter.position));
  }

  private async reach(position: number, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (position <= this.waiter.position) return;
    if (position > (await this.log.lastSequence())) throw new ProblemError('place_in_future');
    const waitSeconds = request.routeOptions.url === LONG_POLL ? undefined : preferredWaitSeconds(request.headers.prefer);
    if (waitSeconds !== undefined) void reply.header('preference-applied', `wait=${waitSeconds}`);
    const leaving = new AbortController();
    reply.raw.once('close', () => leaving.abort());
    const isReached = await this.waiter.waitFor(position, waitSeconds === undefined ? this.config.readYourWritesTimeoutMs : waitSeconds * 1000, leaving.signal);
    if (!isReached) throw new ProblemError('read_model_behind', { detail: `It shows the log up to ${this.waiter.position}.` });
  }
}

function positionOf(asked: unknown): number {
  if (typeof asked !== 'string' || !/^[0-9]{1,15}$/.test(asked)) throw new ProblemError('request_invalid', { errors: [{ path: '/min_position', message: 'must be a position' }] });
  return Number(asked);
}
