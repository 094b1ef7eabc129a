import type { Frame, Page } from 'playwright-core';
import { within } from '../scraping/deadline.ts';
import { pageScript } from '../scraping/page-script.ts';
import { cleanText } from '../scraping/question-text.ts';

const FRAME_TIMEOUT_MS = 1_500;
const FRAMES_MAX = 20;
const source = pageScript('visibleLines()');

/** The lines of text that a person sees, of every frame that answers in time. */
export async function shownLines(page: Page): Promise<string[]> {
  const frames = page.frames().filter((frame) => !frame.isDetached()).slice(0, FRAMES_MAX);
  const texts = await Promise.all(frames.map(linesOf));
  return texts.flat();
}

async function linesOf(frame: Frame): Promise<string[]> {
  const read = (frame.evaluate(source) as Promise<string[]>).catch((): string[] => []);
  const lines = await within(read, FRAME_TIMEOUT_MS, (): string[] => []);
  return lines.map((line) => cleanText(line, 1_000)).filter((line) => line !== '');
}
