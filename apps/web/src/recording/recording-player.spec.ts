import { describe, expect, it } from '@jest/globals';
import type { FbsBlock } from './fbs.ts';
import type { RecordedSpan } from './recorded-time.ts';
import { RecordingPlayer, type PlaybackScreen } from './recording-player.ts';

const block = (offsetMs: number, ...data: number[]): FbsBlock => ({ offsetMs, data: new Uint8Array(data) });
/** Enough to count as activity. */
const big = (offsetMs: number, first: number): FbsBlock => {
  const data = new Uint8Array(500);
  data[0] = first;
  return { offsetMs, data };
};
const span = (index: number, fromMs: number, toMs: number, available = true): RecordedSpan => ({ index, fromMs, toMs, available });
const SEGMENTS: Record<number, readonly FbsBlock[]> = {
  0: [block(0, 100), block(0, 1), big(1_000, 2), big(9_000, 3), block(10_000)],
  1: [block(0, 110), block(0, 11), big(500, 12), block(5_000)],
  3: [block(0, 130), block(0, 31), block(1_000)],
};

class FakeScreen implements PlaybackScreen {
  readonly fed: number[] = [];
  shown = false;
  closed = false;
  feed(data: Uint8Array): void {
    if (this.closed) throw new Error('closed');
    this.fed.push(data[0]!);
  }
  show(): void {
    this.shown = true;
  }
  close(): void {
    this.closed = true;
  }
}

class Stage {
  nowMs = 0;
  readonly screens: FakeScreen[] = [];
  readonly loaded: number[] = [];
  tick: () => void = () => undefined;
  broken: number | null = null;
  readonly player = new RecordingPlayer({
    load: async (index) => {
      this.loaded.push(index);
      if (this.broken === index) throw new Error('The stored recording is not the one that was saved.');
      return SEGMENTS[index]!;
    },
    open: async () => {
      const screen = new FakeScreen();
      this.screens.push(screen);
      return screen;
    },
    nowMs: () => this.nowMs,
    everyTick: (tick) => {
      this.tick = tick;
      return () => (this.tick = () => undefined);
    },
  });

  get screen(): FakeScreen {
    const open = this.screens.filter(({ closed }) => !closed);
    expect(open).toHaveLength(1);
    expect(open[0]!.shown).toBe(true);
    return open[0]!;
  }
  async settled(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  }
  async pass(milliseconds: number): Promise<void> {
    for (let left = milliseconds; left > 0; left -= 50) {
      this.nowMs += 50;
      this.tick();
      await this.settled();
    }
  }
}

async function stage(spans: readonly RecordedSpan[] = [span(0, 10_000, 20_000), span(1, 20_000, 25_000)], skipIdle = false): Promise<Stage> {
  const made = new Stage();
  made.player.setSkipIdle(skipIdle);
  made.player.setSpans(spans);
  await made.settled();
  return made;
}

describe('the player of a recording', () => {
  it('shows the first picture, and loads what comes next', async () => {
    const { screen, player, loaded } = await stage();
    expect(screen.fed).toEqual([100, 1]);
    expect(player.state()).toMatchObject({ positionMs: 10_000, range: { fromMs: 10_000, toMs: 25_000 }, playing: false, loading: false, problem: null });
    expect(loaded).toEqual([0, 1]);
  });
  it('plays by the clock, into the next segment, and ends', async () => {
    const made = await stage();
    made.player.play();
    await made.pass(1_000);
    expect(made.screen.fed).toEqual([100, 1, 2]);
    await made.pass(8_500);
    expect(made.screen.fed).toEqual([100, 1, 2, 3]);
    await made.pass(600);
    expect(made.screen.fed).toEqual([110, 11]);
    await made.pass(6_000);
    expect(made.screen.fed).toEqual([110, 11, 12]);
    expect(made.player.state()).toMatchObject({ playing: false, positionMs: 25_000 });
    made.player.play();
    await made.settled();
    expect(made.player.state()).toMatchObject({ playing: true, positionMs: 10_000 });
  });
  it('plays faster', async () => {
    const made = await stage();
    made.player.setSpeed(8);
    made.player.play();
    await made.pass(1_200);
    expect(made.screen.fed).toEqual([100, 1, 2, 3]);
  });
  it('skips what is idle, but not what comes before a change', async () => {
    const made = await stage(undefined, true);
    made.player.play();
    await made.pass(1_150);
    expect(made.screen.fed).toEqual([100, 1, 2]);
    expect(made.player.state().positionMs).toBeGreaterThan(18_000);
    expect(made.player.state().positionMs).toBeLessThan(19_000);
  });
  it('jumps forward on the same screen and backward on a new one', async () => {
    const made = await stage();
    const first = made.screen;
    made.player.seek(19_500);
    await made.settled();
    expect(made.screen).toBe(first);
    expect(first.fed).toEqual([100, 1, 2, 3]);
    made.player.seek(11_500);
    await made.settled();
    expect(first.closed).toBe(true);
    expect(made.screen.fed).toEqual([100, 1, 2]);
    made.player.seek(99_000);
    await made.settled();
    expect(made.screen.fed).toEqual([110, 11, 12]);
    expect(made.player.state().positionMs).toBe(25_000);
  });
  it('shows only what the last of many jumps asked for', async () => {
    const made = await stage();
    made.player.seek(24_000);
    made.player.seek(11_500);
    made.player.seek(21_000);
    await made.settled();
    expect(made.screen.fed).toEqual([110, 11, 12]);
    expect(made.screens.filter(({ closed }) => !closed)).toHaveLength(1);
  });
  it('goes over what is not kept any more, and says so to who looks for it', async () => {
    const spans = [span(0, 10_000, 20_000), span(2, 20_000, 30_000, false), span(3, 30_000, 31_000)];
    const made = await stage(spans);
    made.player.seek(19_900);
    made.player.play();
    await made.settled();
    await made.pass(300);
    expect(made.screen.fed).toEqual([130, 31]);
    expect(made.loaded).not.toContain(2);
    made.player.pause();
    made.player.seek(25_000);
    await made.settled();
    expect(made.player.state()).toMatchObject({ playing: false, problem: 'This part of the recording is not kept any more.' });
    made.player.seek(12_000);
    await made.settled();
    expect(made.player.state().problem).toBeNull();
  });
  it('says why a segment cannot be shown, and tries it again', async () => {
    const made = await stage();
    made.broken = 1;
    made.player.seek(12_000);
    await made.settled();
    const other = new Stage();
    other.broken = 0;
    other.player.setSpans([span(0, 10_000, 20_000)]);
    await other.settled();
    expect(other.player.state()).toMatchObject({ loading: false, problem: 'The stored recording is not the one that was saved.' });
    other.broken = null;
    other.player.seek(10_500);
    await other.settled();
    expect(other.player.state().problem).toBeNull();
  });
  it('gets more segments of a session that still runs', async () => {
    const made = await stage([span(0, 10_000, 20_000)]);
    made.player.seek(20_000);
    made.player.setSpans([span(0, 10_000, 20_000), span(1, 20_000, 25_000)]);
    made.player.play();
    await made.pass(1_000);
    expect(made.screen.fed).toEqual([110, 11, 12]);
  });
  it('leaves no screen', async () => {
    const made = await stage();
    made.player.seek(24_000);
    made.player.close();
    await made.settled();
    expect(made.screens.every(({ closed }) => closed)).toBe(true);
  });
});
