import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { ScriptedBrowser } from '../../faults/hooks/scripted-browser.ts';

/**
 * Loaded before a service's own main (`node --import`), in fuzz runs only: everything of the service is real but the browser. It is
 * there at once, answers CDP with next to nothing, and shows no form.
 */
const [, main = ''] = process.argv;
const built = (module: string): string => new URL(module, pathToFileURL(main)).href;
type Prototype = { prototype: Record<string, unknown> };

const ANSWERS: Readonly<Record<string, object>> = {
  'Browser.getVersion': { product: 'Chrome/0', protocolVersion: '1.3', revision: '@0', userAgent: 'none', jsVersion: '0' },
  'Target.getTargets': { targetInfos: [] },
};

class AnsweringBrowser extends ScriptedBrowser {
  override open(): Promise<{ rfbSocketPath: string; cdpIn: PassThrough; cdpOut: PassThrough; files: object }> {
    const folder = join(process.env['SESSION_DATA_DIR']!, 'fuzz', this.id);
    const files = { downloads: join(folder, 'downloads'), files: join(folder, 'files'), uid: process.getuid!(), gid: process.getgid!() };
    for (const path of [files.downloads, files.files]) mkdirSync(path, { recursive: true });
    const [cdpIn, cdpOut] = [new PassThrough(), new PassThrough()];
    let rest = '';
    cdpIn.on('data', (chunk: Buffer) => {
      const messages = `${rest}${chunk.toString()}`.split('\0');
      rest = messages.pop()!;
      for (const message of messages) {
        const { id, method, sessionId } = JSON.parse(message) as { id: number; method: string; sessionId?: string };
        cdpOut.write(`${JSON.stringify({ id, result: ANSWERS[method] ?? {}, ...(sessionId === undefined ? {} : { sessionId }) })}\0`);
      }
    });
    return Promise.resolve({ rfbSocketPath: '/nowhere/rfb.sock', cdpIn, cdpOut, files });
  }
}

if (main.includes('/session-service/')) {
  const { TigervncBrowserHost } = (await import(built('./browser-host/tigervnc-browser-host.js'))) as { TigervncBrowserHost: Prototype };
  TigervncBrowserHost.prototype['start'] = (viewport: { width: number; height: number }) => Promise.resolve(new AnsweringBrowser(viewport));
  TigervncBrowserHost.prototype['sweep'] = () => Promise.resolve([]);
}

if (main.includes('/capture-service/')) {
  const { Refusal } = (await import(built('./capture/refusal.js'))) as { Refusal: new (code: string, message: string) => Error };
  const { SessionBrowsers } = (await import(built('./capture/session-browsers.js'))) as { SessionBrowsers: Prototype };
  SessionBrowsers.prototype['use'] = () => Promise.reject(new Refusal('form_not_found', 'No form was found on the page.'));
}
