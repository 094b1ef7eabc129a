import type { BrowserCommands } from './browser-commands.ts';

interface OpenChooser {
  readonly sessionId: string;
  readonly frameId: string;
  readonly backendNodeId: number;
  readonly multiple: boolean;
  readonly openedAt: string;
}

/**
 * A page that asks for a file would open a dialog over this node's disk. The dialog is suppressed in every page and frame, and
 * what the page asked is kept, so that files of the session can be given to it.
 */
export class FileChoosers {
  readonly #browser: BrowserCommands;
  #open: OpenChooser | null = null;

  constructor(browser: BrowserCommands) {
    this.#browser = browser;
    browser.onEvent(({ method, params, sessionId }) => {
      if (method === 'Target.attachedToTarget') this.#attached(params);
      if (method === 'Target.detachedFromTarget') this.#closeOf(String(params['sessionId']));
      if (sessionId === null) return;
      if (method === 'Page.fileChooserOpened') this.#opened(sessionId, params);
      if (method === 'Page.frameNavigated') this.#navigated(sessionId, params as { frame: { id: string; parentId?: string } });
    });
    // Pages only; their frames are attached from there.
    this.#attempt('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true, filter: [{ type: 'page' }] });
  }

  get current(): { readonly multiple: boolean; readonly openedAt: string } | null {
    return this.#open && { multiple: this.#open.multiple, openedAt: this.#open.openedAt };
  }

  /** Gives files of this node's disk to the page that waits. False when none does. @throws BrowserRefused */
  async choose(paths: readonly string[]): Promise<boolean> {
    const open = this.#open;
    if (open === null) return false;
    this.#open = null;
    await this.#browser.command('DOM.setFileInputFiles', { files: open.multiple ? paths : paths.slice(0, 1), backendNodeId: open.backendNodeId }, open.sessionId);
    return true;
  }

  /** A client gave the page its files itself. */
  chosenElsewhere(): void {
    this.#open = null;
  }

  #attached(params: Record<string, unknown>): void {
    const { sessionId, targetInfo } = params as { sessionId: string; targetInfo: { type: string } };
    if (targetInfo.type !== 'page' && targetInfo.type !== 'iframe') return;
    this.#attempt('Page.setInterceptFileChooserDialog', { enabled: true }, sessionId);
    this.#attempt('Page.enable', {}, sessionId);
    this.#attempt('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true, filter: [{ type: 'iframe' }] }, sessionId);
  }

  #opened(sessionId: string, { frameId, backendNodeId, mode }: Record<string, unknown>): void {
    // A picker that no input element opened cannot be given files.
    if (typeof backendNodeId !== 'number') return;
    this.#open = { sessionId, frameId: String(frameId), backendNodeId, multiple: mode === 'selectMultiple', openedAt: new Date().toISOString() };
  }

  /** Of the frame itself, or of the page around it. */
  #navigated(sessionId: string, { frame }: { readonly frame: { readonly id: string; readonly parentId?: string } }): void {
    if (frame.id === this.#open?.frameId || frame.parentId === undefined) this.#closeOf(sessionId);
  }

  #closeOf(sessionId: string): void {
    if (this.#open?.sessionId === sessionId) this.#open = null;
  }

  /** A page that has gone needs nothing any more. */
  #attempt(method: string, params: Record<string, unknown>, sessionId?: string): void {
    this.#browser.command(method, params, sessionId).catch(() => {});
  }
}
