import { sessionCommands, type CommandMeta, type OpenConsoleResult } from '@countersign/contracts';
import { Body, Controller, Get, HttpCode, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { consoleCookieName, hostCookie } from '../auth/cookies.ts';
import { Answers } from '../http/answers.ts';
import { Commands } from '../http/commands.ts';
import { Operation } from '../http/openapi/operation.ts';
import { Id, Meta } from '../http/parameters.ts';
import { ProblemError } from '../http/problem.ts';
import { OpenConsoleRequest } from './session.request.ts';

@ApiTags('console')
@Controller('v1/sessions/:id')
export class ConsoleController {
  constructor(
    private readonly commands: Commands,
    private readonly answers: Answers,
  ) {}

  @Post('console')
  @HttpCode(200)
  @Operation({
    summary: 'Exchange the secret of a grant for the cookie that the console\'s WebSocket needs, once', answer: 'Console', positioned: true, headers: { 'Set-Cookie': 'The console\'s cookie: `__Host-`, HttpOnly, bound to session, mode and user.' },
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
