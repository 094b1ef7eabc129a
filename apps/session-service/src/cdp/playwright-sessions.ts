import type { ClientCommand } from './client-message.ts';

const worldNameStart = '__playwright_utility_world_';

/**
 * Sessions in which Playwright's own page machinery works (a session that a script opened by newCDPSession is none). Playwright
 * takes every protocol error of an evaluation for a navigation: it tries again until its timeout, answers count() with 0, and
 * keeps the failure of its helper scripts for as long as the document lives, so that the page would stay unusable after control
 * has returned. Here a refused evaluation is therefore answered as one that threw, and helper scripts are held.
 */
export class PlaywrightSessions {
  readonly #sessionIds = new Set<string>();

  /** A session is known by the name of the script world that Playwright declares in it before anything else. */
  note(sessionId: string, { method, params }: ClientCommand): void {
    if (method !== 'Page.addScriptToEvaluateOnNewDocument' && method !== 'Page.createIsolatedWorld') return;
    const worldName = params?.['worldName'];
    if (typeof worldName === 'string' && worldName.startsWith(worldNameStart)) this.#sessionIds.add(sessionId);
  }

  has(sessionId: string): boolean {
    return this.#sessionIds.has(sessionId);
  }

  forget(sessionIds: Iterable<string>): void {
    for (const sessionId of sessionIds) this.#sessionIds.delete(sessionId);
  }
}

/** Helper scripts (an evaluation that asks for a handle; everything else goes through these), init scripts and bindings. */
export function isHeldForPlaywright({ method, params }: ClientCommand): boolean {
  if (method === 'Runtime.evaluate') return params?.['returnByValue'] !== true;
  return method === 'Page.addScriptToEvaluateOnNewDocument' || method === 'Runtime.addBinding';
}

/** The answer to an evaluation that threw this; null when the command is no evaluation. */
export function thrownForPlaywright({ method }: ClientCommand, message: string): Record<string, unknown> | null {
  if (method !== 'Runtime.evaluate' && method !== 'Runtime.callFunctionOn') return null;
  const exception = { type: 'object', subtype: 'error', className: 'Error', description: `Error: ${message}` };
  return { result: exception, exceptionDetails: { exceptionId: 1, text: message, lineNumber: 0, columnNumber: 0, exception } };
}
