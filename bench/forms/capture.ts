import { PlaywrightFormScraper } from '@countersign/capture-service/scraping';
import type { CDPSession, Page } from 'playwright-core';
import { median, row, type Row } from '../report.ts';
import type { BenchBrowser } from './browser.ts';
import { formPage } from './pages.ts';

const FIELDS = 50;
const MANY_FIELDS = 500;
const ROUNDS_MIN = 20;

/** Reading a loaded form of 50 fields against one read of Chromium's accessibility tree of it, and of 500 fields against 50. */
export async function benchCapture(browser: BenchBrowser, rounds: number, progress: (line: string) => void): Promise<Row[]> {
  const small = await browser.open(formPage(FIELDS));
  const large = await browser.open(formPage(MANY_FIELDS));
  const [smallTree, largeTree] = await Promise.all([accessibility(small), accessibility(large)]);
  const times = { small: [] as number[], smallTree: [] as number[], large: [] as number[], largeTree: [] as number[] };
  const all = Math.max(rounds, ROUNDS_MIN);
  for (let round = -2; round < all; round += 1) {
    const measured = { small: await capture(small, FIELDS), smallTree: await readTree(smallTree), large: await capture(large, MANY_FIELDS), largeTree: await readTree(largeTree) };
    if (round < 0) continue; // The first ones compile the scripts.
    for (const key of Object.keys(times) as (keyof typeof times)[]) times[key].push(measured[key]);
    progress(`capture ${round + 1}/${all}: 50 fields ${measured.small.toFixed(0)} ms, tree ${measured.smallTree.toFixed(0)} ms; 500 fields ${measured.large.toFixed(0)} ms, tree ${measured.largeTree.toFixed(0)} ms`);
  }
  const perField = (values: readonly number[], fields: number) => values.map((value) => value / fields);
  return [
    row('capture_50_fields', 'ms', times.small, { peer: times.smallTree, target: 5 }),
    row('capture_500_fields', 'ms', times.large, { peer: times.largeTree, target: 5 }),
    row('capture_per_field_500_over_50', 'ms', perField(times.large, MANY_FIELDS), { peer: [median(perField(times.small, FIELDS))], target: 1.5 }),
  ];
}

async function capture(page: Page, fields: number): Promise<number> {
  const started = performance.now();
  const { questions, handles } = await new PlaywrightFormScraper().scrape(page);
  const tookMs = performance.now() - started;
  await handles.reader.dispose();
  if (questions.length !== fields) throw new Error(`${questions.length} questions instead of ${fields}`);
  return tookMs;
}

async function accessibility(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Accessibility.enable');
  return session;
}

async function readTree(session: CDPSession): Promise<number> {
  const started = performance.now();
  await session.send('Accessibility.getFullAXTree');
  return performance.now() - started;
}
