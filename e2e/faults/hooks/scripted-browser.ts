import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';

interface Viewport { readonly width: number; readonly height: number }

/** In place of a Chromium on a display of its own: there at once, never crashing by itself, gone with its service. */
export class ScriptedBrowser {
  readonly id = randomUUID();
  readonly exited: Promise<{ cause: 'stopped'; detail: string }>;
  #exit: (exit: { cause: 'stopped'; detail: string }) => void = () => undefined;

  constructor(public viewport: Viewport) {
    this.exited = new Promise((resolve) => { this.#exit = resolve; });
  }

  answers(): Promise<boolean> {
    return Promise.resolve(true);
  }

  resize(viewport: Viewport): Promise<void> {
    this.viewport = viewport;
    return Promise.resolve();
  }

  open(): Promise<{ rfbSocketPath: string; cdpIn: PassThrough; cdpOut: PassThrough }> {
    return Promise.resolve({ rfbSocketPath: '/nowhere/rfb.sock', cdpIn: new PassThrough(), cdpOut: new PassThrough() });
  }

  close(): Promise<{ userDataFolder: string; account: { uid: number; gid: number; ownUid: boolean } }> {
    this.#exit({ cause: 'stopped', detail: 'closed' });
    return Promise.resolve({ userDataFolder: '/nowhere/profile', account: { uid: process.getuid!(), gid: process.getgid!(), ownUid: false } });
  }

  stop(): Promise<void> {
    this.#exit({ cause: 'stopped', detail: 'told to' });
    return Promise.resolve();
  }
}
