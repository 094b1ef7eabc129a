/** The address of a path of the API's description with its parameters put in. Lists in a query are separated by commas; what is undefined is left out. */
export function urlOf(base: string | URL, path: string, parameters: Readonly<Record<string, string | number>> = {}, query: Readonly<Record<string, unknown>> = {}): string {
  const filled = path.replace(/\{([^}]+)\}/g, (_, name: string) => segmentOf(name, parameters[name]));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  const text = search.toString();
  return `${String(base).replace(/\/+$/, '')}${filled}${text === '' ? '' : `?${text}`}`;
}

/** A segment of nothing or dots would be another path. */
function segmentOf(name: string, value: string | number | undefined): string {
  const text = String(value ?? '');
  if (/^\.{0,2}$/.test(text)) throw new TypeError(`"${text}" cannot be the ${name} of a path.`);
  return encodeURIComponent(text);
}
