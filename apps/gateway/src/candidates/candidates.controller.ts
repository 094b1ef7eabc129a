import { candidateCommands, type CandidateView, type CommandMeta, type Page } from '@countersign/contracts';
import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DocumentStore } from '../documents/document-store.ts';
import { UploadDocumentRequest } from '../documents/document.request.ts';
import { MAX_JSON_BYTES } from '../http/body-parser.ts';
import { Answers, type Pending } from '../http/answers.ts';
import { Commands } from '../http/commands.ts';
import { Operation } from '../http/openapi/operation.ts';
import { parseJsonBody } from '../http/json-body.ts';
import { DatedPageRequest } from '../http/page.request.ts';
import { ProblemError } from '../http/problem.ts';
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
    private readonly documents: DocumentStore,
  ) {}

  @Post()
  @Operation({
    summary: 'Register a candidate with a JSON Resume', status: 201, answer: 'Candidate', command: true, located: true,
    problems: ['request_invalid', 'resume_invalid', 'document_not_found', 'candidate_exists', 'candidate_erased', 'service_unavailable'],
  })
  async register(@Body() body: RegisterCandidateRequest, @NewId() newId: string, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<CandidateView | Pending> {
    const id = body.id ?? newId;
    const accepted = await this.commands.send(candidateCommands.register, { ...body, id }, meta);
    return this.answers.view(reply, accepted, () => this.candidates.get(id), `/v1/candidates/${id}`);
  }

  @Get()
  @Operation({ summary: 'List candidates, newest first', answer: 'Candidate', page: true, problems: ['request_invalid', 'cursor_invalid'] })
  async list(@Query() page: DatedPageRequest): Promise<Page<CandidateView>> {
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

  @Post(':id/resume')
  @HttpCode(200)
  @ApiBody({ description: 'The file itself, with its media type as Content-Type: PDF, DOCX, or a JSON Resume; at most 10 MB.', schema: { type: 'string', format: 'binary' }, required: true })
  @Operation({
    summary: 'Upload a resume as PDF, DOCX or JSON', answer: 'Candidate', command: true, ifMatch: 'optional',
    description: 'A PDF or DOCX becomes the resume among the documents, with its text beside it; facts that were read out of the text are in `readFromFile` and answer, with low confidence, what the JSON Resume does not. A JSON Resume replaces `resume`.',
    problems: ['request_invalid', 'json_malformed', 'json_too_deep', 'json_key_refused', 'resume_invalid', 'resume_unreadable', 'document_empty', 'document_too_large', 'candidate_not_found', 'candidate_erased', 'service_unavailable'],
  })
  async uploadResume(
    @Id('candidate_not_found') id: string, @Query() { name }: UploadDocumentRequest, @Req() request: FastifyRequest, @OptionalVersion() expected: number | undefined,
    @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CandidateView | Pending> {
    const { body, headers } = request;
    if (!Buffer.isBuffer(body) || body.length === 0) throw new ProblemError('document_empty');
    const expectedVersion = expected === undefined ? {} : { expectedVersion: expected };
    const accepted = isJson(name, headers['content-type'])
      ? await this.commands.send(candidateCommands.updateResume, { id, resume: jsonResume(body), ...expectedVersion }, meta)
      : await this.commands.send(candidateCommands.readResume, { id, document: await this.documents.put(name, headers['content-type'], body), ...expectedVersion }, meta);
    return this.answers.view(reply, accepted, () => this.candidates.get(id));
  }
}

function isJson(name: string, contentType = ''): boolean {
  return contentType.startsWith('application/json') || name.toLowerCase().endsWith('.json');
}

/** @throws ProblemError also when it is no object, or larger than any JSON that is taken. */
function jsonResume(body: Buffer): Record<string, unknown> {
  if (body.length > MAX_JSON_BYTES) throw new ProblemError('document_too_large', { detail: `A JSON Resume has at most ${MAX_JSON_BYTES} bytes.` });
  const resume = parseJsonBody(body);
  if (typeof resume !== 'object' || resume === null || Array.isArray(resume)) throw new ProblemError('resume_invalid');
  return resume as Record<string, unknown>;
}
