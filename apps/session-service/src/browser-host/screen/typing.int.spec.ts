import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { temporaryFolder, waitFor, type TemporaryFolder } from '@countersign/test-kit';
import { keysyms } from './rfb-person.fixture.ts';
import { startScreenedBrowser, type ScreenedBrowser } from './screened-browser.fixture.ts';

const letter = (character: string): number => character.codePointAt(0)!;
let folder: TemporaryFolder;
let browser: ScreenedBrowser;

beforeAll(async () => {
  folder = await temporaryFolder();
  browser = await startScreenedBrowser(folder.path, { width: 900, height: 500 });
  await waitFor(async () => (await browser.evaluate('document.readyState')) === 'complete');
  browser.person.click(60, browser.top + 50);
}, 60_000);
afterAll(async () => {
  await browser?.stop();
  await folder?.remove();
});
beforeEach(() => browser.evaluate('void (field.value = "", field.focus())'));

/** What the field has when it has all of it, or after the time is up. */
async function typed(text: string): Promise<string> {
  browser.person.type(text);
  const has = (): Promise<string> => browser.evaluate<string>('field.value');
  await waitFor(async () => (await has()) === text, { timeoutMs: 10_000 }).catch(() => undefined);
  return has();
}

const everyCharacter = (first: number, count: number): string => Array.from({ length: count }, (_, index) => String.fromCodePoint(first + index)).join('');

describe('typing', () => {
  it.each([
    'Hello, World! 0123 @#$%^&*()_+{}|:"<>?~`', 'éßñŽ€', 'Zoë Žižek über Ærøskøbing', '日本語を入力', '한국어', '中文简体繁體', 'Привет, мир', 'Ελληνικά', 'العربية', 'עברית', 'ไทย', 'हिन्दी',
    '😀🎉👩‍💻🇩🇪', '𝒜𝓑 a😀b日c',
  ])('%s arrives as it is', async (text) => {
    expect(await typed(text)).toBe(text);
  });

  it('of 200 different characters without a pause loses and swaps none', async () => {
    const text = everyCharacter(0x4e00, 200);
    expect(await typed(text)).toBe(text);
  });

  it('of 200 characters of which many come again', async () => {
    const text = Array.from({ length: 200 }, (_, index) => (index % 3 === 0 ? String.fromCodePoint(0x430 + (index % 32)) : String.fromCodePoint(0x61 + (index % 26)))).join('');
    expect(await typed(text)).toBe(text);
  });

  it('of accents by dead keys', async () => {
    browser.person.press(keysyms.deadAcute);
    browser.person.press(letter('e'));
    browser.person.press(letter('x'));
    await waitFor(async () => (await browser.evaluate('field.value')) === 'éx');
  });

  it('mixes with shortcuts, arrows and Tab', async () => {
    const { person } = browser;
    person.type('日本b');
    person.press(keysyms.left);
    person.type('é');
    person.press(keysyms.control, letter('a'));
    person.press(keysyms.control, letter('c'));
    person.press(keysyms.delete);
    person.type('ß:');
    person.press(keysyms.control, letter('v'));
    person.press(keysyms.control, letter('v'));
    person.press(keysyms.tab);
    await waitFor(async () => (await browser.evaluate('document.activeElement.id')) === 'file');
    await waitFor(async () => (await browser.evaluate('field.value')) === 'ß:日本éb日本éb');
  });
});

describe('the clipboard', () => {
  const text = 'ß 日本語 한국어 😀 “quoted”\nsecond line';

  it('brings a text of any script to the page', async () => {
    await browser.evaluate('void (document.body.insertAdjacentHTML("beforeend", "<textarea id=area></textarea>"), area.focus())');
    browser.person.copy(text);
    browser.person.press(keysyms.control, letter('v'));
    await waitFor(async () => (await browser.evaluate('area.value')) === text);
  });

  it('and from it', async () => {
    await browser.evaluate('void (area.focus(), area.select())');
    browser.person.press(keysyms.control, letter('x'));
    await waitFor(async () => (await browser.evaluate('area.value')) === '');
    await waitFor(() => browser.person.copied.includes(text));
    await browser.evaluate('area.remove()');
  });
});

describe('fonts', () => {
  interface PlatformFont { readonly familyName: string; readonly glyphCount: number }

  it.each([['日本語', 'CJK'], ['한국어', 'CJK'], ['中文简体', 'CJK'], ['繁體中文', 'CJK'], ['😀🎉', 'Emoji'], ['Ελληνικά Русский', ''], ['← ✓ ★ €', '']])('have %s', async (text, family) => {
    await browser.evaluate(`void (document.body.insertAdjacentHTML('beforeend', '<p id=shown>${text}</p>'), shown.offsetWidth)`);
    for (const domain of ['DOM', 'CSS']) await browser.cdp.command(`${domain}.enable`, {}, 5000, browser.page);
    const { root } = (await browser.cdp.command('DOM.getDocument', {}, 5000, browser.page)) as { root: { nodeId: number } };
    const { nodeId } = await browser.cdp.command('DOM.querySelector', { nodeId: root.nodeId, selector: '#shown' }, 5000, browser.page);
    const { fonts } = (await browser.cdp.command('CSS.getPlatformFontsForNode', { nodeId }, 5000, browser.page)) as unknown as { fonts: PlatformFont[] };
    await browser.evaluate('shown.remove()');
    expect(fonts.map(({ familyName }) => familyName).filter((name) => /last ?resort|unifont/i.test(name) || name === '')).toEqual([]);
    expect(fonts).toContainEqual(expect.objectContaining({ familyName: expect.stringContaining(family) }));
  });

  it('draw each character in its own way', async () => {
    const drawn = await browser.evaluate<number[][]>(`(() => {
      const context = new OffscreenCanvas(60, 60).getContext('2d', { willReadFrequently: true });
      context.font = '40px sans-serif';
      return [...'日本語한국中文😀🎉\\u{10FFFE}'].map((character) => {
        context.fillStyle = '#fff';
        context.fillRect(0, 0, 60, 60);
        context.fillStyle = '#000';
        context.fillText(character, 5, 45);
        return [...context.getImageData(0, 0, 60, 60).data];
      });
    })()`);
    // The last one is no character: what is drawn for it is drawn for whatever has no glyph.
    const noGlyph = String(drawn.at(-1));
    expect(new Set(drawn.map(String)).size).toBe(drawn.length);
    expect(drawn.slice(0, -1).map(String)).not.toContain(noGlyph);
    const hasColour = (pixels: number[]): boolean => pixels.some((value, index) => index % 4 === 0 && Math.abs(value - pixels[index + 2]!) > 60);
    expect(drawn.slice(7, 9).map(hasColour)).toEqual([true, true]);
  });
});
