import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { ScriptedBrowser } from './scripted-browser.ts';

/**
 * Loaded before a service's own main (`node --import`), in fault runs only: everything of the service is real but the
 * browser and what is done in its pages, so that hundreds of seeds need no Chromium.
 */
const [, main = ''] = process.argv;
const built = (module: string): string => new URL(module, pathToFileURL(main)).href;
type Prototype = { prototype: Record<string, unknown> };

if (main.includes('/session-service/')) {
  const { TigervncBrowserHost } = (await import(built('./browser-host/tigervnc-browser-host.js'))) as { TigervncBrowserHost: Prototype };
  TigervncBrowserHost.prototype['start'] = (viewport: { width: number; height: number }) => Promise.resolve(new ScriptedBrowser(viewport));
  TigervncBrowserHost.prototype['sweep'] = () => Promise.resolve([]);
}

if (main.includes('/capture-service/')) {
  const inPage = new Set(['press', 'observe', 'open-form', 'confirmation', 'screenshot', 'page-text'].map((name) => built(`./submitting/${name}.js`)));
  registerHooks({
    resolve: (specifier, context, next) => {
      const resolved = next(specifier, context);
      return inPage.has(resolved.url) ? { ...resolved, url: new URL('./scripted-page.js', import.meta.url).href } : resolved;
    },
  });
  const { SessionBrowsers } = (await import(built('./capture/session-browsers.js'))) as { SessionBrowsers: Prototype };
  SessionBrowsers.prototype['use'] = (_sessionId: string, _meta: unknown, _timeoutMs: number, work: (browser: unknown) => Promise<unknown>) => work({});
  const { PrepareSubmission } = (await import(built('./capture/prepare-submission.js'))) as { PrepareSubmission: Prototype };
  PrepareSubmission.prototype['prepare'] = (_browser: unknown, { id, capture }: { id: string; capture: { approvedSha256: string } }) =>
    Promise.resolve({ scraped: { captureId: id }, action: {}, targetId: id, answersSha256: capture.approvedSha256, readBack: [] });
}
