import type { RecordingView } from '@countersign/contracts';
import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Operation } from '../http/openapi/operation.ts';
import { Id } from '../http/parameters.ts';
import { ProblemError } from '../http/problem.ts';
import { SessionQueries } from '../sessions/session.queries.ts';
import { RecordingCorruptError, RecordingStore } from './recording-store.ts';
import { RecordingQueries } from './recording.queries.ts';

@ApiTags('recordings')
@Controller('v1/sessions/:id/recordings')
export class RecordingsController {
  constructor(
    private readonly sessions: SessionQueries,
    private readonly recordings: RecordingQueries,
    private readonly store: RecordingStore,
  ) {}

  @Get()
  @Operation({ summary: 'The recording of a session, by its segments', answer: 'Recording', problems: ['session_not_found'] })
  async list(@Id('session_not_found') id: string): Promise<RecordingView> {
    const session = await this.sessions.get(id);
    if (!session) throw new ProblemError('session_not_found');
    const { segments, stopped } = await this.recordings.list(id);
    const kept = await this.store.kept(segments.map(({ sha256 }) => sha256));
    return { recorded: session.recorded, stopped, segments: segments.map((segment) => ({ ...segment, state: kept.has(segment.sha256) ? 'available' : 'expired' })) };
  }

  @Get(':index')
  @Operation({
    summary: 'A recorded segment', answer: 'Binary', mediaType: 'application/octet-stream',
    headers: { ETag: 'Its digest.', 'Content-Disposition': 'A name for the file.' },
    description: 'In the FBS 001.000 format: what the screen sent, with times. Whoever reads it is logged.',
    problems: ['session_not_found', 'recording_not_found', 'recording_expired', 'recording_corrupt'],
  })
  async segment(@Id('session_not_found') id: string, @Param('index') index: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const segment = /^\d{1,9}$/.test(index) ? await this.recordings.segment(id, Number(index)) : undefined;
    if (!segment) throw new ProblemError((await this.sessions.get(id)) ? 'recording_not_found' : 'session_not_found');
    request.log.info({ sessionId: id, index: segment.index, actor: request.identity?.actor }, 'a recording was read');
    const headers = { 'cache-control': 'private, max-age=31536000, immutable', 'content-security-policy': "default-src 'none'; sandbox", etag: `"${segment.sha256}"` };
    if (request.headers['if-none-match'] === headers.etag) return void (await reply.status(304).headers(headers).send());
    const bytes = await this.read(segment.sha256, request);
    await reply.headers({ ...headers, 'content-type': 'application/octet-stream', 'content-disposition': `attachment; filename="${id}-${segment.index}.fbs"` }).send(bytes);
  }

  private async read(sha256: string, request: FastifyRequest): Promise<Buffer> {
    const bytes = await this.store.read(sha256).catch((error: unknown) => {
      if (!(error instanceof RecordingCorruptError)) throw error;
      request.log.error({ error: error.message, sha256 }, 'a stored recording is corrupt');
      throw new ProblemError('recording_corrupt');
    });
    if (!bytes) throw new ProblemError('recording_expired');
    return bytes;
  }
}
