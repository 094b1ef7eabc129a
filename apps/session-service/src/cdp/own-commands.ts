/** The browser answered a command of the service with an error. */
export class BrowserRefused extends Error {
  override readonly name = 'BrowserRefused';
  readonly code: number;

  constructor(method: string, code: number, message: string) {
    super(`${method}: ${message}`);
    this.code = code;
  }
}

/** The browser did not answer in time, or has gone. */
export class BrowserNotAnswering extends Error {
  override readonly name = 'BrowserNotAnswering';
}

interface Expected {
  readonly method: string;
  readonly resolve: (result: Record<string, unknown>) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Commands of the service itself that wait for the browser's answer. */
export class OwnCommands {
  readonly #timeoutMs: number;
  readonly #expected = new Map<number, Expected>();

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  expect(id: number, method: string, isBrowserGone: boolean): Promise<Record<string, unknown>> {
    if (isBrowserGone) return Promise.reject(new BrowserNotAnswering(`${method}: the browser has gone`));
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#expected.delete(id);
        reject(new BrowserNotAnswering(`${method}: no answer in ${this.#timeoutMs} ms`));
      }, this.#timeoutMs);
      this.#expected.set(id, { method, resolve, reject, timer });
    });
  }

  settle(id: number, read: () => { result?: Record<string, unknown>; error?: { code: number; message: string } }): void {
    const expected = this.#expected.get(id);
    if (expected === undefined) return;
    this.#expected.delete(id);
    clearTimeout(expected.timer);
    const { result, error } = read();
    if (error) expected.reject(new BrowserRefused(expected.method, error.code, error.message));
    else expected.resolve(result ?? {});
  }

  abandon(reason: string): void {
    for (const { method, reject, timer } of this.#expected.values()) {
      clearTimeout(timer);
      reject(new BrowserNotAnswering(`${method}: ${reason}`));
    }
    this.#expected.clear();
  }
}
