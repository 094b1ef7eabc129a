const MAX_LENGTH = 500;

/**
 * The path of ours that a text names, with its query; anything else is the root. A browser takes `//host` and `/\\host` for
 * another machine, and drops tabs and line ends before it looks.
 */
export function localPath(text: string | undefined): string {
  if (text === undefined || text.length > MAX_LENGTH || !/^\/(?![/\\])[\x21-\x7e]*$/.test(text) || text.includes('\\')) return '/';
  const base = 'http://here.invalid';
  if (!URL.canParse(text, base)) return '/';
  const url = new URL(text, base);
  // Dots are gone now: what is left must still be a page of ours, and no address of the API.
  return url.origin === base && !url.pathname.startsWith('//') && !/^\/(?:v1|sign-in)(?:\/|$)/.test(url.pathname) ? url.pathname + url.search + url.hash : '/';
}
