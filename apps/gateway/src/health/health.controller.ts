import { Controller, Get, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Operation } from '../http/openapi/operation.ts';
import { Health, type HealthReport } from './health.ts';

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  @Get('live')
  @Operation({ summary: 'The process runs', answer: 'Live' })
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @Operation({ summary: 'NATS, Postgres, the read model and the services answer, asked now', answer: 'Health' })
  @ApiResponse({ status: 503, description: 'Something does not answer.', content: { 'application/json': { schema: { $ref: '#/components/schemas/Health' } } } })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReport> {
    const report = await this.health.read();
    void reply.status(report.status === 'ready' ? 200 : 503);
    return report;
  }
}
