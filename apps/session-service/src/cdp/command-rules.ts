import type { ClientCommand } from './client-message.ts';

type Params = Readonly<Record<string, unknown>>;
type Rule = true | ((params: Params) => boolean);

/**
 * What a client may do while a person has control: attach, and look. Nothing here changes a page, its window, its requests or its
 * storage, or runs a line of script in it; so Runtime.evaluate and callFunctionOn are absent, and so are Debugger.enable (a
 * `debugger` statement would stop the page), WebAuthn.enable and FedCm.enable (they take dialogs away from the person).
 */
const readOnly: Readonly<Record<string, Rule>> = {
  // Attaching. Without these a client could not stay attached to pages and frames that the person opens.
  'Browser.getVersion': true,
  'Browser.getWindowBounds': true,
  'Browser.getWindowForTarget': true,
  'Target.getTargets': true,
  'Target.getTargetInfo': true,
  'Target.getBrowserContexts': true,
  'Target.setDiscoverTargets': true,
  'Target.setAutoAttach': true,
  'Target.autoAttachRelated': true,
  'Target.attachToTarget': true,
  'Target.attachToBrowserTarget': true,
  'Target.detachFromTarget': true,
  // Auto-attach holds every new page and frame until its clients say this: the person would wait for them.
  'Runtime.runIfWaitingForDebugger': true,
  // Events.
  'Accessibility.enable': true,
  'CSS.enable': true,
  'DOM.enable': true,
  'DOMSnapshot.enable': true,
  'Inspector.enable': true,
  'Log.enable': true,
  'Network.enable': true,
  'Page.enable': true,
  'Page.setLifecycleEventsEnabled': true,
  'Performance.enable': true,
  'Runtime.enable': true,
  'Security.enable': true,
  'ServiceWorker.enable': true,
  // Looking.
  'Accessibility.getFullAXTree': true,
  'Accessibility.getPartialAXTree': true,
  'Accessibility.getRootAXNode': true,
  'Accessibility.queryAXTree': true,
  'DOM.describeNode': true,
  'DOM.getAttributes': true,
  'DOM.getDocument': true,
  'DOM.getOuterHTML': true,
  'DOM.querySelector': true,
  'DOM.querySelectorAll': true,
  'DOMSnapshot.captureSnapshot': true,
  'Page.getFrameTree': true,
  'Page.getLayoutMetrics': true,
  'Page.getNavigationHistory': true,
  'Performance.getMetrics': true,
  // A clip, or more than is visible, changes the page's metrics for a moment: the person would see it jump.
  'Page.captureScreenshot': ({ clip, captureBeyondViewport }) => clip === undefined && captureBeyondViewport !== true,
  // Clients declare the name of their script world on each new page in these two ways; the world is empty.
  'Page.createIsolatedWorld': true,
  'Page.addScriptToEvaluateOnNewDocument': ({ source }) => typeof source === 'string' && isOnlyComment(source),
  // Handles of the client.
  'Runtime.releaseObject': true,
  'Runtime.releaseObjectGroup': true,
  // A request that the client's interception holds back may go on as it is.
  'Fetch.continueRequest': isUnaltered,
  'Fetch.continueResponse': isUnaltered,
};

/**
 * Interception that the automation left switched on holds back the person's requests too. An answer that would alter one is
 * refused, and the request goes on unaltered by this command, else the person's page would wait for ever.
 */
const released: Readonly<Record<string, string>> = {
  'Fetch.continueRequest': 'Fetch.continueRequest',
  'Fetch.continueResponse': 'Fetch.continueRequest',
  'Fetch.failRequest': 'Fetch.continueRequest',
  'Fetch.fulfillRequest': 'Fetch.continueRequest',
  'Fetch.continueWithAuth': 'Fetch.continueWithAuth',
};

/**
 * Settings that clients make on connecting and on every new page or frame, and whose answer is empty. Refusing them would break
 * the client for that page for good (Playwright gives the page up); so they are answered at once, held, and made when control
 * has returned.
 */
const heldUntilControlReturns: ReadonlySet<string> = new Set([
  'Emulation.setDeviceMetricsOverride',
  'Emulation.setEmulatedMedia',
  'Emulation.setFocusEmulationEnabled',
  'Emulation.setGeolocationOverride',
  'Emulation.setLocaleOverride',
  'Emulation.setScriptExecutionDisabled',
  'Emulation.setTimezoneOverride',
  'Emulation.setTouchEmulationEnabled',
  'Emulation.setUserAgentOverride',
  'Fetch.enable',
  'Network.setBypassServiceWorker',
  'Network.setCacheDisabled',
  'Network.setExtraHTTPHeaders',
  'Network.setUserAgentOverride',
  'Page.setBypassCSP',
  'Page.setFontFamilies',
  'Page.setInterceptFileChooserDialog',
  'Security.setIgnoreCertificateErrors',
]);

export type Verdict =
  | { readonly kind: 'allow' }
  | { readonly kind: 'hold' }
  /** `release`: the command that lets go what the refused one would have altered. */
  | { readonly kind: 'refuse'; readonly release: string | null };

export function whileAPersonHasControl({ method, params }: ClientCommand): Verdict {
  if (Object.hasOwn(readOnly, method) && applies(readOnly[method]!, params)) return { kind: 'allow' };
  if (heldUntilControlReturns.has(method)) return { kind: 'hold' };
  return { kind: 'refuse', release: Object.hasOwn(released, method) ? released[method]! : null };
}

function applies(rule: Rule, params: Params | undefined): boolean {
  return rule === true || rule(params ?? {});
}

function isUnaltered(params: Params): boolean {
  return Object.keys(params).every((name) => name === 'requestId');
}

/** Empty, or line comments only (Puppeteer names its world by `//# sourceURL=…`). */
function isOnlyComment(source: string): boolean {
  return source.split(/[\n\r\u2028\u2029]/).every((line) => /^(\s*|\s*\/\/.*)$/.test(line));
}
