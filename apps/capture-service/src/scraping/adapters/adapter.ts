import type { CaptureNotice } from '@countersign/contracts';
import type { RawFrame, RawQuestion } from '../raw-form.ts';

/** What a page shows of the system behind it: addresses of the tab and of the form's frame, and marks found in the DOM. */
export interface PageMarks {
  readonly urls: readonly string[];
  readonly landmarks: readonly string[];
}

export interface Completed {
  readonly questions: RawQuestion[];
  /** What the reviewer has to know; `ref` names the question. */
  readonly notices: readonly { readonly ref: number | null; readonly kind: CaptureNotice['kind']; readonly message: string }[];
}

/** What is known about one application system, on top of what any HTML form says. */
export interface Adapter {
  readonly name: string;
  /** By address and marks of the page, or of the frame that holds the form. */
  recognises(page: PageMarks): boolean;
  /** Where the form of a posting's page is, when it has an address of its own; null: here, or not known. */
  formAddress?(posting: URL): string | null;
  /** Completes what was read by what the page, or its board's description, knows besides. Adds no question that the page does not show. */
  complete?(questions: readonly RawQuestion[], frame: RawFrame): Completed;
  /** Where the board describes the form, when the page itself does not. */
  describedAt?(page: PageMarks): string | null;
  /** The page wants an account before it shows any form, whatever else there is to fill in. */
  asksToSignIn?(page: PageMarks): boolean;
  /** How it says that an application arrived, beyond what is understood everywhere: addresses, and lines of text. */
  readonly confirms?: { readonly address?: RegExp; readonly line?: RegExp };
}

/** Whether the host of one of the addresses is one of these, or below it. */
export function isAt(urls: readonly string[], ...hosts: readonly string[]): boolean {
  return urls.some((url) => {
    if (!URL.canParse(url)) return false;
    const { hostname } = new URL(url);
    return hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`));
  });
}

/** The address below one whose path is like this; what is asked in its query stays. null: it is another address. */
export function below(url: URL, path: RegExp, more: string): string | null {
  if (!path.test(url.pathname)) return null;
  const address = new URL(url);
  address.pathname = `${url.pathname.replace(/\/$/, '')}/${more}`;
  return address.href;
}
