import { sessionCommands, type CommandMeta, type HandoffView } from '@countersign/contracts';
import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers, type Pending, type Settled } from '../http/answers.ts';
import { Commands } from '../http/commands.ts';
import { Operation } from '../http/openapi/operation.ts';
import { Id, Meta, NewId } from '../http/parameters.ts';
import { SessionQueries } from './session.queries.ts';
import { CompleteHandoffRequest, RequestHandoffRequest } from './session.request.ts';

@ApiTags('handoffs')
@Controller('v1/sessions/:id/handoffs')
export class HandoffsController {
  constructor(
    private readonly commands: Commands,
    private readonly sessions: SessionQueries,
    private readonly answers: Answers,
  ) {}

  @Post()
  @Operation({
    summary: 'Ask a person for help in the browser', status: 201, answer: 'Handoff', command: true,
    problems: ['request_invalid', 'session_not_found', 'session_not_active', 'service_unavailable'],
  })
  async request(@Id('session_not_found') id: string, @Body() body: RequestHandoffRequest, @NewId() handoffId: string, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<HandoffView | Pending> {
    const accepted = await this.commands.send(sessionCommands.requestHandoff, { id, handoffId, ...body }, meta);
    return this.view(reply, accepted, id, handoffId, 201);
  }

  @Post(':handoffId/complete')
  @HttpCode(200)
  @Operation({
    summary: 'Say that it is done, or cannot be done', answer: 'Handoff', command: true,
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
