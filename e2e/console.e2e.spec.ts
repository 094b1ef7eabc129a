import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { SessionView } from '@countersign/contracts';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { connected, giveBack, newPage, placeOf, squareColour, STEP_TIMEOUT_MS, takeControl, turned } from './console-page.ts';
import { ConsoleSystem } from './console-system.ts';
import { until } from './countersign.ts';
import { PrefixProxy } from './prefix-proxy.ts';
import { startViewer } from './viewer.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where pictures of what is tried are put, for looking at; none by default. */
const pictures = process.env.CONSOLE_PICTURES;

jest.setTimeout(120_000);

/** Everything under a path, behind a proxy. */
describe('the console in a browser', () => {
  let proxy: PrefixProxy;
  let system: ConsoleSystem;
  let session: SessionView;
  let viewer: Browser;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    proxy = await PrefixProxy.start('/tools/countersign');
    [viewer, system] = await Promise.all([startViewer(), ConsoleSystem.start({ GATEWAY_PUBLIC_URL: proxy.url, SESSION_CONTROL_IDLE_SECONDS: '60' })]);
    proxy.target = system.url;
    session = await system.startSession();
  }, 120_000);
  // One browser for all, with its page anew: a start of one takes longer than most of what is tried in it.
  beforeEach(async () => {
    const { status, controlHolder } = await system.session(session.id);
    if (status === 'active' && controlHolder === null) await system.freshPage(session.id);
    else session = await system.startSession();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    const consoles = (await system.session(session.id)).consoles;
    for (const { grantId } of consoles) await system.call(`/v1/sessions/${session.id}/console-grants/${grantId}`, { method: 'DELETE', as: 'operator' });
  });
  afterAll(async () => {
    await viewer?.close();
    await system?.stop();
    await proxy?.stop();
  }, 60_000);

  const open = async (options: Parameters<Browser['newContext']>[0] = {}, permissions: string[] = []): Promise<Page> => {
    const { context, page, faults } = await newPage(viewer, options, permissions);
    contexts.push(context);
    page.once('close', () => expect(faults).toEqual([]));
    return page;
  };
  const openLink = async (mode: 'view' | 'control', user: string, options: Parameters<Browser['newContext']>[0] = {}, permissions: string[] = []): Promise<{ page: Page; grantId: string }> => {
    const { url, grantId } = await system.grant(session.id, { mode, user });
    const page = await open(options, permissions);
    await page.goto(url);
    await connected(page);
    return { page, grantId };
  };
  const signedIn = async (user: string): Promise<Page> => {
    const { url } = await system.must<{ url: string }>('/v1/sign-in-links', { method: 'POST', as: 'operator', body: { user } });
    const page = await open();
    await page.goto(url);
    await page.getByRole('link', { name: 'Runs' }).waitFor();
    return page;
  };
  const says = (page: Page, text: string | RegExp) => page.getByTestId('console-message').getByText(text).first().waitFor();
  const holderSays = (page: Page, text: RegExp) => page.getByTestId('control-holder').getByText(text).waitFor();
  const seen = (value: string) => until(() => system.seen.value === value, STEP_TIMEOUT_MS, () => `the page has ${JSON.stringify(system.seen)}, not ${value}`);
  const picture = async (page: Page, name: string) => {
    if (pictures !== undefined && existsSync(pictures)) await page.screenshot({ path: `${pictures}/${name}.png` });
  };
  const accessible = async (page: Page) => {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run());
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  };

  it('opens by a link for somebody who is not signed in, who takes control, types, and gives it back', async () => {
    const { page } = await openLink('control', 'anna');
    expect(page.url()).toBe(`${proxy.url}/console/${session.id}`);
    await holderSays(page, /automation is driving/);
    const before = await squareColour(page);
    await takeControl(page);
    await holderSays(page, /You have control/);
    await page.keyboard.type('hello', { delay: 20 });
    await seen('hello');
    await turned(page, before);
    expect(await system.session(session.id)).toMatchObject({ controlHolder: 'user:anna', consoles: [{ user: 'user:anna', mode: 'control' }] });
    await picture(page, 'desktop-control');
    await giveBack(page);
    await holderSays(page, /automation is driving/);
    // The same console again, by its cookie: no new link is needed.
    await page.reload();
    await connected(page);
    expect((await system.session(session.id)).consoles).toHaveLength(1);
  });

  it('says what is wrong with a link that was used, and asks for a new one (ci)', async () => {
    const { url } = await system.grant(session.id, { mode: 'view', user: 'anna' });
    const first = await open();
    await first.goto(url);
    await connected(first);
    const second = await open();
    await second.goto(url);
    await says(second, 'The grant was used already.');
    await says(second, /new link/);
    await picture(second, 'used-link');
    const third = await open();
    await third.goto(url.replace(/#.*/, ''));
    await says(third, /new link/);
  });

  it('is shared: one has control, two look on, and all see what happens', async () => {
    const [{ page: anna }, { page: ben }, { page: cleo }] = [await openLink('control', 'anna'), await openLink('control', 'ben'), await openLink('view', 'cleo')];
    await cleo.getByTestId('view-only').waitFor();
    await takeControl(anna);
    await holderSays(ben, /Anna has control/);
    await holderSays(cleo, /Anna has control/);
    const before = await squareColour(ben);
    await anna.keyboard.type('a');
    await Promise.all([anna, ben, cleo].map((page) => turned(page, before)));
    // What the others type goes nowhere, and they may not take control either.
    for (const page of [ben, cleo]) {
      const { x, y } = await placeOf(page, 200, 80);
      await page.mouse.click(x, y);
      await page.keyboard.type('no');
    }
    await ben.getByTestId('take-control').click();
    await ben.getByText('Somebody else has control.').waitFor();
    await anna.keyboard.type('b');
    await seen('ab');
    expect((await system.session(session.id)).consoles.map(({ user, mode }) => [user, mode])).toEqual([['user:anna', 'control'], ['user:ben', 'control'], ['user:cleo', 'view']]);
    await picture(ben, 'desktop-looking-on');
    await giveBack(anna);
    await takeControl(ben);
    await ben.keyboard.type('c');
    await seen('abc');
  });

  it('types every script, and what an input method composes (thorough)', async () => {
    const { page } = await openLink('control', 'anna');
    await takeControl(page);
    await page.getByText('Paste a text').click();
    await page.getByLabel('Text for the live browser').fill('é ß 日本 ✓ 👍');
    await page.getByTestId('type-there').click();
    await seen('é ß 日本 ✓ 👍');
    // As a keyboard of a phone composes: letters of a word at once, kana only when they are settled.
    await page.getByTestId('keyboard').click();
    const devTools = await page.context().newCDPSession(page);
    for (const text of ['n', 'ni', 'にほ']) await devTools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    await devTools.send('Input.insertText', { text: '日本' });
    await seen('é ß 日本 ✓ 👍日本');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Enter');
    await page.keyboard.insertText('ß');
    await seen('é ß 日本 ✓ 👍日\nß');
  });

  it('pastes what is on the clipboard here, and brings here what is copied there (ci)', async () => {
    const { page } = await openLink('control', 'anna', {}, ['clipboard-read', 'clipboard-write']);
    await takeControl(page);
    await page.evaluate(() => navigator.clipboard.writeText('from here: ü 日本'));
    await page.keyboard.press('Control+v');
    await seen('from here: ü 日本');
    await page.keyboard.type(' and back');
    await seen('from here: ü 日本 and back');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await page.getByTestId('clipboard-told').getByText('Copied from the live browser').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('from here: ü 日本 and back');
  });

  it('has a box for both where the browser allows neither (thorough)', async () => {
    const { page } = await openLink('control', 'anna');
    await page.evaluate(() => {
      const refuse = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      Object.assign(navigator.clipboard, { readText: refuse, writeText: refuse });
    });
    await takeControl(page);
    await page.evaluate(() => document.addEventListener('paste', (event) => event.stopImmediatePropagation(), true));
    await page.getByText('Paste a text').click();
    await page.getByTestId('paste-clipboard').click();
    await page.getByText('This page may not read your clipboard').waitFor();
    await page.getByLabel('Text for the live browser').fill('by the box');
    await page.getByTestId('paste-there').click();
    await seen('by the box');
    const { x, y } = await placeOf(page, 200, 80);
    await page.mouse.click(x, y);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    const copied = page.getByLabel('Copied in the live browser');
    await copied.waitFor();
    expect(await copied.inputValue()).toBe('by the box');
    await picture(page, 'clipboard-boxes');
  });

  it('says that it was revoked and stays closed, to somebody with a link (ci)', async () => {
    const { page, grantId } = await openLink('control', 'anna');
    await takeControl(page);
    await system.call(`/v1/sessions/${session.id}/console-grants/${grantId}`, { method: 'DELETE', as: 'operator' });
    await says(page, 'You may not look at this browser any more');
    await says(page, 'The permission to look was withdrawn.');
    await picture(page, 'revoked');
    // Whoever had control by it has it no more, and the automation goes on.
    expect(await system.session(session.id)).toMatchObject({ controlHolder: null, consoles: [] });
    await page.waitForTimeout(3_000); // Longer than the first attempts would take.
    await says(page, 'You may not look at this browser any more');
  });

  it('says why the session ended (ci)', async () => {
    const [{ page }, person] = [await openLink('view', 'anna'), await signedIn('local')];
    await person.goto(`${proxy.url}/console/${session.id}`);
    await connected(person);
    await system.must(`/v1/sessions/${session.id}/terminate`, { method: 'POST', as: 'automation' });
    for (const one of [page, person]) {
      await says(one, 'The browser session has ended');
      await says(one, 'It ended because it was closed on request.');
    }
    await page.reload();
    await says(page, 'It ended because it was closed on request.');
    await picture(page, 'ended');
  });

  it('comes back by itself, with control, when the gateway restarts', async () => {
    const [{ page }, person] = [await openLink('control', 'anna'), await signedIn('local')];
    await person.goto(`${proxy.url}/console/${session.id}`);
    await connected(person);
    await takeControl(page);
    await page.keyboard.type('a');
    await seen('a');
    await system.end('gateway', 'SIGKILL');
    await says(page, /Connecting again/);
    await picture(page, 'reconnecting');
    await system.run('gateway');
    for (const one of [page, person]) await connected(one);
    await holderSays(page, /You have control/);
    const { x, y } = await placeOf(page, 200, 80);
    await page.mouse.click(x, y);
    await page.keyboard.type('b');
    await seen('ab');
    expect((await system.session(session.id)).consoles).toHaveLength(2);
  });

  it('notices by itself that nothing comes any more, and comes back (thorough)', async () => {
    const { page } = await openLink('view', 'anna');
    proxy.silence();
    // Usually within half a minute; longer on a busy machine.
    await page.getByTestId('console-message').getByText(/Connecting again/).first().waitFor({ timeout: 80_000 });
    await connected(page);
  });

  it('warns before control that is not used goes back, and says so (thorough)', async () => {
    const { page } = await openLink('control', 'anna');
    await takeControl(page);
    await page.getByTestId('control-idle').waitFor({ timeout: 50_000 });
    await picture(page, 'idle');
    await page.getByTestId('control-lost').waitFor({ timeout: 80_000 });
    await holderSays(page, /automation is driving/);
  });

  it('is for a person who is signed in as well, also from a page of the run, and shows who else is here (ci)', async () => {
    await openLink('view', 'cleo');
    const page = await signedIn('local');
    await page.goto(`${proxy.url}/runs/${session.runId}`);
    await page.goto(`${proxy.url}/console/${session.id}`);
    await connected(page);
    await page.getByTestId('watchers').getByText('Also here: cleo').waitFor();
    await takeControl(page);
    await page.keyboard.type('a');
    await seen('a');
    expect(await system.session(session.id)).toMatchObject({ controlHolder: 'user:local' });
  });

  it('asks the person who has control for the file that a page asks for (ci)', async () => {
    const page = await signedIn('fay');
    await page.goto(`${proxy.url}/console/${session.id}`);
    await connected(page);
    await takeControl(page);
    const { x, y } = await placeOf(page, 430, 200);
    await page.mouse.click(x, y);
    await page.getByTestId('file-request').waitFor();
    await accessible(page);
    await picture(page, 'file-request');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByTestId('file-request-upload').click()]);
    await chooser.setFiles({ name: 'resume.txt', mimeType: 'text/plain', buffer: Buffer.from('ten years of gardens') });
    await until(() => system.seen.file === 'resume.txt: ten years of gardens', STEP_TIMEOUT_MS, () => `the page has the file ${JSON.stringify(system.seen.file)}`);
    await page.getByTestId('file-request').waitFor({ state: 'detached' });
  });

  it('works through a proxy that leaves the path on as well: pages, API, events, documentation, cookies (thorough)', async () => {
    proxy.isStripping = false;
    try {
      const page = await signedIn('local');
      await page.getByTitle('Updates: live').waitFor();
      await page.getByRole('link', { name: 'Runs' }).click();
      await page.waitForURL(`${proxy.url}/runs`);
      await page.reload();
      await page.getByRole('link', { name: 'Inbox', exact: true }).waitFor();
      await page.goto(`${proxy.url}/docs`);
      await page.getByRole('heading', { name: /Countersign/ }).waitFor();
      const { page: anna } = await openLink('control', 'anna');
      const before = await squareColour(anna);
      await takeControl(anna);
      await anna.keyboard.type('a');
      await turned(anna, before);
      expect((await system.session(session.id)).userConsoleUrl).toBe(`${proxy.url}/console/${session.id}`);
      const { headers } = await system.call('/v1/runs', { method: 'POST', as: 'automation', body: { candidateId: (await system.must<{ items: { id: string }[] }>('/v1/candidates', { as: 'auditor' })).items[0]!.id } });
      expect(headers.get('location')).toMatch(/^\/tools\/countersign\/v1\/runs\//);
    } finally {
      proxy.isStripping = true;
    }
  });

  it.each([['light', ''], ['dark', ' (thorough)']] as const)('shows a hand-off on a phone, where it can be read, seen to and typed into (%s)%s', async (...[colorScheme]) => {
    await system.must(`/v1/sessions/${session.id}/handoffs`, { method: 'POST', as: 'automation', body: { reason: 'captcha', instructions: 'Solve the captcha, then press Done.', timeoutSeconds: 600 } });
    const { page } = await openLink('control', 'anna', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2, colorScheme });
    await page.getByTestId('handoff').getByText('Solve the captcha').waitFor();
    await accessible(page);
    await picture(page, `phone-${colorScheme}-looking-on`);
    await page.getByTestId('take-control').tap();
    await page.getByTestId('give-back-control').waitFor();
    const { x, y } = await placeOf(page, 200, 80);
    await page.touchscreen.tap(x, y);
    await page.getByTestId('keyboard').tap();
    await page.keyboard.insertText('Hi');
    await seen('Hi');
    await page.getByRole('button', { name: 'Ctrl' }).tap();
    await page.keyboard.insertText('a');
    await page.getByRole('button', { name: 'Backspace' }).tap();
    await seen('');
    await accessible(page);
    await picture(page, `phone-${colorScheme}-control`);
    await page.getByTestId('full-size').tap();
    await picture(page, `phone-${colorScheme}-full-size`);
    const overflow = await page.evaluate(() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]);
    expect(overflow).toEqual([0, 0]);
    await page.getByTestId('handoff-done').tap();
    await page.getByTestId('handoff').waitFor({ state: 'detached' });
    expect(await system.session(session.id)).toMatchObject({ controlHolder: null, handoffs: [{ outcome: 'done', completedBy: 'user:anna' }] });
  });

  it.each([['dark', ''], ['light', ' (thorough)']] as const)('has nothing that axe finds fault with (%s)%s', async (...[colorScheme]) => {
    const { page } = await openLink('control', 'anna', { colorScheme });
    await accessible(page);
    await takeControl(page);
    await page.getByText('Paste a text').click();
    await accessible(page);
    await picture(page, `desktop-${colorScheme}`);
  });
});
