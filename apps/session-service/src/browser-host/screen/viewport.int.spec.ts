import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder, waitFor, type TemporaryFolder } from '@countersign/test-kit';
import { TigervncBrowserHost } from '../tigervnc-browser-host.ts';
import { CdpStartup } from '../cdp-startup.ts';
import { RfbPerson } from './rfb-person.fixture.ts';

let folder: TemporaryFolder;
let host: TigervncBrowserHost;
beforeAll(async () => {
  folder = await temporaryFolder();
  host = new TigervncBrowserHost({ dataFolder: folder.path, uidBase: 64_500, uidCount: 100, startTimeoutMs: 30_000 });
});
afterAll(async () => {
  await host.sweep();
  await folder.remove();
});

const sizes = [[320, 240], [375, 667], [500, 400], [1024, 768], [1280, 800], [1920, 1080]] as const;
/** Each in one of the two ways, turn about, the other one in a thorough run; at every change only two. */
const cases = sizes.flatMap(([width, height], index) => (['from the start', 'after another one'] as const).map((when, way) => [width, height, when, index % 2 !== way ? ' (thorough)' : width === 1280 || width === 375 ? '' : ' (ci)'] as const));

describe('a viewport', () => {
  it.each(cases)('of %i by %i is the area of the page exactly, %s%s', async (width, height, when) => {
    const first = when === 'from the start' ? { width, height } : { width: 1111, height: 555 };
    const browser = await host.start(first);
    if (first.width !== width) await browser.resize({ width, height });
    expect(browser.viewport).toEqual({ width, height });
    expect(await browser.answers(5_000)).toBe(true);
    const pipes = await browser.open(null);
    const person = await RfbPerson.sitDown(pipes);
    const cdp = new CdpStartup(pipes.cdpIn, pipes.cdpOut);
    const { targetInfos } = (await cdp.command('Target.getTargets', {}, 5000)) as { targetInfos: { type: string; targetId: string }[] };
    const { targetId } = targetInfos.find(({ type }) => type === 'page')!;
    const { sessionId } = await cdp.command('Target.attachToTarget', { targetId, flatten: true }, 5000);
    const evaluate = async (expression: string): Promise<unknown> =>
      ((await cdp.command('Runtime.evaluate', { expression, returnByValue: true }, 5000, sessionId as string))['result'] as { value: unknown }).value;
    expect(await evaluate('[innerWidth, innerHeight, screen.width, devicePixelRatio, scrollX]')).toEqual([width, height, width, 1, 0]);
    expect(await evaluate('screen.height - innerHeight')).toBe(person.height - height);
    expect(person.width).toBe(width);
    await evaluate('void (document.body.style = "margin:0;background:#00f", document.body.innerHTML = "<p style=\'position:fixed;right:0;bottom:0;width:2px;height:2px;margin:0;background:#f00\'>")');
    person.click(100, person.height - 100); // The pointer may have been pushed into the corner.
    const last = [width - 1, person.height - 1] as const;
    await waitFor(async () => String(await person.see([0, person.height - height], last)) === '0,0,255,255,0,0');
    person.leave();
    await browser.stop();
  }, 180_000);

  it('of 3840 by 2160, the largest, is what the page says it is', async () => {
    const browser = await host.start({ width: 3840, height: 2160 });
    const pipes = await browser.open(null);
    const cdp = new CdpStartup(pipes.cdpIn, pipes.cdpOut);
    const { targetInfos } = (await cdp.command('Target.getTargets', {}, 20_000)) as { targetInfos: { type: string; targetId: string }[] };
    const { sessionId } = await cdp.command('Target.attachToTarget', { targetId: targetInfos.find(({ type }) => type === 'page')!.targetId, flatten: true }, 20_000);
    const answer = await cdp.command('Runtime.evaluate', { expression: '[innerWidth, innerHeight, screen.width]', returnByValue: true }, 20_000, sessionId as string);
    expect((answer['result'] as { value: unknown }).value).toEqual([3840, 2160, 3840]);
    await browser.stop();
  }, 120_000);
});
