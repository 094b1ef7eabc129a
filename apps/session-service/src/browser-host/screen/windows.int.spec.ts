import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder, waitFor, type TemporaryFolder } from '@countersign/test-kit';
import { keysyms, type Colour } from './rfb-person.fixture.ts';
import { startScreenedBrowser, type ScreenedBrowser } from './screened-browser.fixture.ts';

const viewport = { width: 1000, height: 640 };
const RED: Colour = [255, 0, 0];
const WHITE: Colour = [255, 255, 255];
const BAR: Colour = [0xde, 0xe1, 0xe6];
let folder: TemporaryFolder;
let browser: ScreenedBrowser;

beforeAll(async () => {
  folder = await temporaryFolder();
  browser = await startScreenedBrowser(folder.path, viewport);
}, 60_000);
afterAll(async () => {
  await browser?.stop();
  await folder?.remove();
});

const area = (session?: string): Promise<[number, number]> => browser.evaluate('[innerWidth, innerHeight]', session);
const isExact = async (): Promise<boolean> => String(await area()) === `${viewport.width},${viewport.height}`;
/** Colours of the four corners of the page's area, on the screen. */
const corners = (): Promise<Colour[]> => {
  const { top, person } = browser;
  return person.see([1, top + 1], [person.width - 2, top + 1], [1, person.height - 2], [person.width - 2, person.height - 2]);
};
const fillsScreen = async (): Promise<boolean> => (await isExact()) && JSON.stringify(await corners()) === JSON.stringify([RED, RED, RED, RED]);
const isColour = async (colour: Colour, ...place: [number, number]): Promise<boolean> => String((await browser.person.see(place))[0]) === String(colour);
const fieldIs = (value: string): Promise<boolean> => browser.evaluate(`field.value === ${JSON.stringify(value)}`);

/** A popup of 300 by 200 at a place of the screen, with its bar above it. */
async function openPopup(x: number, y: number, width = 300, height = 200): Promise<string> {
  const before = new Set((await browser.pages()).map(({ targetId }) => targetId));
  await browser.evaluate(`void open('about:blank', '', 'left=${x},top=${y},width=${width},height=${height}')`);
  return waitFor(async () => (await browser.pages()).find(({ targetId }) => !before.has(targetId))?.targetId);
}
const pageCount = async (): Promise<number> => (await browser.pages()).length;

beforeEach(async () => {
  await waitFor(async () => (await browser.evaluate<string>('document.readyState')) === 'complete' && (await fillsScreen()));
});

describe('the window of a page (ci)', () => {
  it('fills the screen, and its page area is exactly the viewport', async () => {
    expect(browser.person.width).toBe(viewport.width);
    expect(browser.person.height).toBeGreaterThan(viewport.height);
    const [{ outerWidth, outerHeight, screenX, screenY }, { top }] = [await browser.evaluate<Record<string, number>>('({ outerWidth, outerHeight, screenX, screenY })'), browser];
    expect({ outerWidth, outerHeight, screenX, screenY }).toEqual({ outerWidth: viewport.width, outerHeight: viewport.height + top, screenX: 0, screenY: 0 });
  });

  it('stays so when tabs come and go', async () => {
    const { targetId } = await browser.cdp.command('Target.createTarget', { url: browser.pageUrl }, 5000);
    const tab = await browser.attach(targetId as string);
    await waitFor(async () => String(await area(tab)) === String([viewport.width, viewport.height]));
    await browser.cdp.command('Target.closeTarget', { targetId: targetId as string }, 5000);
    await waitFor(fillsScreen);
  });

  it('comes back from full screen', async () => {
    browser.person.press(keysyms.f11);
    await waitFor(async () => (await area())[1] === browser.person.height);
    browser.person.press(keysyms.f11);
    await waitFor(fillsScreen);
    await browser.evaluate('document.documentElement.requestFullscreen()');
    await waitFor(async () => (await area())[1] === browser.person.height);
    await browser.evaluate('document.exitFullscreen()');
    await waitFor(fillsScreen);
  });

  it('is not moved, resized or hidden by pages and clients', async () => {
    await browser.evaluate('void (resizeTo(400, 300), moveTo(200, 200))');
    const { windowId } = await browser.cdp.command('Browser.getWindowForTarget', { targetId: (await browser.pages())[0]!.targetId }, 5000);
    await browser.cdp.command('Browser.setWindowBounds', { windowId, bounds: { left: 50, top: 60, width: 600, height: 400 } }, 5000);
    await browser.cdp.command('Browser.setWindowBounds', { windowId, bounds: { windowState: 'minimized' } }, 5000);
    await waitFor(fillsScreen);
    await browser.cdp.command('Browser.setWindowBounds', { windowId, bounds: { windowState: 'normal' } }, 5000);
    await browser.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
    await waitFor(fillsScreen);
  });

  it('is as before after a notice of the browser was closed', async () => {
    const { person, top } = browser;
    person.click(60, top + 90); // A file chooser that is not allowed.
    await waitFor(async () => (await area())[1] < viewport.height);
    const notice = viewport.height - (await area())[1];
    person.click(person.width - 30, top + notice / 2);
    await waitFor(fillsScreen);
  });
});

describe('a popup (ci)', () => {
  it('is closed by the cross of its bar, and the keyboard is the page\'s again', async () => {
    const { person } = browser;
    await browser.evaluate('field.focus()');
    await openPopup(100, 200);
    await waitFor(() => isColour(BAR, 150, 190));
    await waitFor(() => isColour(WHITE, 150, 300));
    person.click(385, 187);
    await waitFor(async () => (await pageCount()) === 1);
    await waitFor(fillsScreen);
    person.type('back');
    await waitFor(() => fieldIs('back'));
    await browser.evaluate('field.value = ""');
  });

  it('is moved by its bar, and never off the screen', async () => {
    const { person } = browser;
    await openPopup(100, 200);
    await waitFor(() => isColour(BAR, 150, 190));
    person.drag([150, 190], [5000, 5000]);
    await waitFor(() => isColour(BAR, person.width - 290, person.height - 235 - 10).then(async () => isColour(WHITE, person.width - 10, person.height - 10)));
    person.drag([person.width - 250, person.height - 200 - 34 - 14], [60, 0]);
    await waitFor(() => isColour(BAR, 20, 14));
    person.click(285, 14);
    await waitFor(async () => (await pageCount()) === 1);
  });

  it('that is larger than the screen, or asks to lie beside it, is shown whole, with its bar', async () => {
    const { person } = browser;
    for (const [x, y, width, height] of [[0, 0, 5000, 5000], [4000, 4000, 300, 200], [-500, -500, 300, 200]] as const) {
      const popup = await browser.attach(await openPopup(x, y, width, height));
      const [left, top, right] = await waitFor(async () => {
        const [screenX, screenY, outerWidth, outerHeight] = await browser.evaluate<[number, number, number, number]>('[screenX, screenY, outerWidth, outerHeight]', popup);
        return screenX >= 0 && screenY >= 28 && screenX + outerWidth <= person.width && screenY + outerHeight <= person.height && [screenX, screenY, screenX + outerWidth];
      }) as [number, number, number];
      await waitFor(() => isColour(BAR, left + 5, top - 14));
      person.click(right - 14, top - 14);
      await waitFor(async () => (await pageCount()) === 1);
    }
  });

  it('stays over the page that is clicked, and gets the keyboard when it is clicked itself', async () => {
    const { person } = browser;
    const popup = await browser.attach(await openPopup(300, 300));
    await browser.evaluate('void (document.body.innerHTML = "<input id=inner>")', popup);
    await waitFor(() => isColour(BAR, 350, 290));
    person.click(60, browser.top + 50);
    person.type('page');
    await waitFor(() => fieldIs('page'));
    await waitFor(() => isColour(BAR, 350, 290));
    person.click(330, 350);
    person.type('popup');
    await waitFor(async () => (await browser.evaluate('inner.value', popup)) === 'popup');
    person.click(585, 287);
    await waitFor(async () => (await pageCount()) === 1);
    await browser.evaluate('field.value = ""');
  });
});

describe('several windows (ci)', () => {
  it('are all within reach', async () => {
    const { person } = browser;
    const targetId = (await browser.cdp.command('Target.createTarget', { url: 'data:text/html,<body style="background:lime">', newWindow: true }, 5000))['targetId'] as string;
    await waitFor(() => isColour([0, 255, 0], 500, 300));
    const switcher = [person.width - 24, 19] as const;
    person.click(...switcher);
    await waitFor(fillsScreen);
    person.click(...switcher);
    await waitFor(() => isColour([0, 255, 0], 500, 300));
    await browser.cdp.command('Target.closeTarget', { targetId }, 5000);
    await waitFor(fillsScreen);
  });
});

describe('a dialog (ci)', () => {
  const after = (what: string): Promise<unknown> => browser.evaluate(`void setTimeout(() => { ${what} }, 0)`);
  /** The page is dimmed under it. */
  const isShown = (): Promise<unknown> => waitFor(async () => !(await isColour(RED, 1, browser.person.height - 2)));

  it('of a page is closed by keys and by the mouse', async () => {
    for (const what of ['alert("hello")', 'document.title = String(confirm("sure?"))', 'document.title = String(prompt("name?"))']) {
      await after(what);
      await isShown();
      browser.person.press(keysyms.escape);
      await waitFor(fillsScreen);
    }
    await after('document.title = String(confirm("sure?"))');
    await isShown();
    browser.person.press(keysyms.enter);
    await waitFor(fillsScreen);
    expect(await browser.evaluate('document.title')).toBe('true');
  });

  it('before a page is left', async () => {
    browser.person.click(500, 500);
    await browser.evaluate('onbeforeunload = (event) => event.preventDefault()');
    await after('location = "/elsewhere"');
    await isShown();
    browser.person.press(keysyms.escape);
    await waitFor(fillsScreen);
    expect(await browser.evaluate('location.pathname')).toBe('/');
    await browser.evaluate('void (onbeforeunload = null)');
  });

  it('for a password', async () => {
    await after('location = "/needs-password"');
    await waitFor(() => isColour([0x66, 0x66, 0x66], 1, browser.person.height - 2));
    browser.person.press(keysyms.escape);
    await waitFor(async () => (await browser.evaluate('document.body.innerText')) === 'no');
    await browser.evaluate('void (location = "/")');
  });

  it('for printing is not there', async () => {
    browser.person.press(keysyms.control, 'p'.codePointAt(0)!);
    await waitFor(fillsScreen);
    expect(await pageCount()).toBe(1);
  });
});
