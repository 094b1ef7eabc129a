import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: { model: string; messages: { role: string; content: string }[] };
  /** What the user's message holds. */
  readonly prompt: { question: string; type: string; options?: string[]; resume: Record<string, unknown> };
}
type Reply = string | ((response: ServerResponse) => void);

/** A server that speaks the chat-completions API, with replies by the question. */
export class ModelServer {
  readonly asked: Asked[] = [];
  busiest = 0;
  #busy = 0;
  readonly #server = createServer((request, response) => {
    this.busiest = Math.max(this.busiest, ++this.#busy);
    response.once('close', () => this.#busy--);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Asked['body'];
      const asked: Asked = { path: request.url ?? '', headers: request.headers, body, prompt: JSON.parse(body.messages.at(-1)!.content) as Asked['prompt'] };
      this.asked.push(asked);
      const reply = this.reply(asked.prompt.question);
      if (typeof reply === 'function') return void reply(response);
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ id: 'x', object: 'chat.completion', choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: reply } }] }));
    });
  });
  reply: (question: string) => Reply = () => '{"answer": null, "quote": null}';
  url = '';

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
