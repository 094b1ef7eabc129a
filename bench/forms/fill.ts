import { fill } from '@countersign/capture-service/filling';
import { readBack } from '@countersign/capture-service/reading-back';
import { PlaywrightFormScraper } from '@countersign/capture-service/scraping';
import { row, type Row } from '../report.ts';
import type { BenchBrowser } from './browser.ts';
import { formPage } from './pages.ts';

const FIELDS = 50;
const bytes = Buffer.from('%PDF-1.4 sample');
const file = { name: 'resume.pdf', mediaType: 'application/pdf', sha256: '0'.repeat(64), sizeBytes: bytes.length };

/** Filling a loaded form of 50 fields and reading all of them back, each divided by 50. */
export async function benchFill(browser: BenchBrowser, rounds: number, progress: (line: string) => void): Promise<Row[]> {
  const filled: number[] = [];
  const readTimes: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const page = await browser.open(formPage(FIELDS));
    const scraped = await new PlaywrightFormScraper().scrape(page);
    const answers = Object.fromEntries(scraped.questions.map(({ id, type, options = [] }, index) => [id, answerTo(type, options, index)]));
    const started = performance.now();
    const problems = await fill(scraped, answers, { file: async () => bytes });
    const between = performance.now();
    const values = await readBack(scraped);
    const ended = performance.now();
    await page.close();
    const empty = Object.values(values).filter((value) => value === null).length;
    if (problems.length > 0 || empty > 0) throw new Error(`${problems.length} fields could not be filled, ${empty} are empty`);
    if (round < 0) continue; // The first one compiles the scripts.
    filled.push((between - started) / FIELDS);
    readTimes.push((ended - between) / FIELDS);
    progress(`fill ${round + 1}/${rounds}: ${filled.at(-1)!.toFixed(1)} ms a field, read back ${readTimes.at(-1)!.toFixed(2)} ms a field`);
  }
  return [row('fill_per_field', 'ms', filled), row('read_back_per_field', 'ms', readTimes)];
}

function answerTo(type: string, options: readonly string[], index: number) {
  switch (type) {
    case 'checkbox': return true;
    case 'file': return file;
    case 'multi_select': return options.slice(0, 2);
    case 'email': return `ada${index}@mail.example`;
    case 'phone': return '+1 415 555 0100';
    default: return options.at(-1) ?? `Answer no. ${index}`;
  }
}
