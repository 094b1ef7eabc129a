import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { neverAvailable } from './never-available.ts';

interface Protocol {
  readonly domains: readonly { readonly domain: string; readonly commands?: readonly { readonly name: string; readonly parameters?: readonly { readonly name: string }[] }[] }[];
}

/** As the protocol's own package describes it. */
const protocol = ['browser_protocol', 'js_protocol'].flatMap((name) => (createRequire(import.meta.url)(`devtools-protocol/json/${name}.json`) as Protocol).domains);
const commands = protocol.flatMap(({ domain, commands: ofDomain = [] }) => ofDomain.map(({ name, parameters = [] }) => ({ method: `${domain}.${name}`, parameters: parameters.map((each) => each.name) })));
const refused = (method: string, params?: Record<string, unknown>) => neverAvailable({ id: 1, method, params, sessionId: undefined });

describe('never', () => {
  const always = [
    'Browser.crash', 'Browser.crashGpuProcess', 'Browser.executeBrowserCommand', 'Browser.getBrowserCommandLine', 'DOM.getFileInfo', 'Emulation.setVirtualTimePolicy', 'Target.exposeDevToolsProtocol',
    'Target.getDevToolsTarget', 'Target.openDevTools', 'Target.sendMessageToTarget', 'Target.setRemoteLocations', 'Extensions.loadUnpacked', 'Extensions.getStorageItems', 'PWA.launchFilesInApp', 'PWA.install',
    'SystemInfo.getInfo', 'SystemInfo.getProcessInfo', 'Tethering.bind', 'Tethering.unbind', 'Cast.enable', 'Cast.startDesktopMirroring', 'DeviceAccess.selectPrompt',
  ];
  it.each(always)('is %s available', (method) => {
    expect(refused(method)).toEqual({ code: -32000, message: expect.any(String), data: { code: 'command_refused', method } });
    expect(commands.map((each) => each.method)).toContain(method);
  });

  it.each([
    ['Target.createBrowserContext', { proxyServer: 'http://10.0.0.1' }, { disposeOnDetach: true }],
    ['Target.createBrowserContext', { proxyBypassList: '*' }, { proxyServer: '', proxyBypassList: undefined }],
    ['Target.createBrowserContext', { originsWithUniversalNetworkAccess: ['https://example.org'] }, {}],
    ['Target.createTarget', { url: 'about:blank', hidden: true }, { url: 'about:blank', hidden: false }],
    ['Target.createTarget', { url: 'chrome://settings' }, { url: 'https://example.org' }],
    ['Page.navigate', { url: 'file:///etc/passwd' }, { url: 'https://example.org' }],
    ['Fetch.continueRequest', { requestId: '1', url: 'file:///etc/passwd' }, { requestId: '1', url: 'https://example.org' }],
    ['Page.setDownloadBehavior', { behavior: 'deny' }, { behavior: 'allow', downloadPath: '/x' }],
    ['Network.loadNetworkResource', { url: 'file:///etc/passwd' }, { url: 'https://example.org/x.map' }],
    ['Tracing.start', { tracingBackend: 'system' }, { tracingBackend: 'chrome' }],
    ['Tracing.start', { perfettoConfig: 'CgA=' }, { transferMode: 'ReturnAsStream', traceConfig: {} }],
  ])('is %s available with %j, but with %j', (method, bad, good) => {
    expect(refused(method, bad)).toMatchObject({ code: -32000, data: { code: 'command_refused' } });
    expect(refused(method, good)).toBeNull();
  });

  it('is a domain available that was not looked through', () => {
    for (const method of ['Brandnew.command', 'No.such', 'toString', '__proto__.x', 'constructor', '', 'Page', 'page.navigate']) {
      if (method !== 'Page') expect(refused(method)).toMatchObject({ code: -32601 });
    }
    const unknown = [...new Set(commands.map(({ method }) => method))].filter((method) => refused(method)?.code === -32601);
    expect(unknown).toEqual([]);
  });

  it('is a command let through unseen that names a file, a path, a proxy or a port', () => {
    const telling = /path|file|proxy|^port$|^locations$|directory/i;
    const decided = [
      // Given the session's own files, or answered by the door.
      'DOM.setFileInputFiles', 'Browser.setDownloadBehavior', 'Page.setDownloadBehavior',
      // Refused by what the parameter holds.
      'Target.createBrowserContext',
      // Paths of cookies, of addresses, of the DOM and of a page's own storage; a switch for events.
      'Network.deleteCookies', 'Network.setCookie', 'CacheStorage.requestEntries', 'DOM.pushNodeByPathToFrontend', 'FileSystem.getDirectory', 'Page.enable',
    ];
    const naming = commands.filter(({ parameters }) => parameters.some((name) => telling.test(name))).map(({ method }) => method);
    expect(naming.filter((method) => refused(method) === null && !decided.includes(method))).toEqual([]);
  });
});
