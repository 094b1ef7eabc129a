import type { ClientCommand } from './client-message.ts';

type Params = Readonly<Record<string, unknown>>;
export interface SessionCommand {
  readonly sessionId: string;
  readonly method: string;
  readonly params: Params;
}

/** Settings of an automation with which a person could not work, each with what makes it as if it had never been. */
const neutral: Readonly<Record<string, Params>> = {
  'Debugger.setSkipAllPauses': { skip: true },
  'Emulation.setCPUThrottlingRate': { rate: 1 },
  'Emulation.setDocumentCookieDisabled': { disabled: false },
  'Emulation.setScriptExecutionDisabled': { value: false },
  'Input.setIgnoreInputEvents': { ignore: false },
  'Input.setInterceptDrags': { enabled: false },
  'Network.emulateNetworkConditions': { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 },
  'Network.emulateNetworkConditionsByRule': { offline: false, matchedNetworkConditions: [] },
  'Network.overrideNetworkState': { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 },
  'Network.setBlockedURLs': { urls: [] },
  'Overlay.setInspectMode': { mode: 'none', highlightConfig: {} },
  'Page.setWebLifecycleState': { state: 'active' },
};
/** Requests held back at a time that are remembered for a session. */
const maxHeldRequests = 1000;

/**
 * What an automation left in a person's way: settings, a stopped script, requests held back, pages that wait for their client.
 * It is taken away while a person has control and made again afterwards.
 */
export class Obstacles {
  readonly #settings = new Map<string, Map<string, Params>>();
  readonly #requests = new Map<string, Map<string, 'request' | 'auth'>>();
  readonly #waiting = new Set<string>();

  /** A client's command goes to the browser. */
  note(sessionId: string, { method, params }: ClientCommand): void {
    if (method === 'Debugger.enable') this.#set(sessionId, 'Debugger.setSkipAllPauses', { skip: false });
    else if (method === 'Debugger.disable') this.#settings.get(sessionId)?.delete('Debugger.setSkipAllPauses');
    else if (Object.hasOwn(neutral, method)) this.#set(sessionId, method, params ?? {});
    else if (method === 'Runtime.runIfWaitingForDebugger') this.#waiting.delete(sessionId);
    else if (method.startsWith('Fetch.')) this.#requests.get(sessionId)?.delete(String(params?.['requestId']));
  }

  /** The browser holds a request of a page back until its client has answered. */
  requestPaused(sessionId: string, requestId: string, kind: 'request' | 'auth'): void {
    const held = this.#requests.get(sessionId) ?? new Map<string, 'request' | 'auth'>();
    if (held.size < maxHeldRequests) held.set(requestId, kind);
    this.#requests.set(sessionId, held);
  }

  /** A new page or frame stands still until its client has said that it may go on. */
  targetWaits(sessionId: string): void {
    this.#waiting.add(sessionId);
  }

  /** Commands that clear the way, for a person who takes control. What was held back once is not remembered. */
  lift(): SessionCommand[] {
    const lifted = [...this.#settings].flatMap(([sessionId, settings]) => [...settings.keys()].map((method) => ({ sessionId, method, params: neutral[method]! })));
    const resumed = lifted.filter(({ method }) => method === 'Debugger.setSkipAllPauses').map(({ sessionId }) => ({ sessionId, method: 'Debugger.resume', params: {} }));
    const passed = [...this.#requests].flatMap(([sessionId, held]) => [...held].map(([requestId, kind]) => passOn(sessionId, requestId, kind)));
    const going = [...this.#waiting].map((sessionId) => ({ sessionId, method: 'Runtime.runIfWaitingForDebugger', params: {} }));
    this.#requests.clear();
    this.#waiting.clear();
    return [...lifted, ...resumed, ...passed, ...going];
  }

  /** Commands that make the automation's settings again. */
  restore(): SessionCommand[] {
    return [...this.#settings].flatMap(([sessionId, settings]) => [...settings].map(([method, params]) => ({ sessionId, method, params })));
  }

  forget(sessionIds: Iterable<string>): void {
    for (const sessionId of sessionIds) {
      this.#settings.delete(sessionId);
      this.#requests.delete(sessionId);
      this.#waiting.delete(sessionId);
    }
  }

  #set(sessionId: string, method: string, params: Params): void {
    const settings = this.#settings.get(sessionId) ?? new Map<string, Params>();
    settings.set(method, params);
    this.#settings.set(sessionId, settings);
  }
}

/** Lets a request go on unaltered. */
export function passOn(sessionId: string, requestId: string, kind: 'request' | 'auth'): SessionCommand {
  if (kind === 'auth') return { sessionId, method: 'Fetch.continueWithAuth', params: { requestId, authChallengeResponse: { response: 'Default' } } };
  return { sessionId, method: 'Fetch.continueRequest', params: { requestId } };
}
