import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInbox, type Msg, type NatsConnection } from '@nats-io/transport-node';
import { SNAPSHOT_CHUNK_BYTES, SNAPSHOT_SILENCE_MS } from '../limits.ts';

/** What restoring a stream needs beside its bytes: as the server described it when the copy began. The copy may have a little more. */
export interface StreamCopy {
  readonly name: string;
  readonly config: Record<string, unknown>;
  readonly state: { readonly first_seq: number; readonly last_seq: number; readonly messages: number; readonly [name: string]: unknown };
}
interface ApiAnswer {
  readonly error?: { readonly code: number; readonly err_code?: number; readonly description: string };
  readonly config?: Record<string, unknown>;
  readonly state?: StreamCopy['state'];
  readonly deliver_subject?: string;
}

/** Names of all streams, also of those behind buckets. */
export async function streamNames(connection: NatsConnection): Promise<string[]> {
  const names: string[] = [];
  for (;;) {
    const page = await ask<{ streams: string[] | null; total: number }>(connection, '$JS.API.STREAM.NAMES', { offset: names.length });
    names.push(...(page.streams ?? []));
    if (names.length >= page.total || !page.streams?.length) return names.sort();
  }
}

/**
 * Writes a stream as the server has it, with its consumers, into a file, while everybody goes on: sequences, times, headers
 * and bytes are those of the stream. The server checks its checksums first. @throws Error when it refuses or goes silent.
 */
export async function copyStream(connection: NatsConnection, name: string, path: string): Promise<StreamCopy> {
  const inbox = createInbox();
  const chunks = connection.subscribe(inbox);
  try {
    const answer = await ask<ApiAnswer>(connection, `$JS.API.STREAM.SNAPSHOT.${name}`, { deliver_subject: inbox, no_consumers: false, jsck: true, chunk_size: SNAPSHOT_CHUNK_BYTES });
    const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
    const late = watchSilence(() => chunks.unsubscribe());
    let isWhole = false;
    for await (const chunk of chunks) {
      late.heard();
      if (chunk.data.length === 0) {
        isWhole = !isFault(chunk);
        break;
      }
      if (!file.write(chunk.data)) await once(file, 'drain');
      // The server sends on as chunks are acknowledged.
      chunk.respond();
    }
    late.stop();
    await new Promise<void>((resolve, reject) => file.end((error?: Error | null) => (error ? reject(error) : resolve())));
    if (!isWhole) throw new Error(`the copy of the stream ${name} ended before it was whole`);
    return { name, config: answer.config!, state: answer.state! };
  } finally {
    chunks.unsubscribe();
  }
}

/** Makes a stream from a copy; there must be none of its name. @throws Error when the server refuses, or has less afterwards than the copy. */
export async function restoreStream(connection: NatsConnection, copy: StreamCopy, path: string): Promise<void> {
  const { name, config, state } = copy;
  const { deliver_subject: to } = await ask<ApiAnswer>(connection, `$JS.API.STREAM.RESTORE.${name}`, { config, state });
  for await (const chunk of createReadStream(path, { highWaterMark: SNAPSHOT_CHUNK_BYTES })) {
    const answer = await connection.request(to!, chunk as Buffer, { timeout: SNAPSHOT_SILENCE_MS });
    if (answer.data.length > 0) throw new Error(`the stream ${name} was not restored: ${errorOf(answer) ?? 'the server did not take a piece'}`);
  }
  const last = await connection.request(to!, '', { timeout: SNAPSHOT_SILENCE_MS });
  const { error, state: restored } = last.json<ApiAnswer>();
  if (error) throw new Error(`the stream ${name} was not restored: ${error.description}`);
  // A stream that grew while it was copied may have more than was described when the copy began.
  if (!(restored!.last_seq >= state.last_seq)) throw new Error(`the stream ${name} ends at ${restored!.last_seq}, before ${state.last_seq}`);
}

async function ask<Answer extends object>(connection: NatsConnection, subject: string, question: object): Promise<Answer> {
  const answer = (await connection.request(subject, JSON.stringify(question), { timeout: SNAPSHOT_SILENCE_MS })).json<Answer & ApiAnswer>();
  if (answer.error) throw new Error(`${subject}: ${answer.error.description}`);
  return answer;
}

function isFault(message: Msg): boolean {
  return message.headers?.hasError === true;
}

function errorOf(message: Msg): string | undefined {
  try {
    return message.json<ApiAnswer>().error?.description;
  } catch {
    return undefined;
  }
}

/** Calls `onSilence` when nothing was heard for too long. */
function watchSilence(onSilence: () => void): { heard(): void; stop(): void } {
  let timer = setTimeout(onSilence, SNAPSHOT_SILENCE_MS);
  return {
    heard: () => {
      clearTimeout(timer);
      timer = setTimeout(onSilence, SNAPSHOT_SILENCE_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
