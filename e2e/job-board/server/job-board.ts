import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { escapeHtml, readForm } from './form-body.ts';
import { harborClinicErrors, harborClinicPage } from './harbor-clinic.ts';
export { classicDescription } from './look-alikes/greenhouse-classic.ts';
import { LookAlikes } from './look-alikes/look-alikes.ts';
import { careersPage, lumenLabsErrors } from './lumen-labs.ts';
import { NORTHWIND_STEPS, saveStep, type Draft } from './northwind.ts';
import { Received, type ReceivedApplication } from './received.ts';

/** The folder of this package, from its sources and from its build alike. */
const HOME = fileURLToPath(new URL('../..', import.meta.url));
const MAX_DRAFTS = 1000;
const MEDIA_TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };

export interface JobBoardOptions {
  readonly host?: string;
  /** 0: a free one. */
  readonly port?: number;
  /** File of JSON lines that keeps what was received over a restart. */
  readonly receivedPath?: string;
}
export interface JobBoard {
  readonly url: string;
  /** Pages of the three application forms. */
  readonly jobs: { readonly lumenLabs: string; readonly northwind: string; readonly harborClinic: string };
  /** Forms that look like those of known application systems, by name. */
  readonly lookAlikes: Readonly<Record<string, string>>;
  received(): readonly ReceivedApplication[];
  stop(): Promise<void>;
}

/** A small job board of three companies, each with another kind of application form; it counts what it receives. */
export async function startJobBoard(options: JobBoardOptions = {}): Promise<JobBoard> {
  const received = new Received(options.receivedPath);
  const drafts = new Map<string, Draft>();
  const lookAlikes = new LookAlikes();
  const host = options.host ?? '127.0.0.1';
  const server = createServer((request, response) => {
    handle(request, response, received, drafts, lookAlikes).catch((error: Error) => reply(response, 400, { error: error.message }));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port ?? 0, host, resolve));
  const url = `http://${host}:${(server.address() as AddressInfo).port}`;
  return {
    url,
    jobs: {
      lumenLabs: `${url}/jobs/lumen-labs/frontend-engineer`,
      northwind: `${url}/jobs/northwind/data-analyst`,
      harborClinic: `${url}/jobs/harbor-clinic/receptionist`,
    },
    lookAlikes: lookAlikes.addresses(url),
    received: () => received.all(),
    stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}

async function handle(request: IncomingMessage, response: ServerResponse, received: Received, drafts: Map<string, Draft>, lookAlikes: LookAlikes): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://board');
  switch (`${request.method} ${pathname}`) {
    case 'GET /': return page(response, listPage());
    case 'GET /applications': return page(response, receivedPage(received.all()));
    case 'GET /applications.json': return reply(response, 200, received.all());
    case 'GET /jobs/lumen-labs/frontend-engineer': return page(response, careersPage(embedUrl(request)));
    case 'POST /api/lumen-labs/applications': {
      const form = await readForm(request);
      const errors = lumenLabsErrors(form);
      if (Object.keys(errors).length > 0) return reply(response, 422, { errors });
      return reply(response, 201, { id: received.add({ job: 'lumen-labs/frontend-engineer', ...form }).id });
    }
    case 'GET /jobs/northwind/data-analyst': return page(response, readFileSync(join(HOME, 'job-board/pages/northwind.html'), 'utf8'));
    case 'GET /api/northwind/draft': return reply(response, 200, publicDraft(draftOf(request, response, drafts)));
    case 'POST /api/northwind/draft': return saveDraft(request, response, received, drafts);
    case 'GET /jobs/harbor-clinic/receptionist': return page(response, harborClinicPage());
    case 'POST /jobs/harbor-clinic/receptionist': {
      const form = await readForm(request);
      const errors = harborClinicErrors(form);
      if (Object.keys(errors).length > 0) return page(response, harborClinicPage(errors), 422);
      received.add({ job: 'harbor-clinic/receptionist', ...form });
      response.writeHead(303, { location: '/jobs/harbor-clinic/receptionist/thanks' }).end();
      return;
    }
    case 'GET /jobs/harbor-clinic/receptionist/thanks': return page(response, thanksPage());
    default: return pathname.startsWith('/look-alikes/') ? lookAlike(request, response, received, lookAlikes) : pathname.startsWith('/embed/') ? embedded(response, pathname) : reply(response, 404, { error: 'There is no such page.' });
  }
}

/** On loopback the form comes from another origin than the page around it, as embedded boards do. */
function embedUrl(request: IncomingMessage): string {
  const host = (request.headers.host ?? '').replace(/^127\.0\.0\.1(?=:)/, 'localhost');
  return `http://${encodeURI(host)}/embed/?for=lumen-labs&token=4007123`;
}

function draftOf(request: IncomingMessage, response: ServerResponse, drafts: Map<string, Draft>): Draft {
  const id = /(?:^|;\s*)northwind-draft=([0-9a-f-]{36})/.exec(request.headers.cookie ?? '')?.[1];
  const known = id && drafts.get(id);
  if (known && known.step <= NORTHWIND_STEPS) return known;
  const draft: Draft = { id: randomUUID(), step: 1, fields: {}, files: {} };
  drafts.set(draft.id, draft);
  if (drafts.size > MAX_DRAFTS) drafts.delete(drafts.keys().next().value!);
  response.setHeader('set-cookie', `northwind-draft=${draft.id}; Path=/; HttpOnly; SameSite=Lax`);
  return draft;
}

const publicDraft = ({ step }: Draft) => ({ step, steps: NORTHWIND_STEPS });

async function saveDraft(request: IncomingMessage, response: ServerResponse, received: Received, drafts: Map<string, Draft>): Promise<void> {
  const draft = draftOf(request, response, drafts);
  const form = await readForm(request);
  const errors = saveStep(draft, Number(form.fields.step?.[0]), { ...form, fields: { ...form.fields, step: [] } });
  if (Object.keys(errors).length > 0) return reply(response, 422, { errors });
  if (draft.step > NORTHWIND_STEPS) {
    const { step: _step, ...fields } = draft.fields;
    received.add({ job: 'northwind/data-analyst', fields, files: draft.files });
  }
  return reply(response, 200, publicDraft(draft));
}

async function lookAlike(request: IncomingMessage, response: ServerResponse, received: Received, lookAlikes: LookAlikes): Promise<void> {
  const answer = await lookAlikes.answer(request, response, received);
  if (answer === undefined) return reply(response, 404, { error: 'There is no such page.' });
  if ('html' in answer) return page(response, answer.html, answer.status);
  if ('json' in answer) return reply(response, answer.status ?? 200, answer.json);
  response.writeHead(303, { location: answer.seeOther }).end();
}

async function embedded(response: ServerResponse, pathname: string): Promise<void> {
  const path = normalize(pathname.replace('/embed/', '/')).replace(/^\/+/, '') || 'index.html';
  if (path.startsWith('..')) return reply(response, 404, { error: 'There is no such page.' });
  const body = await readFile(join(HOME, 'dist/embed', path)).catch(() => undefined);
  if (!body) return reply(response, 404, { error: 'There is no such page.' });
  response.writeHead(200, { 'content-type': MEDIA_TYPES[extname(path)] ?? 'application/octet-stream' }).end(body);
}

function page(response: ServerResponse, html: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html);
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) return void response.end();
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body));
}

const layout = (title: string, body: string) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:820px;margin:32px auto;padding:0 16px}td{vertical-align:top;padding:2px 12px 2px 0}</style></head><body>${body}</body></html>`;

function listPage(): string {
  return layout('Job board', `<h1>Open positions</h1><ul>
<li><a href="/jobs/lumen-labs/frontend-engineer">Frontend Engineer, Lumen Labs</a></li>
<li><a href="/jobs/northwind/data-analyst">Data Analyst, Northwind</a></li>
<li><a href="/jobs/harbor-clinic/receptionist">Receptionist, Harbor Clinic</a></li></ul>
<p><a href="/applications">Applications received</a></p>`);
}

const thanksPage = () => layout('Thank you – Harbor Clinic', '<h1>Thank you for your application</h1><p>We have received it and will write to you within two weeks.</p>');

function receivedPage(applications: readonly ReceivedApplication[]): string {
  const one = ({ id, job, receivedAt, fields, files }: ReceivedApplication) => {
    const rows = [
      ...Object.entries(fields).map(([name, values]) => [name, values.join(', ')]),
      ...Object.entries(files).map(([name, file]) => [name, `${file.name}, ${file.sizeBytes} bytes, SHA-256 ${file.sha256}`]),
    ];
    return `<section><h2>${id}. ${escapeHtml(job)}</h2><p>${receivedAt}</p><table>${rows
      .map(([name, value]) => `<tr><td>${escapeHtml(name!)}</td><td>${escapeHtml(value!)}</td></tr>`).join('')}</table></section>`;
  };
  return layout('Applications received', `<h1>${applications.length} applications received</h1>${applications.map(one).join('')}`);
}
