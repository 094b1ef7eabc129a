import type { StreamLogger } from '../cdp/stream-logger.ts';
import type { BrowserCommands } from './browser-commands.ts';
import { FileRefused, type SessionFiles, type StoredFile } from './session-files.ts';

export interface DownloadKeeperOptions {
  readonly browser: BrowserCommands;
  /** Null: this browser has no folder for files, so nothing is downloaded. */
  readonly files: SessionFiles | null;
  /** Whether a person has control. */
  readonly isHeldByPerson: () => boolean;
  /** Tells clients that asked for download events, each by the session in which it asked. */
  readonly announce: (sessionId: string, method: string, params: Record<string, unknown>) => void;
  readonly onDownloaded: (file: StoredFile) => void;
  readonly logger: StreamLogger;
}

/** The default context has no id. */
const defaultContext = '';

/**
 * Downloads are the service's business: whoever begins one, it goes to the session's own folder under its guid. What clients ask
 * of `setDownloadBehavior` is answered here: the path that they name is on their own machine and means nothing, and Chromium
 * would forget the behaviour of all when one client leaves.
 */
export class DownloadKeeper {
  readonly #options: DownloadKeeperOptions;
  /** Contexts of the browser, and the session that wants no downloads in it. */
  readonly #contexts = new Map<string, string | null>([[defaultContext, null]]);
  readonly #madeBy = new Map<string, string>();
  readonly #listening = new Set<string>();

  constructor(options: DownloadKeeperOptions) {
    this.#options = options;
    options.browser.onEvent(({ method, params, sessionId }) => {
      if (sessionId !== null) return;
      if (method === 'Browser.downloadWillBegin') this.#began(params);
      if (method === 'Browser.downloadProgress') this.#progressed(params);
    });
    this.#apply(defaultContext).catch((error: unknown) => options.logger.warn({ err: error }, 'the browser takes no folder for downloads'));
  }

  /** A client made a context; to be called before the client hears of it. */
  contextMade(browserContextId: string, sessionId: string): void {
    this.#contexts.set(browserContextId, null);
    this.#madeBy.set(browserContextId, sessionId);
    this.#applyIfThere(browserContextId);
  }

  /** `Browser.setDownloadBehavior` of a client. @throws what the browser says of the context */
  async behave(sessionId: string, params: Readonly<Record<string, unknown>>): Promise<void> {
    const context = typeof params['browserContextId'] === 'string' ? params['browserContextId'] : defaultContext;
    this.#contexts.set(context, params['behavior'] === 'deny' ? sessionId : null);
    if (params['eventsEnabled'] === true) this.#listening.add(sessionId);
    else this.#listening.delete(sessionId);
    try {
      await this.#apply(context);
    } catch (error) {
      this.#drop(context);
      throw error;
    }
  }

  /** Sessions that ended: what they wanted ends with them, and most contexts that they made. */
  forget(sessionIds: ReadonlySet<string>): void {
    for (const sessionId of sessionIds) this.#listening.delete(sessionId);
    for (const [context, denier] of this.#contexts) {
      const wasDenied = denier !== null && sessionIds.has(denier);
      if (wasDenied) this.#contexts.set(context, null);
      if (wasDenied || sessionIds.has(this.#madeBy.get(context) ?? '')) this.#applyIfThere(context);
    }
  }

  /** What an automation denies itself a person may still do. */
  controlChanged(): void {
    for (const [context, denier] of this.#contexts) if (denier !== null) this.#applyIfThere(context);
  }

  #apply(context: string): Promise<unknown> {
    const { browser, files, isHeldByPerson } = this.#options;
    const isDenied = files === null || (this.#contexts.get(context) !== null && !isHeldByPerson());
    const behavior = isDenied ? { behavior: 'deny' } : { behavior: 'allowAndName', downloadPath: files.downloadsPath };
    return browser.command('Browser.setDownloadBehavior', { ...behavior, eventsEnabled: true, ...(context === defaultContext ? {} : { browserContextId: context }) });
  }

  #applyIfThere(context: string): void {
    this.#apply(context).catch(() => this.#drop(context));
  }

  #drop(context: string): void {
    if (context === defaultContext) return;
    this.#contexts.delete(context);
    this.#madeBy.delete(context);
  }

  #began(params: Readonly<Record<string, unknown>>): void {
    const guid = String(params['guid']);
    try {
      this.#options.files?.beginDownload(guid, String(params['suggestedFilename'] ?? ''));
    } catch (error) {
      this.#stop(guid, error);
    }
    this.#tell('Browser.downloadWillBegin', params);
  }

  #progressed(params: Readonly<Record<string, unknown>>): void {
    // The path is on this node's disk.
    const { filePath: _filePath, ...told } = params;
    const { files } = this.#options;
    const guid = String(params['guid']);
    if (files === null) return this.#tell('Browser.downloadProgress', told);
    if (params['state'] === 'completed') return void this.#finish(files, guid, told);
    if (params['state'] === 'canceled') {
      files.endDownload(guid, 'cancelled');
      return this.#tell('Browser.downloadProgress', told);
    }
    try {
      // One that began before anybody listened.
      files.beginDownload(guid, '');
      files.downloadProgress(guid, Number(params['receivedBytes']), Number(params['totalBytes']));
    } catch (error) {
      this.#stop(guid, error);
    }
    this.#tell('Browser.downloadProgress', told);
  }

  /** Clients hear that it is complete when it can be fetched. */
  async #finish(files: SessionFiles, guid: string, told: Record<string, unknown>): Promise<void> {
    try {
      files.beginDownload(guid, '');
      const file = await files.finishDownload(guid);
      this.#options.onDownloaded(file);
      this.#tell('Browser.downloadProgress', told);
    } catch (error) {
      this.#options.logger.warn({ err: error, fileId: guid }, 'a download was not kept');
      this.#tell('Browser.downloadProgress', { ...told, state: 'canceled' });
    }
  }

  #stop(guid: string, error: unknown): void {
    if (!(error instanceof FileRefused)) throw error;
    this.#options.files?.endDownload(guid, 'too_large');
    this.#options.logger.info({ fileId: guid, reason: error.message }, 'a download is stopped');
    // Its context is not known: the others know no such download.
    for (const context of this.#contexts.keys()) {
      this.#options.browser.command('Browser.cancelDownload', { guid, ...(context === defaultContext ? {} : { browserContextId: context }) }).catch(() => {});
    }
  }

  #tell(method: string, params: Record<string, unknown>): void {
    for (const sessionId of this.#listening) this.#options.announce(sessionId, method, params);
  }
}
