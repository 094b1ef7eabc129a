/**
 * An application from TypeScript: the same walk as apply.sh, and the session's browser driven by Playwright through the gateway.
 *
 *   COUNTERSIGN_URL=http://localhost:4400 COUNTERSIGN_KEY=cs_… node examples/apply.ts https://jobs.example.com/apply
 */
import { readFileSync } from 'node:fs';
import { Client, receiptOf } from '@countersign/client';
import { chromium } from 'playwright-core';

const url = process.env.COUNTERSIGN_URL ?? 'http://localhost:4400';
const key = process.env.COUNTERSIGN_KEY;
const job = process.argv[2];
if (!key || !job) throw new Error('usage: COUNTERSIGN_KEY=cs_… node examples/apply.ts <address of an application form>');
const countersign = new Client({ url, key });

const resume = JSON.parse(readFileSync(new URL('./resume.json', import.meta.url), 'utf8')) as Record<string, unknown>;
const candidate = await countersign.post('/v1/candidates', { body: { resume } });
const run = await countersign.post('/v1/runs', { body: { candidateId: candidate.id, title: 'From TypeScript' } });
const task = await countersign.post('/v1/tasks', { body: { runId: run.id, url: job, company: 'Example', title: 'Application' } });
const session = await countersign.post('/v1/sessions', { body: { runId: run.id, ttlSeconds: 3600, heartbeatTimeoutSeconds: null } });

// The browser of the session, as if it ran here: look around before the form is read.
const browser = await chromium.connectOverCDP(`${url.replace(/^http/, 'ws')}/v1/sessions/${session.id}/cdp`, { headers: { authorization: `Bearer ${key}` } });
const page = await browser.contexts()[0]!.newPage();
await page.goto(job);
process.stdout.write(`the browser is at “${await page.title()}”\n`);
await page.close();
await browser.close();

const capture = await countersign.post('/v1/captures', { body: { taskId: task.id, sessionId: session.id } });
const { position } = receiptOf(capture)!;
process.stdout.write(`${capture.questions} questions, ${capture.missing} required ones without an answer\nreview it: ${url}/captures/${capture.id}\n`);
// What happens from there on, as it happens; nothing is missed when the connection is lost.
for await (const { event } of countersign.events({ query: { runId: run.id }, after: position })) {
  const outcome = /^countersign\.capture\.(submitted|rejected)\.v1$/.exec(event.type)?.[1];
  if (event.aggregateId !== capture.id || outcome === undefined) continue;
  process.stdout.write(`${outcome}\n`);
  break;
}
