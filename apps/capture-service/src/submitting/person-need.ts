import type { Frame, Page } from 'playwright-core';
import { within } from '../scraping/deadline.ts';
import { pageScript } from '../scraping/page-script.ts';
import type { PersonNeed } from '../scraping/page-script/person-needed.ts';

const FRAME_TIMEOUT_MS = 1_500;
const FRAMES_MAX = 20;
const source = pageScript('personNeed()');

/** What the page wants of a person before it takes the form; null: nothing that is known. */
export async function personNeedOf(page: Page): Promise<PersonNeed | null> {
  const frames = page.frames().filter((frame) => !frame.isDetached()).slice(0, FRAMES_MAX);
  const needs = await Promise.all(frames.map(needIn));
  return needs.find((need) => need !== null) ?? null;
}

function needIn(frame: Frame): Promise<PersonNeed | null> {
  const read = (frame.evaluate(source) as Promise<PersonNeed | null>).catch(() => null);
  return within(read, FRAME_TIMEOUT_MS, () => null);
}
