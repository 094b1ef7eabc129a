import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort, startNats, startPostgres, temporaryFolder, waitFor } from '@countersign/test-kit';
import type { BusUser, SessionView } from '@countersign/contracts';
import { chromium } from 'playwright-core';
import { connectNats, natsAccounts, natsUrlOf, passwordsFor, prepareNats } from '@countersign/event-log';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RETENTION_MS = 30 * 24 * 3600 * 1000;
type Role = 'automation' | 'reviewer' | 'auditor' | 'operator';

export interface Grant {
  readonly grantId: string;
  readonly url: string;
  readonly secret: string;
}
export interface Answered<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}
export interface CallOptions {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly as?: Role;
}

type ServiceName = 'gateway' | 'session-service' | 'capture-service';

/** What the page in the remote browser has seen; it says so after every change. */
export interface PageSeen {
  readonly value: string;
  readonly keys: number;
  readonly clicks: number;
  readonly width: number;
  /** Name and text of the file that it was given. */
  readonly file: string;
}
const NOTHING_SEEN: PageSeen = { value: '', keys: 0, clicks: 0, width: 0, file: '' };
/** A field, two buttons of which one asks for a file, in black and white but for the square, which turns red and blue with every input. */
const PAGE = `<!doctype html><meta charset=utf-8><title>A page</title><body style="margin:0;background:#fff;font:20px sans-serif">
<textarea id=a style="position:absolute;left:20px;top:20px;width:500px;height:120px;font:20px sans-serif"></textarea>
<button id=b style="position:absolute;left:20px;top:170px;width:300px;height:60px">go</button>
<button id=d style="position:absolute;left:340px;top:170px;width:180px;height:60px" onclick="e.click()">file</button><input id=e type=file hidden>
<div id=c style="position:absolute;left:0;top:260px;width:400px;height:200px;background:rgb(0,0,255)"></div>
<script>let keys=0,clicks=0,turn=0,file='',sending=Promise.resolve();
const say=()=>{const seen=JSON.stringify({value:a.value,keys,clicks,file,width:innerWidth});sending=sending.then(()=>fetch('/seen',{method:'POST',body:seen})).catch(()=>0)};
const flip=()=>{turn=1-turn;c.style.background=turn?'rgb(255,0,0)':'rgb(0,0,255)'};
addEventListener('keydown',()=>{keys++;say()});a.oninput=()=>{flip();say()};b.onclick=()=>{clicks++;flip();say()};e.onchange=async()=>{file=e.files[0].name+': '+await e.files[0].text();say()};a.focus();say()</script>`;

/** A gateway and the services in processes of their own, with their servers: the built ones, as they are shipped. */
export class ConsoleSystem {
  /** Where the gateway listens; its public URL may be another one. */
  readonly url: string;
  /** The page for sessions, see PAGE. */
  readonly pageUrl: string;
  seen: PageSeen = NOTHING_SEEN;
  readonly #environment: Readonly<Record<ServiceName, NodeJS.ProcessEnv>>;
  readonly #cleanUps: (() => Promise<void>)[];
  readonly #bootstrapFile: string;
  readonly #processes = new Map<string, ChildProcess>();
  readonly #lines: string[] = [];

  private constructor(port: number, folder: string, pages: Server, natsUrl: (user: BusUser) => string, environment: NodeJS.ProcessEnv, cleanUps: (() => Promise<void>)[]) {
    this.url = `http://127.0.0.1:${port}`;
    const pagesHost = `localhost:${(pages.address() as AddressInfo).port}`;
    this.pageUrl = `http://${pagesHost}/`;
    pages.on('request', (request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        if (request.url === '/seen') this.seen = JSON.parse(text) as PageSeen;
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(PAGE);
      });
    });
    this.#bootstrapFile = join(folder, 'bootstrap.json');
    this.#cleanUps = cleanUps;
    const sessions = join(folder, 'sessions');
    mkdirSync(sessions, { mode: 0o755 });
    const { NATS_URL: _, ...inherited } = process.env;
    const common = { ...inherited, LOG_LEVEL: 'info', ...environment };
    this.#environment = {
      gateway: { GATEWAY_WEB_DIST: join(ROOT, 'apps/web/dist'), NATS_URL: natsUrl('gateway'), ...common, GATEWAY_PORT: String(port), GATEWAY_BOOTSTRAP_FILE: this.#bootstrapFile },
      'session-service': { NATS_URL: natsUrl('session-service'), ...common, SESSION_DATA_DIR: sessions, SESSION_POOL_SIZE: '0', SESSION_LIMIT: '8', SESSION_EGRESS_ALLOW: pagesHost },
      'capture-service': { NATS_URL: natsUrl('capture-service'), ...common },
    };
  }

  static async start(environment: NodeJS.ProcessEnv = {}): Promise<ConsoleSystem> {
    const passwords = passwordsFor(() => randomUUID());
    const [nats, postgres, folder, port] = await Promise.all([startNats({ accounts: natsAccounts(passwords) }), startPostgres(), temporaryFolder(), freePort()]);
    const natsUrl = (user: BusUser) => natsUrlOf(user, passwords[user], new URL(nats.url).host);
    const bootstrap = await connectNats({ natsUrl: natsUrl('bootstrap') });
    await prepareNats(bootstrap, { recordingRetentionMs: RETENTION_MS }).finally(() => bootstrap.close());
    const pages = createServer();
    await new Promise<void>((resolve) => pages.listen(0, () => resolve()));
    const closePages = async (): Promise<void> => {
      pages.closeAllConnections();
      await new Promise((resolve) => pages.close(resolve));
    };
    const cleanUps = [closePages, () => nats.stop(), () => postgres.stop(), () => folder.remove()];
    const system = new ConsoleSystem(port, folder.path, pages, natsUrl, { DATABASE_URL: postgres.url, ...environment }, cleanUps);
    await Promise.all([system.run('gateway'), system.run('session-service'), system.run('capture-service')]).catch(async (error: unknown) => {
      await system.stop();
      throw error;
    });
    return system;
  }

  get bootstrap(): { readonly keys: Record<Role, string>; readonly signInUrl: string } {
    return JSON.parse(readFileSync(this.#bootstrapFile, 'utf8')) as { keys: Record<Role, string>; signInUrl: string };
  }

  logs(): string {
    return this.#lines.slice(-20).join('\n');
  }

  async run(name: ServiceName): Promise<void> {
    const child = spawn(process.execPath, ['--enable-source-maps', join(ROOT, 'apps', name, 'dist/main.js')], { stdio: ['ignore', 'pipe', 'pipe'], env: this.#environment[name] });
    this.#processes.set(name, child);
    let isReady = false;
    for (const stream of [child.stdout, child.stderr]) {
      createInterface(stream).on('line', (line) => {
        this.#lines.push(`${name}: ${line}`);
        if (/"msg":"(ready|the gateway listens)"/.test(line)) isReady = true;
      });
    }
    await waitFor(() => isReady || child.exitCode !== null, { timeoutMs: 60_000, everyMs: 50, what: `${name} is ready` });
    if (!isReady) throw new Error(`${name} ended:\n${this.logs()}`);
  }

  async end(name: ServiceName, signal: NodeJS.Signals): Promise<void> {
    const child = this.#processes.get(name);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    await ended;
  }

  async stop(): Promise<void> {
    await Promise.all([this.end('gateway', 'SIGTERM'), this.end('session-service', 'SIGTERM'), this.end('capture-service', 'SIGTERM')]);
    for (const cleanUp of this.#cleanUps) await cleanUp();
  }

  async call<Body = Record<string, unknown>>(path: string, { method = 'GET', body, headers = {}, as }: CallOptions = {}): Promise<Answered<Body>> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: { ...(as ? { authorization: `Bearer ${this.bootstrap.keys[as]}` } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (/json/.test(response.headers.get('content-type') ?? '') && text !== '' ? JSON.parse(text) : text) as Body };
  }

  /** @throws when it is refused */
  async must<Body = Record<string, unknown>>(path: string, options: CallOptions): Promise<Body> {
    const { status, body } = await this.call<Body>(path, options);
    if (status >= 300) throw new Error(`${options.method ?? 'GET'} ${path}: ${status} ${JSON.stringify(body)}\n${this.logs()}`);
    return body;
  }

  /** A session with its browser on the page. */
  async startSession(parameters: Record<string, unknown> = {}): Promise<SessionView> {
    const { id: candidateId } = await this.must<{ id: string }>('/v1/candidates', { method: 'POST', as: 'automation', body: { resume: { basics: { name: 'Mira Okafor' } } } });
    const { id: runId } = await this.must<{ id: string }>('/v1/runs', { method: 'POST', as: 'automation', body: { candidateId } });
    this.seen = NOTHING_SEEN;
    const session = await this.must<SessionView>('/v1/sessions', { method: 'POST', as: 'automation', body: { runId, startUrl: this.pageUrl, viewport: { width: 1000, height: 700 }, heartbeatTimeoutSeconds: null, ...parameters } });
    await waitFor(() => this.seen.width > 0, { timeoutMs: 20_000, what: 'the page is there' });
    return session;
  }

  /** The page of this session as it was at the start. */
  async freshPage(sessionId: string): Promise<void> {
    const browser = await chromium.connectOverCDP(`${this.url.replace('http', 'ws')}/v1/sessions/${sessionId}/cdp`, { headers: { authorization: `Bearer ${this.bootstrap.keys.automation}` } });
    this.seen = NOTHING_SEEN;
    await browser.contexts()[0]!.pages()[0]!.goto(this.pageUrl);
    await waitFor(() => this.seen.width > 0, { timeoutMs: 20_000, what: 'the page is there' });
    await browser.close();
  }

  session(id: string): Promise<SessionView> {
    return this.must<SessionView>(`/v1/sessions/${id}`, { as: 'auditor' });
  }

  async grant(sessionId: string, body: { mode: 'view' | 'control'; user?: string; ttlSeconds?: number }, as: Role = 'automation'): Promise<Grant> {
    const { grantId, url } = await this.must<{ grantId: string; url: string }>(`/v1/sessions/${sessionId}/console-grants`, { method: 'POST', as, body: { ...body, ...(body.user === undefined ? {} : { user: `user:${body.user}` }) } });
    return { grantId, url, secret: new URL(url).hash.slice(1) };
  }
}
