import { request, type IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { sessionCommands, type AttachResult, type CommandMeta, type CommandReply, type SessionFilesView, type SessionFileView, type UploadFile } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { Commands, type Accepted } from '../http/commands.ts';
import { ProblemError, problemOfCommandError } from '../http/problem.ts';

/** A node that sends or takes nothing for this long is gone, ms. */
const SILENCE_TIMEOUT_MS = 30_000;
/** A reply about a file is short. */
const MAX_REPLY_BYTES = 65_536;

/** Files of sessions lie on the node that hosts the browser. What is said of them goes over commands, their bytes straight to and from the node. */
@Injectable()
export class NodeFiles {
  constructor(private readonly commands: Commands) {}

  async list(id: string, meta: CommandMeta): Promise<SessionFilesView> {
    return (await this.commands.send<SessionFilesView>(sessionCommands.listFiles, { id }, meta)).result;
  }

  /** The bytes as the node sends them. @throws ProblemError */
  async fetch(id: string, fileId: string, meta: CommandMeta): Promise<{ mediaType: string; sizeBytes: number; bytes: Readable }> {
    const { result } = await this.commands.send<AttachResult>(sessionCommands.attachFile, { id, fileId }, meta);
    const response = await knock(result, 'GET');
    if (response.statusCode !== 200) throw await refusalOf(response);
    return { mediaType: response.headers['content-type'] ?? 'application/octet-stream', sizeBytes: Number(response.headers['content-length']), bytes: response };
  }

  /** @throws ProblemError */
  async put(upload: UploadFile, bytes: Readable, meta: CommandMeta): Promise<Accepted<SessionFileView>> {
    const { result } = await this.commands.send<AttachResult>(sessionCommands.uploadFile, upload, meta);
    const response = await knock(result, 'PUT', bytes);
    if (response.statusCode !== 200) throw await refusalOf(response);
    const reply = await replyOf<SessionFileView>(response);
    if (!reply.ok) throw problemOfCommandError(reply.error);
    return reply;
  }

  async delete(id: string, fileId: string, meta: CommandMeta): Promise<void> {
    await this.commands.send(sessionCommands.deleteFile, { id, fileId }, meta);
  }

  async choose(id: string, fileIds: readonly string[], meta: CommandMeta): Promise<void> {
    await this.commands.send(sessionCommands.chooseFiles, { id, fileIds }, meta);
  }
}

/** Asks the node; a body that it does not want to the end is not sent to the end. @throws ProblemError service_unavailable */
function knock({ url, ticket }: AttachResult, method: 'GET' | 'PUT', body?: Readable): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers: { authorization: `Bearer ${ticket}` }, timeout: SILENCE_TIMEOUT_MS, agent: false });
    outgoing.once('response', (response) => {
      body?.unpipe(outgoing);
      resolve(response);
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error('silence')));
    outgoing.on('error', (error) => reject(new ProblemError('service_unavailable', { detail: `The node of the session does not answer: ${error.message}.` })));
    if (body === undefined) {
      outgoing.end();
      return;
    }
    // Half a body is no file: the node must see that it was cut off.
    body.once('error', () => outgoing.destroy(new Error('the body was cut off')));
    body.once('close', () => {
      if (!body.readableEnded) outgoing.destroy(new Error('the body was cut off'));
    });
    body.pipe(outgoing);
  });
}

async function refusalOf(response: IncomingMessage): Promise<ProblemError> {
  const reply = await replyOf(response);
  return reply.ok ? new ProblemError('internal') : problemOfCommandError(reply.error);
}

async function replyOf<Result>(response: IncomingMessage): Promise<CommandReply<Result>> {
  const chunks: Buffer[] = [];
  let sizeBytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    sizeBytes += chunk.length;
    if (sizeBytes > MAX_REPLY_BYTES) throw new ProblemError('internal');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8')) as CommandReply<Result>;
  } catch {
    // A ticket that was not taken, or a session that went away between the command and the request, has an empty answer.
    throw new ProblemError('service_unavailable', { detail: 'The node of the session did not take the request.' });
  }
}
