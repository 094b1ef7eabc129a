import type { Readable } from 'node:stream';

const KEPT_CHARACTERS = 2_000;

/** Reads a stream for ever, so that its writer never blocks, and keeps the last 2000 characters to explain a failure. */
export function lastOutput(stream: Readable): () => string {
  let kept = '';
  stream.setEncoding('utf8');
  stream.on('data', (text: string) => {
    kept = (kept + text).slice(-KEPT_CHARACTERS);
  });
  stream.on('error', () => undefined);
  return () => kept.trim();
}
