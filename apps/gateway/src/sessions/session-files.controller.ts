import { Readable } from 'node:stream';
import type { CommandMeta, SessionFilesView, SessionFileView } from '@countersign/contracts';
import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { servedMediaType } from '../documents/media-type.ts';
import { Answers } from '../http/answers.ts';
import { Operation } from '../http/openapi/operation.ts';
import { Id, Meta, NewId } from '../http/parameters.ts';
import { ProblemError } from '../http/problem.ts';
import { NodeFiles } from './node-files.ts';
import { ChooseFilesRequest, UploadSessionFileRequest } from './session-files.request.ts';

@ApiTags('session files')
@Controller('v1/sessions/:id/files')
export class SessionFilesController {
  constructor(
    private readonly files: NodeFiles,
    private readonly answers: Answers,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  @Get()
  @Operation({
    summary: 'List what the browser downloaded and what was put there for its forms', answer: 'SessionFiles',
    description: 'While the session is active; its files end with it.',
    problems: ['session_not_found', 'session_not_active', 'service_unavailable'],
  })
  async list(@Id('session_not_found') id: string, @Meta() meta: CommandMeta): Promise<SessionFilesView> {
    return this.files.list(id, meta);
  }

  @Post()
  @ApiBody({ description: 'The file itself, with its media type as Content-Type.', schema: { type: 'string', format: 'binary' }, required: true })
  @Operation({
    summary: 'Put a file into the session, so that its forms can be given it', status: 201, answer: 'SessionFile', located: true, positioned: true,
    description: 'CDP clients name it by its `path`. The content is not compared for an Idempotency-Key.',
    problems: ['request_invalid', 'document_empty', 'file_too_large', 'session_files_full', 'file_not_ready', 'session_not_found', 'session_not_active', 'service_unavailable'],
  })
  async upload(
    @Id('session_not_found') id: string, @Query() { name }: UploadSessionFileRequest, @NewId() fileId: string, @Meta() meta: CommandMeta,
    @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionFileView> {
    const { body } = request;
    if (!(body instanceof Readable) || request.headers['content-length'] === '0') throw new ProblemError('document_empty');
    // What is left of a body that is refused is not read: the connection ends after the answer.
    void reply.header('connection', 'close');
    const mediaType = request.headers['content-type']?.slice(0, 200);
    const length = Number(request.headers['content-length']);
    const upload = { id, fileId, name, ...(mediaType === undefined ? {} : { mediaType }), ...(Number.isSafeInteger(length) && length >= 0 ? { sizeBytes: length } : {}) };
    const accepted = await this.files.put(upload, body, meta);
    await this.answers.settle(reply, accepted);
    void reply.header('location', `${this.config.basePath}/v1/sessions/${id}/files/${fileId}`);
    return accepted.result;
  }

  @Post('choose')
  @HttpCode(204)
  @Operation({
    summary: 'Give files of the session to the page that asks for a choice of files', status: 204,
    description: 'For whoever drives the browser: the person who has control, or the automation while nobody has.',
    problems: ['request_invalid', 'file_not_found', 'file_chooser_not_open', 'human_has_control', 'session_not_found', 'session_not_active', 'service_unavailable'],
  })
  async choose(@Id('session_not_found') id: string, @Body() { fileIds }: ChooseFilesRequest, @Meta() meta: CommandMeta): Promise<void> {
    await this.files.choose(id, fileIds, meta);
  }

  @Get(':fileId')
  @Operation({
    summary: 'A file of the session', answer: 'Binary', mediaType: 'application/octet-stream',
    headers: { 'Content-Disposition': 'Its name.', 'Repr-Digest': 'Its SHA-256 (RFC 9530), once it is whole.' },
    problems: ['file_not_found', 'file_not_ready', 'session_not_found', 'session_not_active', 'service_unavailable'],
  })
  async get(@Id('session_not_found') id: string, @Id('file_not_found', 'fileId') fileId: string, @Meta() meta: CommandMeta, @Res() reply: FastifyReply): Promise<void> {
    const { files } = await this.files.list(id, meta);
    const file = files.find((each) => each.id === fileId);
    if (!file) throw new ProblemError('file_not_found');
    const { mediaType, sizeBytes, bytes } = await this.files.fetch(id, fileId, meta);
    await reply
      .headers({
        'content-type': servedMediaType(mediaType),
        'content-length': String(sizeBytes),
        'content-disposition': attachmentNamed(file.name),
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'no-store',
        ...(file.sha256 === null ? {} : { 'repr-digest': `sha-256=:${Buffer.from(file.sha256, 'hex').toString('base64')}:` }),
      })
      .send(bytes);
  }

  @Delete(':fileId')
  @HttpCode(204)
  @Operation({ summary: 'Delete a file of the session', status: 204, problems: ['file_not_found', 'file_not_ready', 'session_not_found', 'session_not_active', 'service_unavailable'] })
  async delete(@Id('session_not_found') id: string, @Id('file_not_found', 'fileId') fileId: string, @Meta() meta: CommandMeta): Promise<void> {
    await this.files.delete(id, fileId, meta);
  }
}

/** RFC 6266: the name in ASCII for old clients, and whole. */
function attachmentNamed(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const whole = encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${whole}`;
}
