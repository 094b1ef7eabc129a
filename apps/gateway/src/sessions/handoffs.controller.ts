import { sessionCommands, type CommandMeta, type HandoffView, type Page } from '@countersign/contracts';
import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers, type Pending, type Settled } from '../http/answers.ts';
import { Commands } from '../http/commands.ts';
import { Operation } from '../http/openapi/operation.ts';
import { Id, Meta, NewId } from '../http/parameters.ts';
import { MAX_WAIT_SECONDS, preferredWaitSeconds } from '../http/prefer-wait.ts';
import { ProblemError } from '../http/problem.ts';
import { HandoffWatch } from './handoff-watch.ts';
import { SessionQueries } from './session.queries.ts';
import { CompleteHandoffRequest, RequestHandoffRequest } from './session.request.ts';

@ApiTags('handoffs')
@Controller('v1/sessions/:id/handoffs')
export class HandoffsController {
  constructor(
    private readonly commands: Commands,
    private readonly sessions: SessionQueries,
    private readonly answers: Answers,
    private readonly watch: HandoffWatch,
  ) {}

  @Post()
  @Operation({
    summary: 'Ask a person for help in the browser', status: 201, answer: 'Handoff', command: true, located: true,
    description: 'It stands in the inbox until a person completes it, its time is up (`timed_out`), or the session ends (`failed`). A repeat with the same id and the same text finds the same hand-off, with its first deadline.',
    problems: ['request_invalid', 'session_not_found', 'session_not_active', 'handoff_exists', 'handoff_limit_reached', 'service_unavailable'],
  })
  async request(@Id('session_not_found') id: string, @Body() { id: chosenId, ...body }: RequestHandoffRequest, @NewId() newId: string, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<HandoffView | Pending> {
    const handoffId = chosenId ?? newId;
    const accepted = await this.commands.send(sessionCommands.requestHandoff, { id, handoffId, ...body }, meta);
    void reply.header('location', `/v1/sessions/${id}/handoffs/${handoffId}`);
    return this.view(reply, accepted, id, handoffId, 201);
  }

  @Get()
  @Operation({ summary: 'List the hand-offs of a session, oldest first', answer: 'Handoff', page: true, problems: ['session_not_found'] })
  async list(@Id('session_not_found') id: string): Promise<Page<HandoffView>> {
    const session = await this.sessions.get(id);
    if (!session) throw new ProblemError('session_not_found');
    return { items: session.handoffs, next: null };
  }

  @Get(':handoffId')
  @ApiHeader({ name: 'Prefer', required: false, example: 'wait=30', description: `\`wait=N\` (RFC 7240): answer when the outcome is known, after N seconds (at most ${MAX_WAIT_SECONDS}) at the latest.` })
  @Operation({
    summary: 'A hand-off; waits for its outcome when asked to', answer: 'Handoff', 
    description: 'With `Prefer: wait=N` the answer comes as soon as `outcome` is not null, or after N seconds with the hand-off as it is then, or at once when this gateway shuts down: ask again while `outcome` is null. `Preference-Applied` says how long it may have waited.',
    problems: ['session_not_found', 'handoff_not_found'],
  })
  async get(@Id('session_not_found') id: string, @Id('handoff_not_found', 'handoffId') handoffId: string, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<HandoffView> {
    const waitSeconds = preferredWaitSeconds(request.headers.prefer);
    const leaving = new AbortController();
    reply.raw.once('close', () => leaving.abort());
    const handoff = waitSeconds === undefined
      ? await this.watch.read(id, handoffId)
      : await this.watch.readWhenCompleted(id, handoffId, AbortSignal.any([leaving.signal, AbortSignal.timeout(waitSeconds * 1000)]));
    if (handoff) {
      if (waitSeconds !== undefined) void reply.header('preference-applied', `wait=${waitSeconds}`);
      return handoff;
    }
    throw new ProblemError((await this.sessions.get(id)) ? 'handoff_not_found' : 'session_not_found');
  }

  @Post(':handoffId/complete')
  @HttpCode(200)
  @Operation({
    summary: 'Say that it is done, or cannot be done', answer: 'Handoff', command: true,
    description: 'Who completes it while holding control gives control back with it, so that the automation may go on at once.',
    problems: ['request_invalid', 'session_not_found', 'session_not_active', 'handoff_not_found', 'handoff_completed', 'service_unavailable'],
  })
  async complete(
    @Id('session_not_found') id: string, @Id('handoff_not_found', 'handoffId') handoffId: string, @Body() body: CompleteHandoffRequest,
    @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HandoffView | Pending> {
    const accepted = await this.commands.send(sessionCommands.completeHandoff, { id, handoffId, ...body }, meta);
    return this.view(reply, accepted, id, handoffId, 200);
  }

  private async view(reply: FastifyReply, settled: Settled, id: string, handoffId: string, status: number): Promise<HandoffView | Pending> {
    const caughtUp = await this.answers.settle(reply, settled);
    const handoff = (await this.sessions.get(id))?.handoffs.find((candidate) => candidate.id === handoffId);
    if (caughtUp && handoff) {
      void reply.status(status);
      return handoff;
    }
    void reply.status(202);
    return { position: settled.position };
  }
}
