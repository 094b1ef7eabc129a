import { ProblemError } from '../http/problem.ts';
import type { EventStream } from './event-stream.ts';

/** Of one user or key at one gateway; a browser has one for each of its tabs. */
export const MAX_STREAMS_OF_ONE = 200;
/** At one gateway. */
export const MAX_STREAMS = 5_000;
const BEAT_MS = 15_000;
/** A credential that was revoked ends its streams within this. */
const CHECK_EVERY_MS = 3_000;

export interface OpenStream {
  readonly actor: string;
  /** What it was opened with, as it was sent; those of one are looked up once. */
  readonly credential: string;
  /** False: whoever opened it is not known any more. A throw is no answer. */
  readonly isAllowed: () => Promise<boolean>;
  readonly stream: EventStream;
}

/** Every stream of this gateway: how many there may be, the beats, and whether who opened it may still hear. */
export class OpenStreams {
  readonly #streams = new Set<OpenStream>();
  readonly #counts = new Map<string, number>();
  #timers: NodeJS.Timeout[] = [];

  get count(): number {
    return this.#streams.size;
  }

  /** Before a stream is opened. @throws ProblemError stream_limit_reached, streams_exhausted */
  requireRoomFor(actor: string): void {
    if ((this.#counts.get(actor) ?? 0) >= MAX_STREAMS_OF_ONE) throw new ProblemError('stream_limit_reached', { detail: `${MAX_STREAMS_OF_ONE} streams at once are allowed to you.` });
    if (this.#streams.size >= MAX_STREAMS) throw new ProblemError('streams_exhausted');
  }

  add(open: OpenStream): void {
    if (this.#streams.size === 0) this.#timers = [setInterval(() => this.#beat(), BEAT_MS), setInterval(() => this.#check(), CHECK_EVERY_MS)];
    this.#streams.add(open);
    this.#count(open.actor, 1);
    open.stream.over.addEventListener('abort', () => this.#remove(open), { once: true });
  }

  endAll(): void {
    for (const { stream } of [...this.#streams]) stream.end('shutting_down');
  }

  #remove(open: OpenStream): void {
    if (!this.#streams.delete(open)) return;
    this.#count(open.actor, -1);
    if (this.#streams.size === 0) for (const timer of this.#timers) clearInterval(timer);
  }

  #count(actor: string, by: number): void {
    const count = (this.#counts.get(actor) ?? 0) + by;
    if (count > 0) this.#counts.set(actor, count);
    else this.#counts.delete(actor);
  }

  #beat(): void {
    for (const { stream } of this.#streams) stream.beat();
  }

  /** While credentials cannot be looked up nobody is cut off for it. */
  #check(): void {
    const looked = new Map<string, Promise<boolean>>();
    for (const { credential, isAllowed, stream } of this.#streams) {
      const allowed = looked.get(credential) ?? isAllowed();
      looked.set(credential, allowed);
      void allowed.then((is) => { if (!is) stream.end('unauthenticated'); }, () => undefined);
    }
  }
}
