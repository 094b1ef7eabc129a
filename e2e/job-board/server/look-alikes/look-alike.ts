import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Received } from '../received.ts';

/** A page that looks and behaves like those of a known application system, written from what is publicly known of its DOM. */
export interface LookAlike {
  /** First part of its path, and its job in what was received. */
  readonly name: string;
  /** Path of the form below `/look-alikes/<name>`, as the system's own addresses have it. */
  readonly path: string;
  answer(request: LookAlikeRequest): Promise<LookAlikeAnswer | undefined>;
}
export interface LookAlikeRequest {
  readonly method: string;
  /** Below `/look-alikes/<name>`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** `/look-alikes/<name>`. */
  readonly base: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly received: Received;
}
export type LookAlikeAnswer = { readonly html: string; readonly status?: number } | { readonly json: unknown; readonly status?: number } | { readonly seeOther: string };

export const page = (title: string, body: string, head = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:680px;margin:24px auto;padding:0 16px}.field,.application-question{margin:14px 0;list-style:none}label{display:block}input[type=text],input[type=email],input[type=tel],textarea{width:100%;box-sizing:border-box;padding:6px}</style>${head}</head><body>${body}</body></html>`;
