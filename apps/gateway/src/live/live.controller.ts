import type { EventLog } from '@countersign/event-log';
import { EVENT_LOG } from '@countersign/event-log/nest';
import { Controller, Get, Inject, Logger, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Admission } from '../auth/admission.ts';
import { Operation } from '../http/openapi/operation.ts';
import { ProblemError } from '../http/problem.ts';
import { GatewayMetrics } from '../monitoring/gateway-metrics.ts';
import { ReadModelWaiter } from '../projecting/read-model-waiter.ts';
import { EventStream } from './event-stream.ts';
import { LiveEvents } from './live-events.ts';
import { FollowEventsRequest } from './live.request.ts';
import { OpenStreams } from './open-streams.ts';
import { afterCommit, parsePlace, type Place } from './place.ts';

@ApiTags('events')
@Controller('v1/events')
export class LiveController {
  private readonly logger = new Logger(LiveController.name);

  constructor(
    private readonly live: LiveEvents,
    private readonly streams: OpenStreams,
    private readonly admission: Admission,
    private readonly waiter: ReadModelWaiter,
    private readonly metrics: GatewayMetrics,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  @Get()
  @ApiHeader({ name: 'Last-Event-ID', required: false, example: '120', description: 'The last id that was heard, to go on after it; EventSource sends it by itself.' })
  @Operation({
    summary: 'Follow events as server-sent events',
    description: 'See docs/live.md. No event is left out or comes twice for who goes on after the last id, at whichever gateway.',
    answer: 'EventStream', mediaType: 'text/event-stream',
    problems: ['request_invalid', 'cursor_invalid', 'place_in_future', 'stream_limit_reached', 'streams_exhausted', 'service_unavailable'],
  })
  async follow(@Query() { after, type, ...filter }: FollowEventsRequest, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const actor = request.identity?.actor ?? '';
    this.streams.requireRoomFor(actor);
    const named = placeOf(request.headers['last-event-id'], after);
    if (named) await this.requireReached(named);
    const from = named ?? afterCommit(await this.live.now());
    const { headers } = request;
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    });
    // Who asks for the headers alone would wait for an end that never comes.
    if (request.method === 'HEAD') return void reply.raw.end();
    const stream = new EventStream(reply.raw, { ...filter, types: type }, from, named === undefined);
    const credential = `${headers.authorization ?? ''} ${headers.cookie ?? ''}`;
    stream.over.addEventListener('abort', () => this.metrics.streamEnded(stream.endReason));
    this.streams.add({ actor, credential, stream, isAllowed: () => this.isAllowed(request) });
    try {
      await this.live.follow(stream, from, stream.over);
      stream.end('shutting_down');
    } catch (error) {
      this.logger.error({ msg: 'a stream of events broke off', err: error, correlationId: request.id });
      stream.end('unavailable');
    }
  }

  /** This gateway may be behind the one that told of it; the log is not. @throws ProblemError place_in_future, service_unavailable */
  private async requireReached({ position }: Place): Promise<void> {
    if (position <= this.waiter.position) return;
    const last = await this.log.lastSequence().catch(() => {
      throw new ProblemError('service_unavailable');
    });
    if (position > last) throw new ProblemError('place_in_future', { detail: `The log ends at ${last}.` });
  }

  private async isAllowed({ headers }: FastifyRequest): Promise<boolean> {
    try {
      await this.admission.admit('GET', '/v1/events', headers);
      return true;
    } catch (error) {
      if (error instanceof ProblemError && ['unauthenticated', 'forbidden'].includes(error.code)) return false;
      throw error;
    }
  }
}

function placeOf(lastEventId: string | string[] | undefined, after: string | undefined): Place | undefined {
  const text = typeof lastEventId === 'string' && lastEventId !== '' ? lastEventId : after;
  if (text === undefined) return undefined;
  const place = parsePlace(text);
  if (!place) throw new ProblemError('cursor_invalid', { detail: 'Last-Event-ID and after are a position, or the id of an event of this stream.' });
  return place;
}
