import { sessionCommands, type CommandMeta, type ConsoleProof, type ConsoleView, type DescribeConsoleResult } from '@countersign/contracts';
import { Body, Controller, Delete, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Admission } from '../auth/admission.ts';
import { readConsoleCookie } from '../auth/cookies.ts';
import { Answers } from '../http/answers.ts';
import { Commands } from '../http/commands.ts';
import { Operation } from '../http/openapi/operation.ts';
import { Id, Meta } from '../http/parameters.ts';
import { ProblemError } from '../http/problem.ts';
import { SessionQueries } from './session.queries.ts';
import { CompleteHandoffRequest, ReturnControlRequest } from './session.request.ts';

const REFUSALS = ['host_refused', 'origin_refused', 'console_not_open', 'grant_not_yours', 'session_not_found', 'session_not_active', 'service_unavailable'] as const;
const COOKIE = 'By the cookie of the console, which speaks for the person whose console it is; nobody has to be signed in.';

/** What the person of a console may do with its cookie alone. */
@ApiTags('console')
@Controller('v1/sessions/:id/console')
export class ConsoleHolderController {
  constructor(
    private readonly commands: Commands,
    private readonly answers: Answers,
    private readonly sessions: SessionQueries,
    private readonly admission: Admission,
  ) {}

  @Get('state')
  @Operation({ summary: 'The console and who has control', answer: 'ConsoleState', description: `${COOKIE} Says as well why its WebSocket would be refused.`, problems: REFUSALS })
  async state(@Id('session_not_found') id: string, @Meta() meta: CommandMeta, @Req() request: FastifyRequest): Promise<ConsoleView> {
    this.admission.requireOrigin(request.headers, false);
    const described = await this.commands.send<DescribeConsoleResult>(sessionCommands.describeConsole, { id, ...this.proof(id, request) }, meta);
    const session = await this.sessions.get(id);
    if (!session) throw new ProblemError('session_not_found');
    const { status, endedReason, viewport, expiresAt, controlHolder, controlToken, controlSince, recorded, version, handoffs } = session;
    const open = handoffs.filter(({ outcome }) => outcome === null);
    return { ...described.result, session: { id, status, endedReason, viewport, expiresAt, controlHolder, controlToken, controlSince, recorded, version, handoffs: open } };
  }

  @Post('control')
  @HttpCode(200)
  @Operation({ summary: 'Take control by a console', answer: 'Control', positioned: true, description: COOKIE, problems: [...REFUSALS, 'console_view_only', 'control_held'] })
  async takeControl(@Id('session_not_found') id: string, @Meta() meta: CommandMeta, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<{ token: number }> {
    const accepted = await this.commands.send<{ token: number }>(sessionCommands.takeControl, { id, console: this.changingProof(id, request) }, meta);
    await this.answers.settle(reply, accepted);
    return accepted.result;
  }

  @Delete('control')
  @HttpCode(204)
  @Operation({ summary: 'Give control back by a console', status: 204, positioned: true, description: COOKIE, problems: [...REFUSALS, 'request_invalid', 'console_view_only', 'control_not_held', 'control_token_stale'] })
  async returnControl(
    @Id('session_not_found') id: string, @Query() { token }: ReturnControlRequest, @Meta() meta: CommandMeta, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const turn = { id, ...(token === undefined ? {} : { token }), console: this.changingProof(id, request) };
    await this.answers.settle(reply, await this.commands.send(sessionCommands.returnControl, turn, meta));
  }

  @Post('handoffs/:handoffId/complete')
  @HttpCode(204)
  @Operation({
    summary: 'Say by a console that a hand-off is done, or cannot be done', status: 204, positioned: true, description: COOKIE,
    problems: [...REFUSALS, 'request_invalid', 'console_view_only', 'handoff_not_found', 'handoff_completed'],
  })
  async completeHandoff(
    @Id('session_not_found') id: string, @Id('handoff_not_found', 'handoffId') handoffId: string, @Body() body: CompleteHandoffRequest,
    @Meta() meta: CommandMeta, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const data = { id, handoffId, ...body, console: this.changingProof(id, request) };
    await this.answers.settle(reply, await this.commands.send(sessionCommands.completeHandoff, data, meta));
  }

  /** A browser sends the cookie whatever page asks for it, so a change must come from a page of ours. */
  private changingProof(id: string, request: FastifyRequest): ConsoleProof {
    this.admission.requireOrigin(request.headers, true);
    return this.proof(id, request);
  }

  private proof(id: string, { headers }: FastifyRequest): ConsoleProof {
    this.admission.requireHost(headers);
    const proof = readConsoleCookie(headers.cookie, id);
    if (!proof) throw new ProblemError('console_not_open', { detail: 'The console cookie is missing: open the console by its link.' });
    return proof;
  }
}
