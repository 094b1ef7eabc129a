import type { AuditEventView, Page } from '@countersign/contracts';
import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation } from '../http/openapi/operation.ts';
import { AuditQueries } from './audit.queries.ts';
import { ListAuditEventsRequest } from './audit.request.ts';

@ApiTags('audit')
@Controller('v1/audit')
export class AuditController {
  constructor(private readonly audit: AuditQueries) {}

  @Get('events')
  @Operation({ summary: 'What happened, oldest first, with who and when', answer: 'AuditEvent', page: true, problems: ['request_invalid', 'cursor_invalid'] })
  async list(@Query() request: ListAuditEventsRequest): Promise<Page<AuditEventView>> {
    return this.audit.list(request);
  }
}
