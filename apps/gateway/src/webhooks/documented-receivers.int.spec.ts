import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findCommand, freePort, temporaryFolder, waitFor, type TemporaryFolder } from '@countersign/test-kit';
import { signedHeaders } from './webhook-signatures.ts';

const document = readFileSync(fileURLToPath(new URL('../../../../docs/webhooks.md', import.meta.url)), 'utf8');
const blockOf = (language: string): string => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(document)![1]!;
const secret = `whsec_${randomBytes(32).toString('base64')}`;
const other = `whsec_${randomBytes(32).toString('base64')}`;
const body = JSON.stringify({ type: 'webhook.test', timestamp: '2026-11-22T10:00:00.000Z', data: { a: 'é' } });

describe('the receivers of docs/webhooks.md', () => {
  let folder: TemporaryFolder;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(async () => folder.remove());

  async function withReceiver(command: string, name: string, text: string, work: (url: string, output: string[]) => Promise<void>): Promise<void> {
    const path = join(folder.path, name);
    writeFileSync(path, text);
    const port = await freePort();
    const child: ChildProcess = spawn(command, [path], { env: { ...process.env, PORT: String(port), WEBHOOK_SECRET: secret }, stdio: ['ignore', 'pipe', 'ignore'] });
    const output: string[] = [];
    child.stdout!.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    const url = `http://127.0.0.1:${port}/`;
    try {
      await waitFor(async () => (await post(url, {})) > 0, { what: 'the receiver listens' });
      await work(url, output);
    } finally {
      child.kill('SIGKILL');
    }
  }
  const post = async (url: string, headers: Record<string, string>, text = body): Promise<number> => (await fetch(url, { method: 'POST', headers, body: text })).status;

  const receivers = [['js', process.execPath, 'receiver.mjs'], ['python', findCommand('python3') ?? '', 'receiver.py']] as const;
  // Where there is no Python, its receiver cannot be tried.
  it.each(receivers.filter(([, command]) => command !== ''))('in %s take what is signed with their secret, now, and nothing else', async (language, command, name) => {
    await withReceiver(command, name, blockOf(language), async (url, output) => {
      const signed = signedHeaders('message-1', body, [other, secret], Date.now());
      expect(await post(url, signed)).toBe(204);
      await waitFor(() => output.join('').includes('message-1 webhook.test'));
      expect(await post(url, signedHeaders('message-2', body, [other], Date.now()))).toBe(400);
      expect(await post(url, signed, body.replace('é', 'e'))).toBe(400);
      expect(await post(url, { ...signed, 'webhook-id': 'message-2' })).toBe(400);
      expect(await post(url, signedHeaders('message-3', body, [secret], Date.now() - 3600_000))).toBe(400);
      expect(await post(url, { ...signed, 'webhook-timestamp': 'soon' })).toBe(400);
      expect(output.join('').match(/message/g)).toHaveLength(1);
    });
  });
});
