import { sessionCommands, type CommandMeta, type ConsoleMode, type GrantConsoleResult, type OpenConsoleResult } from '@countersign/contracts';
import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { consoleCookieName, hostCookie } from '../auth/cookies.ts';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { Answers } from '../http/answers.ts';
import { Commands } from '../http/commands.ts';
import { Operation } from '../http/openapi/operation.ts';
import { Id, Meta, NewId, NewSecret } from '../http/parameters.ts';
import { ProblemError } from '../http/problem.ts';
import { GrantConsoleRequest, OpenConsoleRequest } from './session.request.ts';

interface ConsoleGrantView {
  grantId: string;
  url: string;
  mode: ConsoleMode;
  expiresAt: string;
}

@ApiTags('console')
@Controller('v1/sessions/:id')
export class ConsoleController {
  constructor(
    private readonly commands: Commands,
    private readonly answers: Answers,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  @Post('console-grants')
  @Operation({
    summary: 'Make a link that opens the console, once', status: 201, answer: 'ConsoleGrant',
    problems: ['request_invalid', 'session_not_found', 'session_not_active', 'service_unavailable'],
  })
  async grant(@Id('session_not_found') id: string, @Body() body: GrantConsoleRequest, @NewId() grantId: string, @NewSecret() newSecret: Buffer, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<ConsoleGrantView> {
    const accepted = await this.commands.send<GrantConsoleResult>(sessionCommands.grantConsole, { id, ...body, grantId, secret: newSecret.toString('base64url') }, meta);
    await this.answers.settle(reply, accepted);
    const { secret, mode, expiresAt } = accepted.result;
    return { grantId: accepted.result.grantId, url: `${this.config.publicUrl}/console/${id}#${secret}`, mode, expiresAt };
  }

  @Delete('console-grants/:grantId')
  @HttpCode(204)
  @Operation({ summary: 'Revoke a grant and close what it opened', status: 204, problems: ['session_not_found', 'grant_not_found', 'service_unavailable'] })
  async revoke(@Id('session_not_found') id: string, @Id('grant_not_found', 'grantId') grantId: string, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.answers.settle(reply, await this.commands.send(sessionCommands.revokeConsole, { id, grantId }, meta));
  }

  @Post('console')
  @HttpCode(200)
  @Operation({
    summary: 'Exchange the secret of a grant for the cookie that the console\'s WebSocket needs, once', answer: 'Console',
    problems: ['request_invalid', 'session_not_found', 'session_not_active', 'grant_not_found', 'grant_used', 'grant_expired', 'grant_revoked', 'grant_not_yours', 'origin_refused', 'service_unavailable'],
  })
  async open(@Id('session_not_found') id: string, @Body() { secret }: OpenConsoleRequest, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<Omit<OpenConsoleResult, 'cookieSecret'>> {
    const accepted = await this.commands.send<OpenConsoleResult>(sessionCommands.openConsole, { id, secret }, meta);
    await this.answers.settle(reply, accepted);
    const { consoleId, cookieSecret, mode, user } = accepted.result;
    void reply.header('set-cookie', hostCookie(consoleCookieName(id), `${consoleId}.${cookieSecret}`));
    return { consoleId, mode, user };
  }

  @Get('console')
  @Operation({
    summary: 'The console: RFB over a WebSocket', status: 101,
    description: 'Needs the cookie of the exchange and an Origin of this gateway. Closes with 4401 (revoked or expired), 4403 (not allowed) or 4410 (the session ended), and a reason.',
    problems: ['upgrade_required', 'console_not_open', 'grant_not_yours', 'host_refused', 'origin_refused', 'session_not_found', 'session_not_active', 'service_unavailable'],
  })
  socket(): never {
    throw new ProblemError('upgrade_required', { headers: { upgrade: 'websocket', connection: 'Upgrade' } });
  }
}
