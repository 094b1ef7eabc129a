import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { pageScript } from './page-script.ts';
import { launchBrowser } from './spec-browser.fixture.ts';

const FOLDER = join(fileURLToPath(new URL('../../../../', import.meta.url)), '../shared/forms/accname');
const present = existsSync(FOLDER);

describe('accessible names of web-platform-tests', () => {
  if (!present) {
    it('are left out: the folder with the tests is not there, it is no part of the product', () => expect(present).toBe(false));
    return;
  }
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it('are computed as the standard expects', async () => {
    const cases = JSON.parse(readFileSync(join(FOLDER, 'expected-names.json'), 'utf8')) as { file: string; element: string; expectedName?: string }[];
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.route('**/*', (route) => (route.request().isNavigationRequest() ? route.continue() : route.abort()));
    const wrong: string[] = [];
    let compared = 0;
    for (const { file, element, expectedName } of cases) {
      if (expectedName === undefined || expectedName === null) continue;
      const address = pathToFileURL(join(FOLDER, file)).href;
      if (page.url() !== address) await page.goto(address, { waitUntil: 'commit' });
      const name = await page.evaluate<string>(pageScript(`accessibleName(document.getElementById(${JSON.stringify(element)}), { embedded: 'value', plain: false })`));
      compared += 1;
      if (name !== expectedName) wrong.push(`${file}: ${JSON.stringify(name)} instead of ${JSON.stringify(expectedName)}`);
    }
    await page.close();
    expect(compared).toBeGreaterThanOrEqual(125);
    expect(wrong).toEqual([]);
  }, 300_000);
});
