import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { ReceivedFile } from './received.ts';

/** Largest request body, bytes. */
const MAX_BODY_BYTES = 12_000_000;

export interface FormBody {
  readonly fields: Record<string, string[]>;
  readonly files: Record<string, ReceivedFile>;
}

/** Reads a multipart or url-encoded body. @throws Error when it is larger than the limit or is no form. */
export async function readForm(request: IncomingMessage): Promise<FormBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Error('The body is too large.');
    chunks.push(chunk);
  }
  const form = await new Response(Buffer.concat(chunks), { headers: { 'content-type': request.headers['content-type'] ?? '' } }).formData();
  const fields: Record<string, string[]> = {};
  const files: Record<string, ReceivedFile> = {};
  for (const [name, value] of form) {
    if (typeof value === 'string') (fields[name] ??= []).push(value);
    else if (value.size > 0) files[name] = await fileOf(value);
  }
  return { fields, files };
}

async function fileOf(file: File): Promise<ReceivedFile> {
  const content = Buffer.from(await file.arrayBuffer());
  return { name: file.name, mediaType: file.type, sizeBytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}

/** Names of required fields or files that came without a value, each with what to say. */
export function missing(form: FormBody, required: readonly string[]): Record<string, string> {
  const without = required.filter((name) => !form.files[name] && !form.fields[name]?.some((value) => value.trim() !== ''));
  return Object.fromEntries(without.map((name) => [name, 'This field is required.']));
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
