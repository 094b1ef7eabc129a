import type { Frame, JSHandle, Page } from 'playwright-core';
import { within } from './deadline.ts';
import { pageScript } from './page-script.ts';
import type { Reader } from './page-script/reader.ts';
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
  return { frame, reader, raw: await reader.evaluate((self) => self.read()) };
}

/** How many controls the frames have and whether they are loaded: to see that a page stands still. */
export async function pageState(page: Page): Promise<{ controls: number; loaded: boolean }> {
  const count = `({ controls: document.querySelectorAll('input:not([type=hidden]),select,textarea,[role=combobox],[aria-haspopup=listbox],[role=radio]').length, loaded: document.readyState === 'complete' })`;
  const frames = page.frames().filter((frame) => !frame.isDetached() && !FOREIGN.test(frame.url())).slice(0, FRAMES_MAX);
  const states = await Promise.all(
    frames.map((frame) => within((frame.evaluate(count) as Promise<{ controls: number; loaded: boolean }>).catch(() => ({ controls: 0, loaded: true })), 1_000, () => ({ controls: 0, loaded: frame !== page.mainFrame() }))),
  );
  return { controls: states.reduce((sum, state) => sum + state.controls, 0), loaded: states.every((state) => state.loaded) };
}
