import { sessionCommands, type CommandMeta, type ConsoleGrantView, type ConsoleMode, type GrantConsoleResult, type Page } from '@countersign/contracts';
import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { decodeCursor, InvalidCursorError, limitOf, pageOf } from '../database/page.ts';
import { Answers } from '../http/answers.ts';
import { Commands } from '../http/commands.ts';
import { Operation } from '../http/openapi/operation.ts';
import { PageRequest } from '../http/page.request.ts';
import { Id, Meta, NewId, NewSecret } from '../http/parameters.ts';
import { ProblemError } from '../http/problem.ts';
import { ConsoleGrantQueries } from './console-grant.queries.ts';
import { SessionQueries } from './session.queries.ts';
import { GrantConsoleRequest } from './session.request.ts';

interface NewConsoleGrantView {
  grantId: string;
  url: string;
  mode: ConsoleMode;
  expiresAt: string;
}

@ApiTags('console')
@Controller('v1/sessions/:id/console-grants')
export class ConsoleGrantsController {
  constructor(
    private readonly commands: Commands,
    private readonly answers: Answers,
    private readonly sessions: SessionQueries,
    private readonly grants: ConsoleGrantQueries,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  @Post()
  @Operation({
    summary: 'Make a link that opens the console, once', status: 201, answer: 'NewConsoleGrant', located: true, positioned: true,
    problems: ['request_invalid', 'session_not_found', 'session_not_active', 'service_unavailable'],
  })
  async create(@Id('session_not_found') id: string, @Body() body: GrantConsoleRequest, @NewId() newId: string, @NewSecret() newSecret: Buffer, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<NewConsoleGrantView> {
    const accepted = await this.commands.send<GrantConsoleResult>(sessionCommands.grantConsole, { id, ...body, grantId: newId, secret: newSecret.toString('base64url') }, meta);
    await this.answers.settle(reply, accepted);
    const { grantId, secret, mode, expiresAt } = accepted.result;
    void reply.header('location', `/v1/sessions/${id}/console-grants/${grantId}`);
    return { grantId, url: `${this.config.publicUrl}/console/${id}#${secret}`, mode, expiresAt };
  }

  @Get()
  @Operation({
    summary: 'List the console grants of a session, newest first', answer: 'ConsoleGrant', page: true, problems: ['request_invalid', 'cursor_invalid', 'session_not_found'],
    description: 'Who was given a link, and what became of it. Secrets are not among what is kept.',
  })
  async list(@Id('session_not_found') id: string, @Query() request: PageRequest): Promise<Page<ConsoleGrantView>> {
    const after = decodeCursor(request.cursor);
    const limit = limitOf(request.limit);
    const grants = await this.all(id);
    const last = after && grants.findIndex(({ grantedAt, grantId }) => grantedAt === after.at && grantId === after.id);
    // No grant is ever forgotten.
    if (last === -1) throw new InvalidCursorError('The cursor is not one of this list.');
    const from = (last ?? -1) + 1;
    return pageOf(grants.slice(from, from + limit + 1), limit, ({ grantedAt, grantId }) => ({ at: grantedAt, id: grantId }));
  }

  @Get(':grantId')
  @Operation({ summary: 'A console grant', answer: 'ConsoleGrant', problems: ['session_not_found', 'grant_not_found'] })
  async get(@Id('session_not_found') id: string, @Id('grant_not_found', 'grantId') grantId: string): Promise<ConsoleGrantView> {
    const grant = (await this.all(id)).find((each) => each.grantId === grantId);
    if (!grant) throw new ProblemError('grant_not_found');
    return grant;
  }

  @Delete(':grantId')
  @HttpCode(204)
  @Operation({ summary: 'Revoke a grant and close what it opened', status: 204, positioned: true, problems: ['session_not_found', 'grant_not_found', 'service_unavailable'] })
  async revoke(@Id('session_not_found') id: string, @Id('grant_not_found', 'grantId') grantId: string, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.answers.settle(reply, await this.commands.send(sessionCommands.revokeConsole, { id, grantId }, meta));
  }

  private async all(id: string): Promise<ConsoleGrantView[]> {
    const session = await this.sessions.get(id);
    if (!session) throw new ProblemError('session_not_found');
    return this.grants.list(session);
  }
}
