import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Question, violations } from '@countersign/contracts';
import type { Browser } from 'playwright-core';
import { answer } from '../answering/answer.ts';
import { ada, NOW } from '../answering/candidates.fixture.ts';
import { EXPECTED_PAGES, type ExpectedQuestion } from './ats-pages.fixture.ts';
import { atsTable, type ReadPage } from './ats-table.fixture.ts';
import type { ScrapedForm } from './form-scraper.ts';
import { PlaywrightFormScraper } from './playwright-form-scraper.ts';
import { launchBrowser } from './spec-browser.fixture.ts';

const FOLDER = join(fileURLToPath(new URL('../../../../', import.meta.url)), '../shared/forms/ats');
const present = existsSync(FOLDER);

/** A saved page as it stands: no scripts, no network; scripts would take it for a missing page and empty it. */
async function scrapeSaved(browser: Browser, name: string): Promise<ScrapedForm> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    const address = pathToFileURL(join(FOLDER, name)).href;
    await page.route('**/*', (route) => (route.request().url() === address ? route.continue() : route.abort()));
    await page.goto(address);
    return await new PlaywrightFormScraper().scrape(page);
  } finally {
    await context.close();
  }
}

const marked = ({ question, type, options, required, sensitive }: Question): ExpectedQuestion => [question, type, ...(options === undefined ? [] : [options.length]), ...(required ? ['!' as const] : []), ...(sensitive ? ['s' as const] : [])];

describe('saved application pages', () => {
  if (!present) {
    it('are left out: the folder with them is not there, they are no part of the product', () => {
      process.stdout.write('saved application pages: left out, the folder with them is not there\n');
      expect(present).toBe(false);
    });
    return;
  }
  let browser: Browser;
  const read: ReadPage[] = [];
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    process.stdout.write(`\n${atsTable(read, (question) => answer(question, ada, NOW, { company: 'Example', title: 'Engineer' }) !== null)}\n`);
  });

  it('there is an expectation for each', () => {
    expect(readdirSync(FOLDER).filter((name) => name.endsWith('.html')).sort()).toEqual(Object.keys(EXPECTED_PAGES).sort());
  });

  it.each(Object.entries(EXPECTED_PAGES))('%s', async (name, expected) => {
    const scraped = await scrapeSaved(browser, name);
    read.push({ name, questions: scraped.questions });
    expect({ adapter: scraped.adapter, action: scraped.action, questions: scraped.questions.map(marked) }).toEqual(expected);
    expect(new Set(scraped.questions.map(({ id }) => id)).size).toBe(scraped.questions.length);
    for (const question of scraped.questions) expect(violations(Question, question)).toEqual([]);
  });
});
