/** The path that the web UI is under, as the page says: empty at the root, `/tools/countersign` behind a proxy. */
function basePath(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="base-path"]')?.content ?? '';
}

/** What the router takes off addresses: a page may have been opened without the path, on the gateway itself. */
export function routerBasePath(): string {
  const base = basePath();
  return location.pathname === base || location.pathname.startsWith(`${base}/`) ? base : '';
}

/** For an address of the gateway that begins with a slash. */
export function withBasePath(path: string): string {
  return `${basePath()}${path}`;
}
