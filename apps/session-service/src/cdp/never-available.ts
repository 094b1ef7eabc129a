import { refusedAddress } from './address-rules.ts';
import { cdpErrorCodes, type CdpError, type ClientCommand } from './client-message.ts';

type Params = Readonly<Record<string, unknown>>;
interface Rule {
  /** Absent: always. */
  readonly when?: (params: Params) => boolean;
  readonly answer: string;
}

/** Domains of Chromium 156 that were looked through command by command. A domain that a newer browser brings waits until it was. */
const reviewedDomains: ReadonlySet<string> = new Set([
  'Accessibility', 'Ads', 'Animation', 'Audits', 'Autofill', 'BackgroundService', 'BluetoothEmulation', 'Browser', 'CSS', 'CacheStorage', 'Console', 'CrashReportContext', 'DOM', 'DOMDebugger',
  'DOMSnapshot', 'DOMStorage', 'Debugger', 'DeviceOrientation', 'DigitalCredentials', 'Emulation', 'EventBreakpoints', 'FedCm', 'Fetch', 'FileSystem', 'FindInPage', 'HeadlessExperimental', 'HeapProfiler',
  'IO', 'IndexedDB', 'Input', 'Inspector', 'LayerTree', 'Log', 'Media', 'Memory', 'Network', 'Overlay', 'Page', 'Performance', 'PerformanceTimeline', 'Preload', 'Profiler', 'Runtime', 'Schema',
  'Security', 'ServiceWorker', 'SmartCardEmulation', 'Storage', 'Target', 'Tracing', 'WebAudio', 'WebAuthn', 'WebMCP',
]);

/** Domains of which no command is of use to a session and one or the other reaches the node, its network or its devices. */
const refusedDomains: Readonly<Record<string, string>> = {
  Cast: 'The node\'s network is not searched for screens.',
  DeviceAccess: 'The node\'s devices are not available.',
  Extensions: 'Extensions are loaded from the node\'s disk, and see every page.',
  PWA: 'Pages are not installed on the node.',
  SystemInfo: 'What the node is made of and how it starts browsers is its own affair.',
  Tethering: 'Ports of the node are not available.',
};

/**
 * Commands that no client ever gets. A client must not end the browser; get round this door (commands inside a message, a page
 * with the protocol in its hands, a port, a page that nobody sees); choose its own way into the network; or learn and name
 * places on the node's disk. Files are given to forms under the names of the API: file-commands.ts.
 */
const refusedCommands: Readonly<Record<string, Rule>> = {
  'Browser.crash': { answer: 'The browser cannot be ended by a client.' },
  'Browser.crashGpuProcess': { answer: 'The browser cannot be ended by a client.' },
  'Browser.executeBrowserCommand': { answer: 'The browser\'s own menus are not available.' },
  'Browser.getBrowserCommandLine': { answer: 'How the node starts browsers is its own affair.' },
  'DOM.getFileInfo': { answer: 'Files have no path here.' },
  'Emulation.setVirtualTimePolicy': { answer: 'The clock of a page that a person may look at cannot be stopped.' },
  'Page.setDownloadBehavior': { when: ({ behavior }) => behavior === 'deny', answer: 'Deny downloads with Browser.setDownloadBehavior.' },
  'Target.exposeDevToolsProtocol': { answer: 'Pages cannot be given the protocol.' },
  'Target.getDevToolsTarget': { answer: 'The browser\'s own developer tools are not available.' },
  'Target.openDevTools': { answer: 'The browser\'s own developer tools are not available.' },
  'Target.sendMessageToTarget': { answer: 'Only flat sessions are served: attach with flatten: true.' },
  'Target.setRemoteLocations': { answer: 'Remote locations are not available.' },
  'Target.createTarget': { when: ({ hidden }) => isGiven(hidden) && hidden !== false, answer: 'A page cannot be hidden from the person who may look.' },
  'Target.createBrowserContext': {
    when: ({ proxyServer, proxyBypassList, originsWithUniversalNetworkAccess }) => [proxyServer, proxyBypassList, originsWithUniversalNetworkAccess].some(isGiven),
    answer: 'A context cannot choose a proxy or reach beyond origins: the way into the network is the service\'s.',
  },
  'Tracing.start': { when: reachesBeyondBrowser, answer: 'Only the browser is traced: without perfettoConfig, and with the backend "chrome" or none.' },
  'Network.loadNetworkResource': { when: ({ url }) => typeof url !== 'string' || !/^https?:/i.test(url), answer: 'Only http and https are loaded.' },
};

/** The refusal of a command that no client may ever send, or null. */
export function neverAvailable({ method, params }: ClientCommand): CdpError | null {
  const domain = method.split('.', 1)[0]!;
  if (Object.hasOwn(refusedDomains, domain)) return refusal(method, refusedDomains[domain]!);
  // As Chromium answers what it does not know.
  if (!reviewedDomains.has(domain)) return { code: cdpErrorCodes.methodNotFound, message: `'${method.slice(0, 100)}' wasn't found` };
  const rule = Object.hasOwn(refusedCommands, method) ? refusedCommands[method]! : null;
  if (rule !== null && (rule.when?.(params ?? {}) ?? true)) return refusal(method, rule.answer);
  const address = refusedAddress(method, params);
  return address === null ? null : refusal(method, `A page cannot be sent to ${address}: only http, https, about:blank, data, blob and javascript addresses are available.`);
}

function refusal(method: string, message: string): CdpError {
  return { code: cdpErrorCodes.server, message, data: { code: 'command_refused', method } };
}

/** Chromium takes the tracing service of the machine, where there is one, when it is asked for by name or by a configuration. */
function reachesBeyondBrowser({ tracingBackend, perfettoConfig }: Params): boolean {
  return isGiven(perfettoConfig) || (isGiven(tracingBackend) && tracingBackend !== 'chrome' && tracingBackend !== 'auto');
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '';
}
