import type { Question } from '@countersign/contracts';
import type { Browser } from 'playwright-core';
import type { ExpectedQuestion } from './ats-pages.fixture.ts';
import type { ScrapedForm } from './form-scraper.ts';
import { PlaywrightFormScraper } from './playwright-form-scraper.ts';
import { comparable } from './question-text.ts';

const TABS = 2;
/** A busy machine is slow, not wrong. */
const TIMEOUT_MS = 120_000;

/** A saved page as it stands: no network, and no scripts unless asked for: scripts would take it for a missing page and empty it. */
export async function readSaved<Result>(browser: Browser, addresses: readonly string[], read: (form: ScrapedForm, address: string) => Result | Promise<Result>, withScripts = (_address: string): boolean => false): Promise<Map<string, Result>> {
  const results = new Map<string, Result>();
  const waiting = [...addresses];
  const work = async () => {
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      const context = await browser.newContext({ javaScriptEnabled: withScripts(address) });
      const page = await context.newPage();
      await page.route('**/*', (route) => (route.request().url() === address ? route.continue() : route.abort()));
      await page.goto(address, { waitUntil: 'commit' });
      results.set(address, await read(await new PlaywrightFormScraper().scrape(page, { timeoutMs: TIMEOUT_MS }), address));
      await context.close();
    }
  };
  await Promise.all(Array.from({ length: TABS }, work));
  return results;
}

export const marked = ({ question, type, options, required, sensitive }: Question): ExpectedQuestion => [question, type, ...(options === undefined ? [] : [options.length]), ...(required ? ['!' as const] : []), ...(sensitive ? ['s' as const] : [])];

/** Of one page, or of several: how many there are, and of how many this or that is right. */
export interface Score {
  expected: number;
  read: number;
  found: number;
  label: number;
  type: number;
  options: number;
  required: number;
}

/** Questions are matched by their text, then those between the same neighbours by their place: a wrong text is no missing question. */
export function scoreOf(expected: readonly ExpectedQuestion[], read: readonly ExpectedQuestion[]): Score {
  const pairs: [ExpectedQuestion, ExpectedQuestion][] = [];
  const open = [...read];
  const missed: ExpectedQuestion[] = [];
  for (const question of expected) {
    const at = open.findIndex(([text]) => comparable(text) === comparable(question[0]));
    if (at < 0) missed.push(question);
    else pairs.push([question, open.splice(at, 1)[0] as ExpectedQuestion]);
  }
  for (const question of missed) {
    const at = open.findIndex(([, type]) => type === question[1]);
    if (at >= 0) pairs.push([question, open.splice(at, 1)[0] as ExpectedQuestion]);
  }
  const count = (right: (a: ExpectedQuestion, b: ExpectedQuestion) => boolean) => pairs.filter(([a, b]) => right(a, b)).length;
  const options = (question: ExpectedQuestion) => question.find((mark) => typeof mark === 'number') ?? 0;
  return {
    expected: expected.length, read: read.length, found: pairs.length,
    label: count(([a], [b]) => a === b), type: count(([, a], [, b]) => a === b), options: count((a, b) => options(a) === options(b)), required: count((a, b) => a.includes('!') === b.includes('!')),
  };
}

export function sumOf(scores: readonly Score[]): Score {
  const sum = (key: keyof Score) => scores.reduce((total, score) => total + score[key], 0);
  return { expected: sum('expected'), read: sum('read'), found: sum('found'), label: sum('label'), type: sum('type'), options: sum('options'), required: sum('required') };
}

export function sharesOf(score: Score): Record<'recall' | 'precision' | 'label' | 'type' | 'options' | 'required', number> {
  const of = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);
  return { recall: of(score.found, score.expected), precision: of(score.found, score.read), label: of(score.label, score.found), type: of(score.type, score.found), options: of(score.options, score.found), required: of(score.required, score.found) };
}

/** Rows as a table: the first cell to the left, the others to the right. */
export function tableOf(rows: readonly (readonly (string | number)[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => String(row[column] ?? '').length)));
  return rows.map((row) => row.map((cell, column) => (column === 0 ? String(cell).padEnd(widths[column] ?? 0) : String(cell).padStart(widths[column] ?? 0))).join('  ')).join('\n');
}

export const scoreTable = (scores: ReadonlyMap<string, Score>): string =>
  tableOf([
    ['page', 'questions', 'recall', 'precision', 'label', 'type', 'options', 'required'],
    ...[...scores, ['all', sumOf([...scores.values()])] as const].map(([name, score]) => [name, score.expected, ...Object.values(sharesOf(score)).map((share) => share.toFixed(3))]),
  ]);
