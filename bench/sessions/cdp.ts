import { WebSocket } from 'ws';

/** A bare CDP client: what a browser costs, not what a client library does. */
export class Cdp {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, { resolve(result: Record<string, unknown>): void; reject(error: Error): void }>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const message = JSON.parse((data as Buffer).toString()) as { id?: number; result?: Record<string, unknown>; error?: { message: string } };
      const waiting = message.id === undefined ? undefined : this.#waiting.get(message.id);
      if (!waiting) return;
      this.#waiting.delete(message.id!);
      if (message.error) waiting.reject(new Error(message.error.message)); else waiting.resolve(message.result ?? {});
    });
    socket.on('close', () => { for (const { reject } of this.#waiting.values()) reject(new Error('the connection closed')); });
  }

  static async connect(url: string, headers: Record<string, string> = {}): Promise<Cdp> {
    const socket = new WebSocket(url, { headers, perMessageDeflate: false });
    await new Promise<void>((resolve, reject) => { socket.once('open', resolve); socket.once('error', reject); });
    return new Cdp(socket);
  }

  command(method: string, params: Record<string, unknown> = {}, sessionId?: string): Promise<Record<string, unknown>> {
    const id = ++this.#lastId;
    this.#socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }));
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  /** Session of the first page; resolves when the page has evaluated an expression, so the browser is usable. */
  async usablePage(): Promise<string> {
    const { targetInfos } = await this.command('Target.getTargets') as { targetInfos: { targetId: string; type: string }[] };
    const page = targetInfos.find(({ type }) => type === 'page');
    if (!page) throw new Error('the browser has no page');
    const { sessionId } = await this.command('Target.attachToTarget', { targetId: page.targetId, flatten: true }) as { sessionId: string };
    await this.command('Runtime.evaluate', { expression: '1 + 1' }, sessionId);
    return sessionId;
  }

  close(): void {
    this.#socket.close();
  }
}
