import { rmdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { WebSocket } from 'ws';
import { reachingThisMachine } from '../egress/this-machine.fixture.ts';
import { TigervncBrowserHost } from '../browser-host/tigervnc-browser-host.ts';
import type { StoredFile } from '../files/session-files.ts';
import { createStreamServer, type BrowserPipes, type StreamServer, type StreamServerOptions } from './session-streams.ts';

export const sessionId = '019a0000-0000-7000-8000-000000000001';
export const person = 'user:ada';

export interface StreamedBrowser {
  readonly streams: StreamServer;
  /**
   * `http://localhost:<port>`: /page has an input, a button and a frame, says in its title what it has seen (PageSeen) and has
   * a function reset(value); /frame has an input; anything else only its path as the title.
   */
  readonly pagesUrl: string;
  /** The same pages on another site. */
  readonly otherSiteUrl: string;
  readonly pipes: BrowserPipes;
  /** Consoles opened and closed, as `+id` and `-id`. */
  readonly consoleLog: string[];
  /** Downloads that were put on record. */
  readonly downloaded: StoredFile[];
  activityCount(): number;
  /** Who has control, as the session would say. */
  control(holder: string | null): void;
  /** Kills the browser as a crash would, and leaves the rest. */
  killBrowser(): Promise<void>;
  stop(): Promise<void>;
}

const page = `<!doctype html><title>page</title><body style="margin:0;background:#fff">
<input id=a style="position:absolute;left:20px;top:20px;width:300px;height:40px">
<button id=b style="position:absolute;left:20px;top:100px;width:300px;height:60px">go</button>
<iframe src="/frame" style="position:absolute;left:20px;top:200px"></iframe>
<script>let clicks=0,downs=0,ups=0;const show=()=>{document.title=JSON.stringify({value:a.value,clicks,downs,ups})};show();
const reset=(value)=>{a.value=value;a.focus();a.select();clicks=downs=ups=0;show()};
addEventListener('keydown',()=>{downs++;show()});addEventListener('keyup',()=>{ups++;show()});addEventListener('input',show);b.onclick=()=>{clicks++;show()}</script>`;

/** A real browser on a real X server, behind a stream server; one session is registered. */
export async function startStreamedBrowser(dataFolder: string, options: Partial<StreamServerOptions> = {}): Promise<StreamedBrowser> {
  const pages = createServer((request, response) => {
    const body = request.url === '/page' ? page : request.url === '/frame' ? '<input id=f>' : `<title>${request.url}</title>`;
    response.writeHead(200, { 'content-type': 'text/html' }).end(body);
  });
  await new Promise<void>((resolve) => pages.listen(0, () => resolve()));
  const { port } = pages.address() as AddressInfo;
  const host = new TigervncBrowserHost({ dataFolder, uidBase: 64_900, uidCount: 50, startTimeoutMs: 30_000, egress: reachingThisMachine() });
  const browser = await host.start({ width: 1024, height: 700 });
  const pipes = await browser.open(`http://localhost:${port}/page`);
  const streams = createStreamServer({ host: '127.0.0.1', port: 0, publicHost: '127.0.0.1', logger: { info: () => {}, warn: () => {} }, ...options });
  await streams.start();
  let holder: string | null = null;
  let activities = 0;
  const consoleLog: string[] = [];
  const downloaded: StoredFile[] = [];
  let turns = 0;
  streams.register(sessionId, pipes, () => holder, {
    onConsoleSocketOpened: (consoleId) => consoleLog.push(`+${consoleId}`),
    onConsoleSocketClosed: (consoleId) => consoleLog.push(`-${consoleId}`),
    onActivity: () => (activities += 1),
    onControlUsed: () => undefined,
    lease: () => holder === null ? null : { holder, token: turns, since: '2026-11-22T09:30:00.000Z' },
    onDownloaded: (file) => downloaded.push(file),
  });
  return {
    streams,
    pagesUrl: `http://localhost:${port}`,
    otherSiteUrl: `http://127.0.0.1:${port}`,
    pipes,
    consoleLog,
    downloaded,
    activityCount: () => activities,
    control: (next) => {
      holder = next;
      if (next !== null) turns += 1;
      streams.controlChanged(sessionId);
    },
    killBrowser: () => browser.stop(),
    stop: async () => {
      await streams.stop();
      await browser.stop();
      pages.closeAllConnections();
      await new Promise((resolve) => pages.close(resolve));
      // Where the path is too long for sockets the host has its folders elsewhere, under one that others may use too.
      await rmdir(dirname(dirname(pipes.rfbSocketPath))).catch(() => {});
    },
  };
}

/** What /page has seen of the keyboard and the mouse. */
export interface PageSeen {
  readonly value: string;
  readonly clicks: number;
  readonly downs: number;
  readonly ups: number;
}

/** Asked by the service's own way, which the control lease does not concern. */
export async function seenByPage({ streams, pagesUrl }: StreamedBrowser): Promise<PageSeen> {
  const { targetInfos } = (await streams.command(sessionId, 'Target.getTargets')) as { targetInfos: { type: string; url: string; title: string }[] };
  return JSON.parse(targetInfos.find(({ type, url }) => type === 'page' && url === `${pagesUrl}/page`)!.title) as PageSeen;
}

interface Answer {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly code: number; readonly message: string; readonly data?: Record<string, unknown> };
  readonly sessionId?: string;
}

/** A bare CDP client: a WebSocket that counts its commands. */
export class RawCdpClient {
  readonly events: Answer[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly socket: WebSocket;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })));
    socket.on('error', () => {});
    socket.on('message', (data) => {
      const answer = JSON.parse((data as Buffer).toString('utf8')) as Answer;
      const resolve = answer.id === undefined ? undefined : this.#waiting.get(answer.id);
      if (resolve) resolve(answer);
      else this.events.push(answer);
    });
  }

  static async connect(streams: StreamServer): Promise<RawCdpClient> {
    const { url, ticket } = streams.issueCdpTicket(sessionId);
    const socket = new WebSocket(url, { headers: { authorization: `Bearer ${ticket}` } });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    return new RawCdpClient(socket);
  }

  send(method: string, params: Record<string, unknown> = {}, session?: string): Promise<Answer> {
    const id = ++this.#lastId;
    this.socket.send(JSON.stringify({ id, method, params, sessionId: session }));
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  /** Attaches to the page whose address begins so; returns its session. */
  async attachToPage(url: string): Promise<string> {
    const { targetInfos } = (await this.send('Target.getTargets')).result as { targetInfos: { targetId: string; url: string; type: string }[] };
    const target = targetInfos.find((info) => info.type === 'page' && info.url.startsWith(url));
    if (!target) throw new Error(`no page ${url}`);
    return (await this.send('Target.attachToTarget', { targetId: target.targetId, flatten: true })).result!['sessionId'] as string;
  }

  /** The value of an expression in a page, as JSON; it may open windows. */
  async evaluate(session: string, expression: string): Promise<unknown> {
    const { result, error } = await this.send('Runtime.evaluate', { expression, returnByValue: true, userGesture: true }, session);
    if (error) throw new Error(error.message);
    return (result!['result'] as { value: unknown }).value;
  }

  close(): void {
    this.socket.close();
  }
}
