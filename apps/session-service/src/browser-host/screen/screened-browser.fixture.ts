import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Viewport } from '@countersign/contracts';
import { reachingThisMachine } from '../../egress/this-machine.fixture.ts';
import { CdpStartup } from '../cdp-startup.ts';
import { TigervncBrowserHost } from '../tigervnc-browser-host.ts';
import { RfbPerson } from './rfb-person.fixture.ts';

const ANSWER_MS = 10_000;

/** Corners of the page's area are red, an input has the keyboard; `/needs-password` asks for one. */
const PAGE = `<!doctype html><meta charset=utf-8><title>page</title><style>body{margin:0;background:#fff}i{position:fixed;width:8px;height:8px;background:#f00}
input{position:absolute;left:20px;top:40px;width:250px}</style><i style="left:0;top:0"></i><i style="right:0;top:0"></i><i style="left:0;bottom:0"></i>
<i style="right:0;bottom:0"></i><input id=field autofocus><input id=file type=file style="top:80px">`;

/** A real browser on its screen, with somebody before it. */
export interface ScreenedBrowser {
  readonly cdp: CdpStartup;
  readonly person: RfbPerson;
  readonly pageUrl: string;
  /** The first page's session. */
  readonly page: string;
  /** Height of what is above the page. */
  readonly top: number;
  evaluate<Value>(expression: string, session?: string): Promise<Value>;
  attach(targetId: string): Promise<string>;
  pages(): Promise<readonly { targetId: string; url: string }[]>;
  stop(): Promise<void>;
}

export async function startScreenedBrowser(dataFolder: string, viewport: Viewport): Promise<ScreenedBrowser> {
  const server = createServer((request, response) => {
    const needsPassword = request.url === '/needs-password';
    response.writeHead(needsPassword ? 401 : 200, { 'content-type': 'text/html', ...(needsPassword ? { 'www-authenticate': 'Basic realm="x"' } : {}) }).end(needsPassword ? 'no' : PAGE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const pageUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const host = new TigervncBrowserHost({ dataFolder, uidBase: 64_400, uidCount: 100, startTimeoutMs: 30_000, egress: reachingThisMachine() });
  const browser = await host.start(viewport);
  const pipes = await browser.open(pageUrl);
  const cdp = new CdpStartup(pipes.cdpIn, pipes.cdpOut);
  const person = await RfbPerson.sitDown(pipes);
  const attach = async (targetId: string): Promise<string> => (await cdp.command('Target.attachToTarget', { targetId, flatten: true }, ANSWER_MS))['sessionId'] as string;
  const pages: ScreenedBrowser['pages'] = async () => {
    const { targetInfos } = (await cdp.command('Target.getTargets', {}, ANSWER_MS)) as { targetInfos: { type: string; targetId: string; url: string }[] };
    return targetInfos.filter(({ type }) => type === 'page');
  };
  const page = await attach((await pages())[0]!.targetId);
  const evaluate = async <Value>(expression: string, session = page): Promise<Value> => {
    const { result, exceptionDetails } = (await cdp.command('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true, userGesture: true }, ANSWER_MS, session)) as {
      result: { value: Value }; exceptionDetails?: { exception?: { description?: string } };
    };
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? 'it threw');
    return result.value;
  };
  return {
    cdp, person, pageUrl, page, evaluate, attach, pages, top: person.height - viewport.height,
    stop: async () => {
      person.leave();
      await browser.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
