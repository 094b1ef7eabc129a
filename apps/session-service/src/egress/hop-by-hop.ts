/** Headers that concern one connection only (RFC 9110, 7.6.1), and what must not leave this machine. */
const HOP_BY_HOP: ReadonlySet<string> = new Set([
  'connection', 'keep-alive', 'proxy-connection', 'proxy-authenticate', 'proxy-authorization', 'proxy-authentication-info', 'te', 'trailer', 'transfer-encoding', 'upgrade',
]);

/** `rawHeaders` of node:http, name and value in turn, without hop-by-hop headers, those that `Connection` names, and those in `without`. */
export function endToEndHeaders(rawHeaders: readonly string[], without: readonly string[] = []): string[] {
  const named = new Set<string>(without);
  eachHeader(rawHeaders, (name, value) => {
    if (name === 'connection') for (const token of value.split(',')) named.add(token.trim().toLowerCase());
  });
  const kept: string[] = [];
  eachHeader(rawHeaders, (name, value, written) => {
    if (!HOP_BY_HOP.has(name) && !named.has(name)) kept.push(written, value);
  });
  return kept;
}

function eachHeader(rawHeaders: readonly string[], see: (name: string, value: string, written: string) => void): void {
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) see(rawHeaders[index]!.toLowerCase(), rawHeaders[index + 1]!, rawHeaders[index]!);
}
