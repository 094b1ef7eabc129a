import type { AuditDifferenceView, AuditEventView, AuditPositionView, AuditStateView, CommandMeta, ExportManifestView, Page } from '@countersign/contracts';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Operation } from '../http/openapi/operation.ts';
import { Meta } from '../http/parameters.ts';
import { AuditQueries } from './audit.queries.ts';
import { AuditReadings, extentOf } from './audit-readings.ts';
import { DifferenceRequest, ExportRequest, ListAuditEventsRequest, PositionRequest, StateRequest } from './audit.request.ts';
import type { EventFilter } from './event-filter.ts';
import { EXPORT_FORMATTERS } from './exporting/export.ts';
import { Exports } from './exports.ts';
import { PastStates } from './past-states.ts';
import { placeOf, Places, type Place } from './places.ts';

const RECORDED = 'That it was read, by whom and what, is recorded before it is answered.';

@ApiTags('audit')
@Controller('v1/audit')
export class AuditController {
  constructor(
    private readonly audit: AuditQueries,
    private readonly places: Places,
    private readonly readings: AuditReadings,
    private readonly states: PastStates,
    private readonly exports: Exports,
  ) {}

  @Get('events')
  @Operation({
    summary: 'What happened, oldest first, with who and when', answer: 'AuditEvent', page: 'after', description: RECORDED,
    problems: ['request_invalid', 'cursor_invalid', 'place_invalid', 'place_in_future', 'service_unavailable'],
  })
  async list(@Query() request: ListAuditEventsRequest, @Meta() meta: CommandMeta): Promise<Page<AuditEventView>> {
    const filter = filterOf(request);
    const page = await this.audit.list(await this.#placed(filter), request);
    await this.readings.record({ kind: 'events', filter, ...extentOf(page.items) }, meta);
    return page;
  }

  @Get('state')
  @Operation({
    summary: 'The state of a run, task, candidate, session or capture at a place in the log', answer: 'AuditState',
    description: `As the API answered then, or would have: the same projections over the events up to there. The last heartbeat of a session that lived is not in the log, so it is null. ${RECORDED}`,
    problems: ['request_invalid', 'place_invalid', 'place_in_future', 'did_not_exist_yet', 'history_too_long', 'run_not_found', 'task_not_found', 'candidate_not_found', 'session_not_found', 'capture_not_found', 'service_unavailable'],
  })
  async state(@Query() { at, ...subject }: StateRequest, @Meta() meta: CommandMeta): Promise<AuditStateView> {
    return this.states.at(subject, optionalPlace(at), meta);
  }

  @Get('diff')
  @Operation({
    summary: 'What is different between two states, by field, with who changed it last, and when', answer: 'AuditDifference', description: RECORDED,
    problems: ['request_invalid', 'place_invalid', 'place_in_future', 'did_not_exist_yet', 'history_too_long', 'run_not_found', 'task_not_found', 'candidate_not_found', 'session_not_found', 'capture_not_found', 'service_unavailable'],
  })
  async difference(@Query() { from, to, ...subject }: DifferenceRequest, @Meta() meta: CommandMeta): Promise<AuditDifferenceView> {
    return this.states.difference(subject, placeOf(from), optionalPlace(to), meta);
  }

  @Get('position')
  @Operation({ summary: 'Which position a place in the log is, and how far the log and the read model are', answer: 'AuditPosition', problems: ['request_invalid', 'place_invalid', 'place_in_future', 'service_unavailable'] })
  async position(@Query() { at }: PositionRequest): Promise<AuditPositionView> {
    return this.places.describe(optionalPlace(at));
  }

  @Get('export')
  @Operation({
    summary: 'Events as a file: CloudEvents (NDJSON), CSV or OCSF', answer: 'Binary', mediaType: ['application/x-ndjson', 'text/csv'],
    headers: { 'Countersign-Position': 'Up to where the log was read.', 'Countersign-Count': 'How many events there are.', Link: '`rel="describedby"`: the manifest of exactly this file.', 'Content-Disposition': 'A name for the file.' },
    description: `\`Countersign-Position\` says up to where the log was read, \`Countersign-Count\` how many events there are, and \`Link\` with \`rel="describedby"\` where the manifest of exactly this file is. CSV comes as text/csv. ${RECORDED}`,
    problems: ['request_invalid', 'place_invalid', 'place_in_future', 'export_limit_reached', 'service_unavailable'],
  })
  async export(@Query() request: ExportRequest, @Meta() meta: CommandMeta, @Res() reply: FastifyReply): Promise<void> {
    const { format = 'ndjson' } = request;
    const { mediaType, extension } = EXPORT_FORMATTERS[format];
    const { stream, position, count } = await this.exports.start(format, filterOf(request), meta);
    await reply.headers({
      'content-type': mediaType,
      'content-disposition': `attachment; filename="countersign-audit-to-${position}.${extension}"`,
      'countersign-position': String(position),
      'countersign-count': String(count),
      link: `<export/manifest?${queryOf({ ...request, format, to: position })}>; rel="describedby"`,
    }).send(stream);
  }

  @Get('export/manifest')
  @Operation({
    summary: 'What a file of events holds: how many, from where to where, and the digest of its bytes', answer: 'ExportManifest',
    description: `The file is made once more to tell its digest. It is not signed yet. ${RECORDED}`,
    problems: ['request_invalid', 'place_invalid', 'place_in_future', 'export_limit_reached', 'service_unavailable'],
  })
  async manifest(@Query() request: ExportRequest, @Meta() meta: CommandMeta): Promise<ExportManifestView> {
    return this.exports.manifest(request.format ?? 'ndjson', filterOf(request), meta);
  }

  /** A list goes to the end of what is there; only what is asked for by place has to be waited for. */
  async #placed(filter: EventFilter) {
    return filter.from === undefined && filter.to === undefined ? (filter as Omit<EventFilter, 'from' | 'to'>) : this.places.placed(filter);
  }
}

function filterOf({ runId, sessionId, captureId, candidateId, aggregate, aggregateId, type, from, to }: ExportRequest): EventFilter {
  const filter = { runId, sessionId, captureId, candidateId, aggregate, aggregateId, types: type, from: optionalPlace(from), to: optionalPlace(to) };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

function optionalPlace(text: string | undefined): Place | undefined {
  return text === undefined ? undefined : placeOf(text);
}

function queryOf(parameters: object): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]): [string, string] => [name, String(value)])).toString();
}
