import { screenSizeOf, type FbsBlock } from './fbs.ts';
import { rangeOf, spanAfter, spanAt, type RecordedRange, type RecordedSpan } from './recorded-time.ts';

/** A screen that shows what it is fed. Hidden until it is told to show. */
export interface PlaybackScreen {
  feed(data: Uint8Array<ArrayBuffer>): void;
  show(): void;
  close(): void;
}
export interface PlayerPorts {
  /** The blocks of a segment, by its index. */
  load(index: number): Promise<readonly FbsBlock[]>;
  open(failed: (message: string) => void): Promise<PlaybackScreen>;
  nowMs(): number;
  /** Calls back soon, again and again, until the returned function is called. */
  everyTick(tick: () => void): () => void;
}

export const SPEEDS = [1, 2, 4, 8] as const;
export type Speed = (typeof SPEEDS)[number];

export interface PlayerState {
  readonly range: RecordedRange | null;
  /** Ms since the epoch. */
  readonly positionMs: number;
  readonly playing: boolean;
  readonly speed: Speed;
  readonly skipIdle: boolean;
  /** Waits for a segment. */
  readonly loading: boolean;
  /** Of the recorded screen, pixels; null before the first picture. */
  readonly size: { readonly width: number; readonly height: number } | null;
  /** Why there is no picture. */
  readonly problem: string | null;
}

/** A wait that is skipped is longer, ms. */
const IDLE_MS = 1_500;
/** This much is left of it, so that what comes next does not come out of nothing. */
const IDLE_LEFT_MS = 400;
/** Less is no activity, bytes: a blinking caret takes 32, the shortest typed letter more than 50. */
const ACTIVITY_BYTES = 48;
/** Decoded segments that are kept. */
const KEPT_SEGMENTS = 4;
/** State is published so often at most while it plays, ms. */
const PUBLISH_MS = 100;

/** What is on the screen: a segment, and how much of it was fed. */
interface Shown {
  readonly span: RecordedSpan;
  readonly blocks: readonly FbsBlock[];
  readonly screen: PlaybackScreen;
  fed: number;
}

/** Plays recorded segments one after the other by the clock; only shows, and has nothing to send anything by. */
export class RecordingPlayer {
  readonly #ports: PlayerPorts;
  readonly #listeners = new Set<() => void>();
  readonly #segments = new Map<number, Promise<readonly FbsBlock[]>>();
  #spans: readonly RecordedSpan[] = [];
  #state: PlayerState = { range: null, positionMs: 0, playing: false, speed: 1, skipIdle: true, loading: false, size: null, problem: null };
  #positionMs = 0;
  #shown: Shown | null = null;
  #stopTicking: (() => void) | null = null;
  #lastTickMs = 0;
  #lastPublishedMs = 0;
  /** Grows with every jump, so that what an earlier one loaded is not shown any more. */
  #generation = 0;

  constructor(ports: PlayerPorts) {
    this.#ports = ports;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  state = (): PlayerState => this.#state;

  /** A running session gets more of them. The first time it shows the beginning. */
  setSpans(spans: readonly RecordedSpan[]): void {
    const first = this.#state.range === null;
    this.#spans = spans;
    const range = rangeOf(spans);
    this.#set({ range });
    if (first && range) this.seek(range.fromMs);
  }

  play = (): void => {
    const { range, playing } = this.#state;
    if (!range || playing) return;
    if (this.#positionMs >= range.toMs) this.seek(range.fromMs);
    this.#set({ playing: true });
    this.#lastTickMs = this.#ports.nowMs();
    this.#stopTicking ??= this.#ports.everyTick(() => this.#tick());
  };

  pause = (): void => {
    this.#stopTicking?.();
    this.#stopTicking = null;
    if (this.#state.playing) this.#set({ playing: false, positionMs: this.#positionMs });
  };

  toggle = (): void => (this.#state.playing ? this.pause() : this.play());
  setSpeed = (speed: Speed): void => this.#set({ speed });
  setSkipIdle = (skipIdle: boolean): void => this.#set({ skipIdle });

  /** Shows what was to be seen at a time; goes on playing if it plays. */
  seek = (timeMs: number): void => {
    const { range } = this.#state;
    if (!range) return;
    this.#positionMs = Math.min(range.toMs, Math.max(range.fromMs, timeMs));
    this.#set({ positionMs: this.#positionMs });
    void this.#jump();
  };

  close = (): void => {
    this.pause();
    this.#generation += 1;
    this.#shown?.screen.close();
    this.#shown = null;
  };

  async #jump(): Promise<void> {
    const generation = ++this.#generation;
    const span = spanAt(this.#spans, this.#positionMs);
    if (!span) return;
    if (!span.available) return this.#pass(span);
    if (this.#shown?.span.index === span.index && this.#isAhead(this.#shown)) return this.#feed();
    this.#set({ loading: true });
    try {
      const blocks = await this.#load(span.index);
      if (generation !== this.#generation) return;
      const screen = await this.#ports.open((problem) => {
        if (this.#shown?.screen === screen) this.#set({ problem });
      });
      if (generation !== this.#generation) return screen.close();
      const before = this.#shown;
      this.#shown = { span, blocks, screen, fed: 0 };
      this.#set({ loading: false, problem: null, size: screenSizeOf(blocks) });
      this.#feed();
      screen.show();
      before?.screen.close();
      this.#lastTickMs = this.#ports.nowMs();
      this.#preload(span);
    } catch (error) {
      if (generation !== this.#generation) return;
      this.pause();
      this.#set({ loading: false, problem: error instanceof Error ? error.message : 'The recording cannot be shown.' });
    }
  }

  /** A segment that is not kept any more: on to the next that is. */
  #pass(span: RecordedSpan): void {
    const next = this.#spans.find(({ fromMs, available }) => available && fromMs >= span.toMs);
    if (next && this.#state.playing) return this.seek(next.fromMs);
    this.#shown?.screen.close();
    this.#shown = null;
    this.pause();
    this.#set({ loading: false, problem: 'This part of the recording is not kept any more.' });
  }

  /** Whether nothing after the position was fed: a screen cannot go back. */
  #isAhead({ span, blocks, fed }: Shown): boolean {
    const last = blocks[fed - 1];
    return last === undefined || span.fromMs + last.offsetMs <= this.#positionMs || fed <= 2;
  }

  /** Feeds everything up to the position; at least the handshake and the first picture. */
  #feed(): void {
    const shown = this.#shown;
    if (!shown) return;
    const untilMs = this.#positionMs - shown.span.fromMs;
    for (let block = shown.blocks[shown.fed]; block && (shown.fed < 2 || block.offsetMs <= untilMs); block = shown.blocks[shown.fed]) {
      if (block.data.length > 0) shown.screen.feed(block.data);
      shown.fed += 1;
    }
  }

  #tick(): void {
    const nowMs = this.#ports.nowMs();
    const passedMs = Math.min(1_000, nowMs - this.#lastTickMs) * this.#state.speed;
    this.#lastTickMs = nowMs;
    const shown = this.#shown;
    if (this.#state.loading || !shown || !this.#state.range) return;
    this.#positionMs = Math.min(this.#state.range.toMs, this.#positionMs + passedMs);
    if (this.#state.skipIdle) this.#skipIdle(shown);
    const next = spanAfter(this.#spans, shown.span);
    if (next && this.#positionMs >= shown.span.toMs) {
      this.#positionMs = Math.max(this.#positionMs, next.fromMs);
      void this.#jump();
    } else this.#feed();
    if (this.#positionMs >= this.#state.range.toMs) this.pause();
    else if (nowMs - this.#lastPublishedMs >= PUBLISH_MS) {
      this.#lastPublishedMs = nowMs;
      this.#set({ positionMs: this.#positionMs });
    }
  }

  #skipIdle({ span, blocks, fed }: Shown): void {
    const active = blocks.slice(fed).find(({ data }) => data.length >= ACTIVITY_BYTES);
    const activeMs = active ? span.fromMs + active.offsetMs : span.toMs;
    if (activeMs - this.#positionMs > IDLE_MS) this.#positionMs = Math.min(span.toMs, activeMs - IDLE_LEFT_MS);
  }

  #preload(span: RecordedSpan): void {
    const next = spanAfter(this.#spans, span);
    if (next?.available) this.#load(next.index).catch(() => undefined); // It is tried again when it is needed.
  }

  #load(index: number): Promise<readonly FbsBlock[]> {
    const known = this.#segments.get(index);
    if (known) return known;
    const loading = this.#ports.load(index);
    loading.catch(() => this.#segments.delete(index));
    this.#segments.set(index, loading);
    if (this.#segments.size > KEPT_SEGMENTS) this.#segments.delete(this.#segments.keys().next().value!);
    return loading;
  }

  #set(change: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of [...this.#listeners]) listener();
  }
}
