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
  if (request.method !== 'GET') return refuse(response, 405, { code: 'command_invalid', message: 'A file is fetched with GET.' });
  try {
    const { view, handle } = await files.read(fileId);
    const { size } = await handle.stat();
    response.writeHead(200, { 'content-type': view.mediaType, 'content-length': size, connection: 'close' });
    await pipeline(handle.createReadStream({ end: Math.max(0, size - 1) }), response);
  } catch (error) {
    if (response.headersSent) response.destroy();
    else refuse(response, 409, errorOf(error));
  }
}

/** Takes the body as a file; the answer is a CommandReply of the file's view. Never rejects. */
export async function receiveFile(files: SessionFiles, upload: Upload, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'PUT') return refuse(response, 405, { code: 'command_invalid', message: 'A file is put.' });
  try {
    const { file, isNew } = await files.upload(upload.fileId, upload.name, upload.mediaType, request);
    // What is not on record is not there: a repeat puts it again.
    const stands = isNew ? await upload.record(file).catch((error: unknown) => files.remove(file.id).then(() => Promise.reject(error))) : { position: 0, version: 0 };
    const reply: CommandReply<SessionFileView> = { ok: true, ...stands, result: files.get(file.id)! };
    response.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(reply));
  } catch (error) {
    refuse(response, 409, errorOf(error));
  }
}

function errorOf(error: unknown): { code: string; message: string } {
  if (error instanceof FileRefused) return { code: error.code, message: error.message };
  return { code: 'internal', message: 'The file could not be read or written.' };
}

function refuse(response: ServerResponse, status: number, error: { code: string; message: string }): void {
  const reply: CommandReply<never> = { ok: false, error };
  // What is left of a body that is refused is not read.
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' }).end(JSON.stringify(reply));
}
