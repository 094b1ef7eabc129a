import type { CommandMeta, Page, RunView, RunWithTasksView } from '@countersign/contracts';
import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers, type Pending } from '../http/answers.ts';
import { Operation } from '../http/openapi/operation.ts';
import { found, Id, Meta, NewId } from '../http/parameters.ts';
import { Intake } from './intake.ts';
import { RunQueries } from './run.queries.ts';
import { ListRunsRequest, RegisterRunRequest } from './run.request.ts';

@ApiTags('runs')
@Controller('v1/runs')
export class RunsController {
  constructor(
    private readonly intake: Intake,
    private readonly runs: RunQueries,
    private readonly answers: Answers,
  ) {}

  @Post()
  @Operation({
    summary: 'Register a run: one candidate, many tasks', status: 201, answer: 'RunWithTasks', command: true, located: true,
    problems: ['request_invalid', 'candidate_not_found', 'candidate_erased', 'run_exists'],
  })
  async register(@Body() body: RegisterRunRequest, @NewId() newId: string, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<RunWithTasksView | Pending> {
    const id = body.id ?? newId;
    const settled = await this.intake.registerRun(id, { candidateId: body.candidateId, title: body.title ?? null }, meta);
    return this.answers.view(reply, settled, () => this.runs.get(id), `/v1/runs/${id}`);
  }

  @Get()
  @Operation({ summary: 'List runs, newest first', answer: 'Run', page: true, problems: ['request_invalid', 'cursor_invalid'] })
  async list(@Query() request: ListRunsRequest): Promise<Page<RunView>> {
    return this.runs.list(request);
  }

  @Get(':id')
  @Operation({ summary: 'A run with its tasks', answer: 'RunWithTasks', problems: ['run_not_found'] })
  async get(@Id('run_not_found') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<RunWithTasksView> {
    return found(reply, await this.runs.get(id), 'run_not_found');
  }
}
