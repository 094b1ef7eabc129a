import type { FileAnswer } from '@countersign/contracts';
import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Operation } from '../http/openapi/operation.ts';
import { ProblemError } from '../http/problem.ts';
import { UploadDocumentRequest } from './document.request.ts';
import { DocumentStore } from './document-store.ts';
import { isShownInline, servedMediaType } from './media-type.ts';

@ApiTags('documents')
@Controller('v1/documents')
export class DocumentsController {
  constructor(private readonly documents: DocumentStore) {}

  @Post()
  @ApiBody({ description: 'The file itself, with its media type as Content-Type; at most 10 MB.', schema: { type: 'string', format: 'binary' }, required: true })
  @Operation({
    summary: 'Upload a file for candidates and answers', status: 201, answer: 'FileAnswer', located: true,
    problems: ['request_invalid', 'document_empty', 'document_too_large'],
  })
  async upload(@Query() { name }: UploadDocumentRequest, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<FileAnswer> {
    const { body } = request;
    if (!Buffer.isBuffer(body) || body.length === 0) throw new ProblemError('document_empty');
    const stored = await this.documents.put(name, request.headers['content-type'], body);
    void reply.header('location', `/v1/documents/${stored.sha256}`);
    return stored;
  }

  @Get(':sha256')
  @Operation({ summary: 'A document, or a picture kept as evidence', answer: 'Binary', mediaType: 'application/octet-stream', headers: { ETag: 'Its digest.', 'Content-Disposition': 'Whether a browser shows it or saves it.' }, problems: ['document_not_found'] })
  async get(@Param('sha256') digest: string, @Res() reply: FastifyReply): Promise<void> {
    const document = /^[0-9a-f]{64}$/.test(digest) ? await this.documents.get(digest) : undefined;
    if (!document) throw new ProblemError('document_not_found');
    await reply
      .headers({
        'content-type': servedMediaType(document.mediaType),
        'content-disposition': isShownInline(document.mediaType) ? 'inline' : 'attachment',
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'private, max-age=31536000, immutable',
        etag: `"${digest}"`,
      })
      .send(Buffer.from(document.bytes));
  }
}
