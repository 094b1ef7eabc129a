import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import type { FuzzRequest, Role } from './requests.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  readonly milliseconds: number;
}
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

/** Sends what fetch would not, and gives up at a deadline. */
export class Sender {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });

  constructor(
    private readonly url: string,
    private readonly keys: Readonly<Record<Role, string>>,
    private readonly deadlineMs: number,
  ) {}

  /** @throws NoAnswer when none came in time, or the connection ended without one */
  send({ method, path, headers, body, role }: FuzzRequest): Promise<Answer> {
    const { hostname, port } = new URL(this.url);
    const startedAt = performance.now();
    return new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new NoAnswer(`${method} ${path.slice(0, 300)}: ${why}`));
      const sent = httpRequest({
        hostname, port, method, path, agent: this.#agent, signal: AbortSignal.timeout(this.deadlineMs),
        headers: { ...(role === undefined ? {} : { authorization: `Bearer ${this.keys[role]}` }), ...headers, ...(body === undefined ? {} : { 'content-length': body.length }) },
      });
      sent.on('error', (error) => fail(error.name === 'AbortError' ? `no answer within ${this.deadlineMs} ms` : error.message));
      sent.on('response', (response) => {
        // A stream of events has no end: that it begins is its answer.
        const isStream = response.headers['content-type']?.startsWith('text/event-stream');
        read(response, isStream ? 1 : Number.POSITIVE_INFINITY).then(
          (text) => {
            if (isStream) sent.destroy();
            resolve({ status: response.statusCode!, headers: headersOf(response), body: text, milliseconds: performance.now() - startedAt });
          },
          (error: Error) => fail(`the answer broke off: ${error.message}`),
        );
      });
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

async function read(response: IncomingMessage, maxChunks: number): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (chunks.push(chunk) >= maxChunks) break;
  }
  return Buffer.concat(chunks).toString();
}

function headersOf({ headers }: IncomingMessage): Headers {
  const kept = new Headers();
  for (const [name, value] of Object.entries(headers)) for (const each of [value ?? []].flat()) kept.append(name, each);
  return kept;
}
