/**
 * An application from TypeScript: the same walk as apply.sh, and the session's browser driven by Playwright through the gateway.
 *
 *   COUNTERSIGN_URL=http://localhost:4400 COUNTERSIGN_KEY=cs_… node examples/apply.ts https://jobs.example.com/apply
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from 'playwright-core';

const url = process.env.COUNTERSIGN_URL ?? 'http://localhost:4400';
const key = process.env.COUNTERSIGN_KEY;
const job = process.argv[2];
if (!key || !job) throw new Error('usage: COUNTERSIGN_KEY=cs_… node examples/apply.ts <address of an application form>');
const headers = { authorization: `Bearer ${key}` };

async function call<Result>(method: string, path: string, body?: unknown): Promise<Result> {
  const response = await fetch(`${url}${path}`, {
    method, headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) }, ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const answer = (await response.json()) as Result & { detail?: string };
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer.detail}`);
  return answer;
}

const resume = JSON.parse(readFileSync(new URL('./resume.json', import.meta.url), 'utf8')) as unknown;
const candidate = await call<{ id: string }>('POST', '/v1/candidates', { id: randomUUID(), resume });
const run = await call<{ id: string }>('POST', '/v1/runs', { candidateId: candidate.id, title: 'From TypeScript' });
const task = await call<{ id: string }>('POST', '/v1/tasks', { runId: run.id, url: job, company: 'Example', title: 'Application' });
const session = await call<{ id: string }>('POST', '/v1/sessions', { runId: run.id, ttlSeconds: 3600, heartbeatTimeoutSeconds: null });

// The browser of the session, as if it ran here: look around before the form is read.
const browser = await chromium.connectOverCDP(`${url.replace(/^http/, 'ws')}/v1/sessions/${session.id}/cdp`, { headers });
const page = await browser.contexts()[0]!.newPage();
await page.goto(job);
process.stdout.write(`the browser is at “${await page.title()}”\n`);
await page.close();
await browser.close();

const capture = await call<{ id: string; questions: number; missing: number }>('POST', '/v1/captures', { taskId: task.id, sessionId: session.id });
process.stdout.write(`${capture.questions} questions, ${capture.missing} required ones without an answer\nreview it: ${url}/captures/${capture.id}\n`);
for (;;) {
  const { status } = await call<{ status: string }>('GET', `/v1/captures/${capture.id}`);
  if (status === 'submitted' || status === 'rejected') {
    process.stdout.write(`${status}\n`);
    break;
  }
  await pause(5000);
}
