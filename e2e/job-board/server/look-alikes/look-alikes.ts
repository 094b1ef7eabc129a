import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Received } from '../received.ts';
import { ashby } from './ashby.ts';
import { greenhouseClassic } from './greenhouse-classic.ts';
import { greenhouse, greenhouseEmbedded } from './greenhouse.ts';
import { icims } from './icims.ts';
import { lever } from './lever.ts';
import type { LookAlike, LookAlikeAnswer } from './look-alike.ts';
import { smartrecruiters } from './smartrecruiters.ts';
import { workday } from './workday.ts';

const PREFIX = '/look-alikes/';

/** Forms that look like those of known application systems, for trying the adapters; by name. */
export class LookAlikes {
  readonly #all: ReadonlyMap<string, LookAlike> = new Map(
    [greenhouseClassic, greenhouse, greenhouseEmbedded, lever, ashby, workday('workday'), workday('workday-old'), smartrecruiters, icims].map((one) => [one.name, one]),
  );

  /** Addresses of the forms by name. */
  addresses(url: string): Record<string, string> {
    return Object.fromEntries([...this.#all.values()].map(({ name, path }) => [name, `${url}${PREFIX}${name}${path}`]));
  }

  /** undefined: the path is none of theirs. */
  async answer(request: IncomingMessage, response: ServerResponse, received: Received): Promise<LookAlikeAnswer | undefined> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://board');
    const [name = ''] = pathname.startsWith(PREFIX) ? pathname.slice(PREFIX.length).split('/') : [];
    const base = `${PREFIX}${name}`;
    return this.#all.get(name)?.answer({ method: request.method ?? 'GET', path: pathname.slice(base.length), query: searchParams, base, request, response, received });
  }
}
