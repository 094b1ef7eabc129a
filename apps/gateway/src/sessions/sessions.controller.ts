import { sessionCommands, type CommandMeta, type HeartbeatResult, type Page, type SessionView } from '@countersign/contracts';
import { Body, Controller, Delete, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers, type Pending } from '../http/answers.ts';
import { Commands } from '../http/commands.ts';
import { Operation } from '../http/openapi/operation.ts';
import { found, Id, Meta, NewId } from '../http/parameters.ts';
import { AtRequest } from '../audit/audit.request.ts';
import { answerWithPast, At } from '../audit/past-answer.ts';
import { PastStates } from '../audit/past-states.ts';
import type { Place } from '../audit/places.ts';
import { SessionQueries } from './session.queries.ts';
import { ExtendSessionRequest, ListSessionsRequest, ReturnControlRequest, StartSessionRequest } from './session.request.ts';

@ApiTags('sessions')
@Controller('v1/sessions')
export class SessionsController {
  constructor(
    private readonly commands: Commands,
    private readonly sessions: SessionQueries,
    private readonly answers: Answers,
    private readonly past: PastStates,
  ) {}

  @Post()
  @Operation({
    summary: 'Start a remote browser', status: 201, answer: 'Session', command: true, located: true,
    description: 'Answers when the browser answers over CDP. A repeat with the same id and the same parameters finds the same session.',
    problems: ['request_invalid', 'command_invalid', 'run_not_found', 'session_exists', 'session_limit_reached', 'session_start_failed', 'ttl_too_long', 'profile_not_found', 'profile_in_use', 'profile_limit_reached', 'profile_key_mismatch', 'profile_unreadable', 'candidate_erased', 'service_unavailable', 'command_timed_out'],
  })
  async start(@Body() body: StartSessionRequest, @NewId() newId: string, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<SessionView | Pending> {
    const id = body.id ?? newId;
    const accepted = await this.commands.send(sessionCommands.start, { ...body, id }, meta);
    return this.answers.view(reply, accepted, () => this.sessions.get(id), `/v1/sessions/${id}`);
  }

  @Get()
  @Operation({ summary: 'List sessions, newest first', answer: 'Session', page: true, problems: ['request_invalid', 'cursor_invalid'] })
  async list(@Query() request: ListSessionsRequest): Promise<Page<SessionView>> {
    return this.sessions.list(request);
  }

  @Get(':id')
  @Operation({
    summary: 'A session, now or as it was', answer: 'Session', positioned: true,
    description: 'With `at` as it was then: that it was read is recorded in the audit, the answer at a position may be kept, and its ETag is none of a version.',
    problems: ['request_invalid', 'session_not_found', 'place_invalid', 'place_in_future', 'did_not_exist_yet', 'history_too_long', 'service_unavailable'],
  })
  async get(@Id('session_not_found') id: string, @Query() _request: AtRequest, @At() at: Place | undefined, @Meta() meta: CommandMeta, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<unknown> {
    if (at === undefined) return found(reply, await this.sessions.get(id), 'session_not_found');
    return answerWithPast(request, reply, at, await this.past.at({ aggregate: 'session', id }, at, meta));
  }

  @Post(':id/heartbeat')
  @HttpCode(200)
  @Operation({ summary: 'Say that the session is still needed', answer: 'Heartbeat', problems: ['session_not_found', 'session_not_active', 'service_unavailable'] })
  async heartbeat(@Id('session_not_found') id: string, @Meta() meta: CommandMeta): Promise<HeartbeatResult> {
    return (await this.commands.send<HeartbeatResult>(sessionCommands.heartbeat, { id }, meta)).result;
  }

  @Post(':id/extend')
  @HttpCode(200)
  @Operation({
    summary: 'Let the session live longer', answer: 'Session', command: true,
    problems: ['request_invalid', 'session_not_found', 'session_not_active', 'ttl_too_long', 'service_unavailable'],
  })
  async extend(@Id('session_not_found') id: string, @Body() { ttlSeconds }: ExtendSessionRequest, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<SessionView | Pending> {
    const accepted = await this.commands.send(sessionCommands.extend, { id, ttlSeconds }, meta);
    return this.answers.view(reply, accepted, () => this.sessions.get(id));
  }

  @Post(':id/terminate')
  @HttpCode(200)
  @Operation({ summary: 'End the session; a repeat changes nothing', answer: 'Session', command: true, problems: ['session_not_found', 'service_unavailable'] })
  async terminate(@Id('session_not_found') id: string, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<SessionView | Pending> {
    const accepted = await this.commands.send(sessionCommands.terminate, { id }, meta);
    return this.answers.view(reply, accepted, () => this.sessions.get(id));
  }

  @Post(':id/control')
  @HttpCode(200)
  @Operation({
    summary: 'Take control of the browser', answer: 'Control', positioned: true,
    description: 'The automation is refused with `human_has_control` until control is returned.',
    problems: ['session_not_found', 'session_not_active', 'control_held', 'service_unavailable'],
  })
  async takeControl(@Id('session_not_found') id: string, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<{ token: number }> {
    const accepted = await this.commands.send<{ token: number }>(sessionCommands.takeControl, { id }, meta);
    await this.answers.settle(reply, accepted);
    return accepted.result;
  }

  @Delete(':id/control')
  @HttpCode(204)
  @Operation({
    summary: 'Give control back', status: 204, positioned: true,
    problems: ['request_invalid', 'session_not_found', 'session_not_active', 'control_not_held', 'control_token_stale', 'service_unavailable'],
  })
  async returnControl(@Id('session_not_found') id: string, @Query() { token }: ReturnControlRequest, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const turn = token === undefined ? { id } : { id, token };
    await this.answers.settle(reply, await this.commands.send(sessionCommands.returnControl, turn, meta));
  }
}
