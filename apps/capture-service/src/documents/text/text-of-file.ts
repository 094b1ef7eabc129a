import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MAX_HEAP_MB, MAX_READING, MAX_RESIDENT_BYTES, MAX_TEXT_LENGTH, MAX_WAITING, READ_TIMEOUT_MS, WATCH_INTERVAL_MS } from './limits.ts';
import { Unreadable, type UnreadableCode } from './unreadable.ts';

const PROGRAM = fileURLToPath(new URL(`./read-text.main${extname(import.meta.url)}`, import.meta.url));
const PAGE_BYTES = 4096;
/** JSON needs at most six characters for one. */
const MAX_OUTPUT_BYTES = MAX_TEXT_LENGTH * 6 + 1_000;

let reading = 0;
const waiting: (() => void)[] = [];

/**
 * The text of a PDF or DOCX. Files are hostile: each is read in a process of its own without an environment and without the
 * right to write, start anything or see more than a limited time and memory; whatever happens there ends as a refusal.
 * @throws Unreadable
 */
export async function textOfFile(bytes: Uint8Array): Promise<string> {
  if (waiting.length >= MAX_WAITING) throw new Unreadable('busy');
  if (reading >= MAX_READING) await new Promise<void>((resolve) => waiting.push(resolve));
  else reading++;
  try {
    return await readInProcess(bytes);
  } finally {
    const next = waiting.shift();
    if (next) next();
    else reading--;
  }
}

async function readInProcess(bytes: Uint8Array): Promise<string> {
  const child = spawn(process.execPath, [`--max-old-space-size=${MAX_HEAP_MB}`, '--permission', '--allow-fs-read=*', '--no-warnings', PROGRAM], { env: {}, stdio: ['pipe', 'pipe', 'ignore'] });
  const timer = setTimeout(() => child.kill('SIGKILL'), READ_TIMEOUT_MS);
  const watch = setInterval(() => residentBytes(child) > MAX_RESIDENT_BYTES && child.kill('SIGKILL'), WATCH_INTERVAL_MS);
  try {
    const [output] = await Promise.all([outputOf(child), send(child, bytes)]);
    const read = JSON.parse(output) as { text?: string; code?: UnreadableCode };
    if (read.text === undefined) throw new Unreadable(read.code ?? 'damaged');
    return read.text;
  } finally {
    clearTimeout(timer);
    clearInterval(watch);
    child.kill('SIGKILL');
  }
}

/** @throws Unreadable when the process ended without a word: it was killed, or ran out of memory. */
async function outputOf(child: ChildProcess): Promise<string> {
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  let output = '';
  for await (const chunk of child.stdout!.setEncoding('utf8') as AsyncIterable<string>) {
    output += chunk;
    if (output.length > MAX_OUTPUT_BYTES) child.kill('SIGKILL');
  }
  if ((await ended) !== 0) throw new Unreadable('too_expensive');
  return output;
}

function send(child: ChildProcess, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    // It may have ended before it took everything: its exit says so.
    child.stdin!.once('error', () => resolve()).end(bytes, () => resolve());
  });
}

/** Buffers are outside of the JavaScript heap, so its limit does not hold them. 0 where the system does not say. */
function residentBytes({ pid }: ChildProcess): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
