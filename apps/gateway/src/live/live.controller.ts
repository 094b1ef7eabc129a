import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { AuditEventView } from '@countersign/contracts';
import { Controller, Get, Logger, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authentication } from '../auth/authentication.ts';
import { Operation } from '../http/openapi/operation.ts';
import { ProblemError } from '../http/problem.ts';
import { LiveEvents } from './live-events.ts';
import { FollowEventsRequest } from './live.request.ts';

/** Comments keep proxies from cutting a silent stream; with each of them the credentials are looked at again. */
const BEAT_MS = 15_000;
/** What EventSource waits before it connects again. */
const RECONNECT_MS = 2_000;

@ApiTags('events')
@Controller('v1/events')
export class LiveController {
  private readonly logger = new Logger(LiveController.name);

  constructor(
    private readonly live: LiveEvents,
    private readonly authentication: Authentication,
  ) {}

  @Get()
  @ApiHeader({ name: 'Last-Event-ID', required: false, example: '4711', description: 'Position after which to go on; EventSource sends it by itself.' })
  @Operation({ summary: 'Follow events as server-sent events', answer: 'EventStream', mediaType: 'text/event-stream', problems: ['request_invalid', 'cursor_invalid'] })
  async follow(@Query() { runId, after }: FollowEventsRequest, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const from = positionOf(request.headers['last-event-id'], after);
    const ending = new AbortController();
    const response = reply.raw;
    response.on('close', () => ending.abort());
    reply.hijack();
    response.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    // Who asks for the headers alone would wait for an end that never comes.
    if (request.method === 'HEAD') return void response.end();
    response.write(`retry: ${RECONNECT_MS}\n\n`);
    const beat = setInterval(() => void this.beat(request, response, ending), BEAT_MS);
    try {
      for await (const commit of this.live.subscribe({ after: from, runId, signal: ending.signal })) {
        if (!response.write(framesOf(commit))) await once(response, 'drain', { signal: ending.signal });
      }
    } catch (error) {
      if (!ending.signal.aborted) this.logger.error({ error, correlationId: request.id }, 'a stream of events broke off');
    } finally {
      clearInterval(beat);
      response.end();
    }
  }

  private async beat(request: FastifyRequest, response: ServerResponse, ending: AbortController): Promise<void> {
    const identity = await this.authentication.identify(request.headers).catch(() => request.identity);
    if (identity) response.write(': \n\n');
    else ending.abort();
  }
}

/** Only the last event of a commit has an id, so that going on after it never leaves half a commit out. */
function framesOf(commit: readonly AuditEventView[]): string {
  return commit.map((event, index) => `${index === commit.length - 1 ? `id: ${event.position}\n` : ''}data: ${JSON.stringify(event)}\n\n`).join('');
}

function positionOf(lastEventId: string | string[] | undefined, after: string | undefined): number | undefined {
  const text = typeof lastEventId === 'string' && lastEventId !== '' ? lastEventId : after;
  if (text === undefined) return undefined;
  if (!/^[0-9]{1,15}$/.test(text)) throw new ProblemError('cursor_invalid', { detail: 'Last-Event-ID must be a position.' });
  return Number(text);
}
