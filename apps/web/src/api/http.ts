import { ApiError, Client, hasCode } from '@countersign/client';
import { withBasePath } from './base-path.ts';

/** Somebody waits and looks: what does not pass at once is said. */
const RETRIES = 1;

/** `expired`: the server says that nobody is signed in. `left`: the person signed out. */
export const signedOut = new EventTarget();

let client: Client | undefined;

/** The API with the cookie of whoever is signed in. Made when it is first asked for: the page says then what path it is under. */
export function api(): Client {
  return (client ??= new Client({ url: withBasePath(''), retries: RETRIES, fetch: noticing }));
}

const noticing: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.status === 401) {
    const problem = (await response.clone().json().catch(() => undefined)) as { code?: string } | undefined;
    if (problem?.code === 'unauthenticated') signedOut.dispatchEvent(new Event('expired'));
  }
  return response;
};

/** A sentence for a person, from whatever was thrown. */
export function messageOf(error: unknown): string {
  if (hasCode(error, 'pending')) return `${error.message} The page shows it by itself in a moment.`;
  if (error instanceof ApiError) {
    const details = error.errors.map(({ message }) => message).filter(Boolean);
    return details.length > 0 ? `${error.message} (${details.slice(0, 3).join('; ')})` : error.message;
  }
  return error instanceof Error ? error.message : 'Something went wrong.';
}

export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
