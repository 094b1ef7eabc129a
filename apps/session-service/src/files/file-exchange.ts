import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { CommandReply, SessionFileView } from '@countersign/contracts';
import { FileRefused, type SessionFiles, type StoredFile } from './session-files.ts';

export interface Upload {
  readonly fileId: string;
  readonly name: string;
  readonly mediaType?: string | undefined;
  /** Puts the file on record; what it returns is where the session then stands. */
  readonly record: (file: StoredFile) => Promise<{ readonly position: number; readonly version: number }>;
}

/** Sends a file as an attachment that no browser takes for anything else. Never rejects. */
export async function sendFile(files: SessionFiles, fileId: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'GET') return refuse(request, response, 405, { code: 'command_invalid', message: 'A file is fetched with GET.' });
  try {
    const { view, handle } = await files.read(fileId);
    const { size } = await handle.stat();
    response.writeHead(200, { 'content-type': view.mediaType, 'content-length': size, connection: 'close' });
    await pipeline(handle.createReadStream({ end: Math.max(0, size - 1) }), response);
  } catch (error) {
    if (response.headersSent) response.destroy();
    else refuse(request, response, 409, errorOf(error));
  }
}

/** Takes the body as a file; the answer is a CommandReply of the file's view. Never rejects. */
export async function receiveFile(files: SessionFiles, upload: Upload, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'PUT') return refuse(request, response, 405, { code: 'command_invalid', message: 'A file is put.' });
  try {
    const { file, isNew } = await files.upload(upload.fileId, upload.name, upload.mediaType, request);
    // What is not on record is not there: a repeat puts it again.
    const stands = isNew ? await upload.record(file).catch((error: unknown) => files.remove(file.id).then(() => Promise.reject(error))) : { position: 0, version: 0 };
    const reply: CommandReply<SessionFileView> = { ok: true, ...stands, result: files.get(file.id)! };
    response.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(reply));
  } catch (error) {
    refuse(request, response, 409, errorOf(error));
  }
}

function errorOf(error: unknown): { code: string; message: string } {
  if (error instanceof FileRefused) return { code: error.code, message: error.message };
  return { code: 'internal', message: 'The file could not be read or written.' };
}

/** How long a sender may take to read that its body is refused, ms. */
const LINGER_MS = 2_000;

/**
 * What is left of a body that is refused is taken and thrown away until its sender has read why: a connection that is closed
 * with bytes unread is reset, and the answer lost with it (RFC 9112, 9.6).
 */
function refuse(request: IncomingMessage, response: ServerResponse, status: number, error: { code: string; message: string }): void {
  const reply: CommandReply<never> = { ok: false, error };
  const body = JSON.stringify(reply);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), connection: 'close' }).write(body);
  const end = (): void => void response.end();
  const timer = setTimeout(end, LINGER_MS);
  response.once('close', () => clearTimeout(timer));
  if (request.readableEnded) end();
  else request.once('end', end).resume();
}
