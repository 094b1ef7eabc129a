import { sessionCommands, type BrowserDescription, type CommandMeta } from '@countersign/contracts';
import { Controller, Get, Inject, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { Commands } from '../http/commands.ts';
import { Operation } from '../http/openapi/operation.ts';
import { Id, Meta } from '../http/parameters.ts';
import { ProblemError } from '../http/problem.ts';
import { webSocketBase } from './cdp-address.ts';

interface DevToolsTarget {
  id: string;
  type: 'page';
  title: string;
  url: string;
}

@ApiTags('cdp')
@Controller('v1/sessions/:id/cdp')
export class CdpController {
  constructor(
    private readonly commands: Commands,
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
  @Operation({ summary: 'Where a client that knows only the http address connects', answer: 'DevToolsVersion', problems: ['session_not_found', 'session_not_active', 'service_unavailable'] })
  async version(@Id('session_not_found') id: string, @Meta() meta: CommandMeta, @Req() request: FastifyRequest): Promise<Record<string, string>> {
    const { product, protocolVersion, userAgent, jsVersion } = await this.describe(id, meta);
    return { Browser: product, 'Protocol-Version': protocolVersion, 'User-Agent': userAgent, 'V8-Version': jsVersion, webSocketDebuggerUrl: `${webSocketBase(request.headers, this.config)}/v1/sessions/${id}/cdp` };
  }

  @Get('json/list')
  @Operation({
    summary: 'The pages of the browser', answer: 'DevToolsTargets', problems: ['session_not_found', 'session_not_active', 'service_unavailable'],
    description: 'They have no WebSockets of their own: attach to them over that of the browser.',
  })
  async list(@Id('session_not_found') id: string, @Meta() meta: CommandMeta): Promise<DevToolsTarget[]> {
    const { pages } = await this.describe(id, meta);
    return pages.map(({ targetId, title, url }) => ({ id: targetId, type: 'page', title, url }));
  }

  @Get('json')
  @Operation({ summary: 'The same as json/list', answer: 'DevToolsTargets', problems: ['session_not_found', 'session_not_active', 'service_unavailable'] })
  async listInShort(@Id('session_not_found') id: string, @Meta() meta: CommandMeta): Promise<DevToolsTarget[]> {
    return this.list(id, meta);
  }

  private async describe(id: string, meta: CommandMeta): Promise<BrowserDescription> {
    return (await this.commands.send<BrowserDescription>(sessionCommands.describeBrowser, { id }, meta)).result;
  }
}
