import type { Page } from 'playwright-core';
import { chooseForm } from '../scraping/choose-form.ts';
import { readFrames } from '../scraping/frame-reader.ts';
import { aroundLine, confirmingLine, isConfirmationAddress, thankingLine } from './confirmation-text.ts';
import { shownLines } from './page-text.ts';

/** Evidence without its picture. */
export interface SeenConfirmation {
  finalUrl: string;
  confirmationText: string;
}

/** Whether the tab shows that an application arrived; looks only, presses nothing. For recovery after a crash. */
export async function confirmationVisible(page: Page): Promise<SeenConfirmation | null> {
  const lines = await shownLines(page);
  const line = confirmingLine(lines) ?? ((await formIsShown(page)) ? null : (thankingLine(lines) ?? (isConfirmationAddress(page.url()) ? (lines[0] ?? null) : null)));
  return line === null ? null : { finalUrl: page.url().slice(0, 2_000), confirmationText: aroundLine(lines, line) };
}

async function formIsShown(page: Page): Promise<boolean> {
  const readings = await readFrames(page, 5_000).catch(() => []);
  const chosen = chooseForm(readings.map(({ raw }) => raw));
  await Promise.all(readings.map(({ reader }) => reader.dispose().catch(() => undefined)));
  return chosen !== null && chosen.questions.length > 0;
}
