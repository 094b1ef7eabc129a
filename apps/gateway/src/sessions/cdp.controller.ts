import { Controller, Get, Inject, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { Operation } from '../http/openapi/operation.ts';
import { Id } from '../http/parameters.ts';
import { ProblemError } from '../http/problem.ts';
import { SessionQueries } from './session.queries.ts';

@ApiTags('cdp')
@Controller('v1/sessions/:id/cdp')
export class CdpController {
  constructor(
    private readonly sessions: SessionQueries,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  @Get()
  @Operation({
    summary: 'The browser: Chrome DevTools Protocol over a WebSocket', status: 101,
    description: 'For Playwright `connectOverCDP` and Puppeteer `connect`, with the API key in the Authorization header.',
    problems: ['upgrade_required', 'origin_refused', 'session_not_found', 'session_not_active', 'service_unavailable'],
  })
  socket(): never {
    throw new ProblemError('upgrade_required', { headers: { upgrade: 'websocket', connection: 'Upgrade' } });
  }

  @Get('json/version')
  @Operation({ summary: 'Where a client that knows only the http address connects', answer: 'DevToolsVersion', problems: ['session_not_found', 'session_not_active'] })
  async version(@Id('session_not_found') id: string, @Req() request: FastifyRequest): Promise<Record<string, string>> {
    const session = await this.sessions.get(id);
    if (!session) throw new ProblemError('session_not_found');
    if (session.status !== 'active') throw new ProblemError('session_not_active');
    return { Browser: 'Chrome', 'Protocol-Version': '1.3', webSocketDebuggerUrl: `${this.baseOf(request.headers.host)}/v1/sessions/${id}/cdp` };
  }

  /** As the caller reached it: a container reaches the gateway under another name than a person does. */
  private baseOf(host: string | undefined): string {
    const own = new URL(this.config.publicUrl);
    if (host === undefined || host === own.host || !/^[A-Za-z0-9.:[\]-]{1,255}$/.test(host)) return this.config.publicUrl.replace(/^http/, 'ws');
    return `ws://${host}`;
  }
}
