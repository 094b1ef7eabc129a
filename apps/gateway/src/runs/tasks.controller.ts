import type { CommandMeta, Page, TaskView } from '@countersign/contracts';
import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers, type Pending } from '../http/answers.ts';
import { Operation } from '../http/openapi/operation.ts';
import { found, Id, Meta, NewId } from '../http/parameters.ts';
import { ProblemError } from '../http/problem.ts';
import { Intake } from './intake.ts';
import { ListTasksRequest, RegisterTaskRequest } from './run.request.ts';
import { TaskQueries } from './task.queries.ts';

@ApiTags('tasks')
@Controller('v1/tasks')
export class TasksController {
  constructor(
    private readonly intake: Intake,
    private readonly tasks: TaskQueries,
    private readonly answers: Answers,
  ) {}

  @Post()
  @Operation({
    summary: 'Register a task: one job posting to apply to', status: 201, answer: 'Task', command: true, located: true,
    problems: ['request_invalid', 'run_not_found', 'task_exists'],
  })
  async register(@Body() body: RegisterTaskRequest, @NewId() newId: string, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<TaskView | Pending> {
    const id = body.id ?? newId;
    const { runId, url, company, title } = body;
    const settled = await this.intake.registerTask(id, { runId, url, company, title }, meta);
    return this.answers.view(reply, settled, () => this.tasks.get(id), `/v1/tasks/${id}`);
  }

  @Get()
  @Operation({ summary: 'List tasks, oldest first', answer: 'Task', page: true, problems: ['request_invalid', 'cursor_invalid'] })
  async list(@Query() request: ListTasksRequest): Promise<Page<TaskView>> {
    if (request.captureStatus === 'none' && request.runId === undefined) throw new ProblemError('request_invalid', { errors: [{ path: '/runId', message: 'runId must be given with captureStatus=none' }] });
    return this.tasks.list(request);
  }

  @Get(':id')
  @Operation({ summary: 'A task', answer: 'Task', problems: ['task_not_found'] })
  async get(@Id('task_not_found') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<TaskView> {
    return found(reply, await this.tasks.get(id), 'task_not_found');
  }
}
