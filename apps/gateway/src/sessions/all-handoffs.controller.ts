import type { ListedHandoffView, Page } from '@countersign/contracts';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation } from '../http/openapi/operation.ts';
import { HandoffQueries } from './handoff.queries.ts';
import { ListHandoffsRequest } from './session.request.ts';

@ApiTags('handoffs')
@Controller('v1/handoffs')
export class AllHandoffsController {
  constructor(private readonly handoffs: HandoffQueries) {}

  @Get()
  @Operation({
    summary: 'List hand-offs over all sessions, newest first', answer: 'ListedHandoff', page: true, problems: ['request_invalid', 'cursor_invalid'],
    description: 'With `state=open`: what waits for a person now.',
  })
  async list(@Query() request: ListHandoffsRequest): Promise<Page<ListedHandoffView>> {
    return this.handoffs.list(request);
  }
}
