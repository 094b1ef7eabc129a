import { candidateCommands, type CandidateView, type CommandMeta, type Page } from '@countersign/contracts';
import { Body, Controller, Get, Post, Put, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers, type Pending } from '../http/answers.ts';
import { Commands } from '../http/commands.ts';
import { Operation } from '../http/openapi/operation.ts';
import { PageRequest } from '../http/page.request.ts';
import { found, Id, Meta, NewId, OptionalVersion } from '../http/parameters.ts';
import { CandidateQueries } from './candidate.queries.ts';
import { RegisterCandidateRequest, UpdateResumeRequest } from './candidate.request.ts';

@ApiTags('candidates')
@Controller('v1/candidates')
export class CandidatesController {
  constructor(
    private readonly commands: Commands,
    private readonly candidates: CandidateQueries,
    private readonly answers: Answers,
  ) {}

  @Post()
  @Operation({
    summary: 'Register a candidate with a JSON Resume', status: 201, answer: 'Candidate', command: true,
    problems: ['request_invalid', 'resume_invalid', 'document_not_found', 'candidate_exists', 'candidate_erased', 'service_unavailable'],
  })
  async register(@Body() body: RegisterCandidateRequest, @NewId() newId: string, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<CandidateView | Pending> {
    const id = body.id ?? newId;
    const accepted = await this.commands.send(candidateCommands.register, { ...body, id }, meta);
    return this.answers.view(reply, accepted, () => this.candidates.get(id), `/v1/candidates/${id}`);
  }

  @Get()
  @Operation({ summary: 'List candidates, newest first', answer: 'Candidate', page: true, problems: ['request_invalid', 'cursor_invalid'] })
  async list(@Query() page: PageRequest): Promise<Page<CandidateView>> {
    return this.candidates.list(page);
  }

  @Get(':id')
  @Operation({ summary: 'A candidate', answer: 'Candidate', problems: ['candidate_not_found'] })
  async get(@Id('candidate_not_found') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<CandidateView> {
    return found(reply, await this.candidates.get(id), 'candidate_not_found');
  }

  @Put(':id/resume')
  @Operation({
    summary: 'Replace the resume, the preferences and the documents', answer: 'Candidate', command: true, ifMatch: 'optional',
    problems: ['request_invalid', 'resume_invalid', 'document_not_found', 'candidate_not_found', 'candidate_erased', 'service_unavailable'],
  })
  async updateResume(
    @Id('candidate_not_found') id: string, @Body() body: UpdateResumeRequest, @OptionalVersion() expectedVersion: number | undefined,
    @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CandidateView | Pending> {
    const accepted = await this.commands.send(candidateCommands.updateResume, { ...body, id, ...(expectedVersion === undefined ? {} : { expectedVersion }) }, meta);
    return this.answers.view(reply, accepted, () => this.candidates.get(id));
  }
}
