import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaptureView } from '@countersign/contracts';
import { findCommand } from '@countersign/test-kit';
import { call, Countersign, until, type Ready } from './countersign.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
jest.setTimeout(120_000);

/** The blocks of one language in docs/quick-start.md, one after the other. */
function quickStart(language: string): string {
  const page = readFileSync(join(ROOT, 'docs/quick-start.md'), 'utf8');
  return [...page.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, block]) => block).join('');
}

describe('the example scripts (ci)', () => {
  const countersign = new Countersign();
  let ready: Ready;

  beforeAll(async () => {
    await countersign.launch();
    ready = await countersign.ready();
  }, 240_000);
  afterAll(() => countersign.remove(), 60_000);

  it.each([['plain curl', 'sh', 'examples/apply.sh'], ['TypeScript with Playwright over CDP', process.execPath, 'examples/apply.ts']])('%s: takes an application to review, and ends when a person decided', async (_name, program, script) => {
    const child = spawn(program, [script, `${ready.jobBoardUrl}/jobs/harbor-clinic/receptionist`], {
      cwd: ROOT, env: { ...process.env, COUNTERSIGN_URL: ready.url, COUNTERSIGN_KEY: ready.keys.automation }, stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString(); });
    child.stderr.on('data', (chunk: Buffer) => { output += chunk.toString(); });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    const link = () => /review it: \S+\/captures\/(\S+)/.exec(output)?.[1];
    await until(() => link() !== undefined || child.exitCode !== null, 60_000, () => output);
    expect(output).toContain('14 questions');
    const rejected = await call<CaptureView>(ready, 'reviewer', 'POST', `/v1/captures/${link()}/reject`, { reason: 'Only an example.' });
    expect(rejected.body.status).toBe('rejected');
    expect(await ended).toBe(0);
    expect(output.trimEnd()).toMatch(/rejected$/);
  });

  const languages = [['curl', 'sh', ['-euc', quickStart('sh')], /^14 questions, \d+ of them wait .*\nrejected\n.*run.registered[^]*capture.rejected/],
    ['Python', findCommand('python3') ?? '', ['-c', quickStart('python')], /^14 questions, \d+ of them wait .*\napproved\n$/]] as const;
  // Where there is no Python, its half cannot be tried.
  it.each(languages.filter(([, program]) => program !== ''))('the quick start with %s ends with a decision', async (_name, program, args, expected) => {
    const child = spawn(program, [...args], { cwd: ROOT, env: { ...process.env, COUNTERSIGN_DATA: countersign.data }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString(); });
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
    expect(output).toMatch(expected);
    expect(status).toBe(0);
  });
});
