import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Question, violations } from '@countersign/contracts';
import type { Browser } from 'playwright-core';
import { answer } from '../answering/answer.ts';
import { ada, NOW } from '../answering/candidates.fixture.ts';
import { APPLICATION_PAGES } from './application-pages.fixture.ts';
import { EXPECTED_PAGES, type ExpectedPage } from './ats-pages.fixture.ts';
import { autofillScore, autofillTable, kindsByElement, type AutofillScore } from './autofill-kinds.fixture.ts';
import { marked, readSaved, scoreOf, scoreTable, sharesOf, sumOf, type Score } from './corpus.fixture.ts';
import type { ScrapedForm } from './form-scraper.ts';
import { launchBrowser } from './spec-browser.fixture.ts';

const OWN = fileURLToPath(new URL('./application-pages/', import.meta.url));
const SHARED = join(fileURLToPath(new URL('../../../../', import.meta.url)), '../shared/forms');
const present = existsSync(SHARED);
const pagesIn = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.html')).sort();

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Strict on each page, and thresholds over all: how well it reads is said by the table. */
function describePages(title: string, folder: string, pages: Readonly<Record<string, ExpectedPage>>): void {
  describe(title, () => {
    const read = new Map<string, ScrapedForm>();
    const scores = new Map<string, Score>();
    const addressOf = (name: string) => pathToFileURL(join(folder, name)).href;
    beforeAll(async () => {
      // Only a page of ours may run scripts: one draws its web components.
      const forms = await readSaved(browser, Object.keys(pages).map(addressOf), (form) => form, (address) => folder === OWN && readFileSync(fileURLToPath(address), 'utf8').includes('<script>'));
      for (const [name, { questions }] of Object.entries(pages)) {
        const form = forms.get(addressOf(name)) as ScrapedForm;
        read.set(name, form);
        scores.set(name, scoreOf(questions, form.questions.map(marked)));
      }
      const answered = [...read.values()].flatMap((form) => form.questions).filter((question) => answer(question, ada, NOW, { company: 'Example', title: 'Engineer' }) !== null).length;
      if (process.env['COUNTERSIGN_REPORT']) process.stdout.write(`\n${title}\n${scoreTable(scores)}\n${answered} of them are answered by the rules for the sample candidate\n`);
    }, 300_000);

    it('there is an expectation for each', () => expect(pagesIn(folder)).toEqual(Object.keys(pages).sort()));

    it.each(Object.entries(pages))('%s', (name, { adapter, action, steps, questions }) => {
      const form = read.get(name) as ScrapedForm;
      expect({ adapter: form.adapter, action: form.action, steps: `${form.step}/${form.steps}`, questions: form.questions.map(marked) }).toEqual({ adapter, action, steps: steps ?? '1/1', questions });
      expect(new Set(form.questions.map(({ id }) => id)).size).toBe(form.questions.length);
      for (const question of form.questions) expect(violations(Question, question)).toEqual([]);
    });

    it('over all of them: recall, no question too many, text, type, options, required', () => {
      const shares = sharesOf(sumOf([...scores.values()]));
      expect(shares.precision).toBe(1);
      const least = { recall: 0.98, label: 0.97, type: 0.95, options: 0.98, required: 0.97 };
      for (const [key, share] of Object.entries(least)) expect({ [key]: shares[key as keyof typeof least] >= share }).toEqual({ [key]: true });
    });
  });
}

describePages('application pages of our own', OWN, APPLICATION_PAGES);

if (present) {
  describePages('saved application pages (ci)', join(SHARED, 'ats'), EXPECTED_PAGES);

  describe('pages with marked fields (ci)', () => {
    it('are found, and read for what they ask', async () => {
      const folder = join(SHARED, 'autofill');
      const scores = await readSaved(browser, pagesIn(folder).map((name) => pathToFileURL(join(folder, name)).href), async (form, address): Promise<[string, AutofillScore]> => [address.replace(/.*\//, ''), autofillScore(await kindsByElement(form))]);
      const rows = [...scores.values()].sort(([a], [b]) => (a < b ? -1 : 1));
      const { table, all } = autofillTable(rows);
      if (process.env['COUNTERSIGN_REPORT']) process.stdout.write(`\npages with marked fields\n${table}\n`);
      expect(rows).toHaveLength(24);
      expect(all.found / all.marked).toBeGreaterThanOrEqual(0.8);
      expect(all.label / all.found).toBeGreaterThanOrEqual(0.95);
      expect(all.type / all.found).toBeGreaterThanOrEqual(0.95);
    }, 300_000);
  });
} else {
  it('saved pages are left out: the folder with them is not there, they are no part of the product', () => {
    process.stdout.write('saved application pages: left out, the folder with them is not there\n');
    expect(present).toBe(false);
  });
}
