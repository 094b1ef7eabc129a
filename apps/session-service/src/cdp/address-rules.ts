/**
 * Addresses that a page may be sent to. `javascript:` runs in the page that is there, as Runtime.evaluate would; everything
 * else (file:, chrome:, devtools:, view-source:, filesystem:, ftp:, external programs) is of this machine or of the browser itself.
 */
const allowedSchemes: ReadonlySet<string> = new Set(['http:', 'https:', 'about:', 'data:', 'blob:', 'javascript:']);
/** `about:` has pages of the browser, too: about:settings is chrome://settings. */
const allowedAboutPages: ReadonlySet<string> = new Set(['about:blank', 'about:srcdoc']);

/** The parameter of each command that names an address. */
const addressOf: Readonly<Record<string, string>> = {
  'Page.navigate': 'url',
  'Target.createTarget': 'url',
  'Fetch.continueRequest': 'url',
  'PWA.launch': 'url',
};

/** The address if it is one that the command must not name, else null. */
export function refusedAddress(method: string, params: Readonly<Record<string, unknown>> | undefined): string | null {
  const name = Object.hasOwn(addressOf, method) ? addressOf[method]! : null;
  const address = name === null ? undefined : params?.[name];
  if (address === undefined || address === '') return null;
  if (typeof address !== 'string') return String(address);
  return isAllowed(address) ? null : address.slice(0, 200);
}

function isAllowed(address: string): boolean {
  // Without a scheme Chromium completes what it is given: to http, or to file: when it looks like a path.
  if (!URL.canParse(address)) return /^[A-Za-z0-9]/.test(address.trim()) && !/^[a-z][a-z0-9+.-]*:/i.test(address.trim());
  const { protocol, href } = new URL(address);
  if (protocol === 'about:') return allowedAboutPages.has(href.split(/[?#]/)[0]!.toLowerCase());
  return allowedSchemes.has(protocol);
}
