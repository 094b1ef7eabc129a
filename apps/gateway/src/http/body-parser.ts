import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parseJsonBody } from './json-body.ts';
import { ProblemError } from './problem.ts';

export const MAX_JSON_BYTES = 1_000_000;
export const MAX_DOCUMENT_BYTES = 10_000_000;
/** The routes whose bodies are files: those of documents are read here, the other goes on to the node of the session as it comes. */
export const DOCUMENT_ROUTE = '/v1/documents';
export const RESUME_FILE_ROUTE = '/v1/candidates/:id/resume';
export const SESSION_FILES_ROUTE = '/v1/sessions/:id/files';

/** Replaces Fastify's parsers: bodies are JSON within limits, except for the routes that take files. */
export function parseBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', async (request: FastifyRequest, payload: Readable) => {
    if (request.routeOptions.url === DOCUMENT_ROUTE || (request.routeOptions.url === RESUME_FILE_ROUTE && request.method === 'POST')) {
      return read(request, payload, MAX_DOCUMENT_BYTES, 'document_too_large');
    }
    if (request.routeOptions.url === SESSION_FILES_ROUTE) return payload;
    if (!isJson(request.headers['content-type'] ?? '')) {
      throw new ProblemError('media_type_not_supported', { detail: 'Send application/json in UTF-8.', headers: { 'accept-post': 'application/json' } });
    }
    const bytes = await read(request, payload, MAX_JSON_BYTES, 'body_too_large');
    return bytes.length === 0 ? undefined : parseJsonBody(bytes);
  });
}

function isJson(contentType: string): boolean {
  const [mediaType = '', ...parameters] = contentType.toLowerCase().split(';').map((part) => part.trim());
  return mediaType === 'application/json' && parameters.every((parameter) => parameter === '' || /^charset="?utf-?8"?$/.test(parameter));
}

async function read(request: FastifyRequest, payload: Readable, maxBytes: number, code: 'body_too_large' | 'document_too_large'): Promise<Buffer> {
  // What is left of a body that is refused is not read: the connection ends after the answer.
  const tooLarge = () => new ProblemError(code, { detail: `At most ${maxBytes} bytes are accepted here.`, headers: { connection: 'close' } });
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  // Destroying the stream would take the connection away before the refusal is sent.
  for await (const chunk of payload.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
