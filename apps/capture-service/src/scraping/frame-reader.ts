import type { Frame, JSHandle, Page } from 'playwright-core';
import { within } from './deadline.ts';
import { pageScript } from './page-script.ts';
import type { Reader } from './page-script/reader.ts';
import { PageUnreadable } from './scrape-errors.ts';
import { READ_LIMITS, type RawFrame } from './raw-form.ts';

const FRAMES_MAX = 30;
const FRAME_TIMEOUT_MS = 5_000;
const FOREIGN = /(recaptcha|hcaptcha|challenges\.cloudflare|doubleclick|googletagmanager|google-analytics|facebook\.com\/tr|intercom|drift\.com|livechat|zendesk)/i;

export interface FrameReading {
  frame: Frame;
  reader: JSHandle<Reader>;
  raw: RawFrame;
}

const source = pageScript(`createReader(${JSON.stringify({ elements: READ_LIMITS.elements, controls: READ_LIMITS.controls, text: READ_LIMITS.text, options: READ_LIMITS.options })})`);

/** One pass over the DOM of every frame, at the same time; a frame that does not answer in time is left out. */
export async function readFrames(page: Page, timeoutMs: number): Promise<FrameReading[]> {
  const frames = page.frames().filter((frame) => !frame.isDetached() && !FOREIGN.test(frame.url())).slice(0, FRAMES_MAX);
  const limitMs = Math.min(timeoutMs, FRAME_TIMEOUT_MS);
  const readings = await Promise.all(frames.map((frame) => frame === page.mainFrame() ? within(readFrame(frame), timeoutMs, () => null) : within(readFrame(frame).catch(() => null), limitMs, () => null)));
  return readings.filter((reading) => reading !== null);
}

async function readFrame(frame: Frame): Promise<FrameReading> {
  const reader = (await frame.evaluateHandle(source)) as JSHandle<Reader>;
  return { frame, reader, raw: await readRaw(reader) };
}

/** As text: what a page did to its arrays and objects does not reach it, and it is the quicker way. */
export async function readRaw(reader: JSHandle<Reader>): Promise<RawFrame> {
  const text: unknown = await reader.evaluate((self) => self.readText());
  if (typeof text !== 'string') throw new PageUnreadable('its scripts replace what the language is made of');
  return JSON.parse(text) as RawFrame;
}

/** How far a page is: to see that it stands still. */
export interface PageState {
  controls: number;
  loaded: boolean;
  /** Since the last frame finished loading, or loaded something. */
  quietMs: number;
}

/** Its answer is a string: what a page did to its arrays and objects does not reach it. */
const STATE_SCRIPT = `(() => {
  const [navigation] = performance.getEntriesByType('navigation');
  const ends = performance.getEntriesByType('resource').map((entry) => entry.responseEnd);
  const controls = document.querySelectorAll('input:not([type=hidden]),select,textarea,[role=combobox],[aria-haspopup=listbox],[role=radio]').length;
  const quietMs = performance.now() - Math.max(navigation ? navigation.loadEventEnd : 0, ...ends.slice(-200));
  return controls + ' ' + (document.readyState === 'complete') + ' ' + quietMs;
})()`;

export async function pageState(page: Page): Promise<PageState> {
  const frames = page.frames().filter((frame) => !frame.isDetached() && !FOREIGN.test(frame.url())).slice(0, FRAMES_MAX);
  const states = await Promise.all(frames.map((frame) => frameState(frame, frame === page.mainFrame())));
  return {
    controls: states.reduce((sum, state) => sum + state.controls, 0),
    loaded: states.every((state) => state.loaded),
    quietMs: Math.min(...states.map((state) => state.quietMs)),
  };
}

function stateOf(answer: unknown): PageState {
  const [controls, loaded, quietMs] = String(answer).split(' ');
  return { controls: Number(controls) || 0, loaded: loaded !== 'false', quietMs: Number(quietMs) || 0 };
}

/** A frame that does not answer holds nothing up, unless it is the page itself. */
function frameState(frame: Frame, main: boolean): Promise<PageState> {
  const state = frame.evaluate<unknown>(STATE_SCRIPT).then(stateOf).catch(() => ({ controls: 0, loaded: true, quietMs: 0 }));
  return within(state, 1_000, () => ({ controls: 0, loaded: !main, quietMs: 0 }));
}
