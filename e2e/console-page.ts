import type { Browser, BrowserContext, Page } from 'playwright-core';
import { until } from './countersign.ts';

export const STEP_TIMEOUT_MS = 30_000;

export function canvasOf(page: Page) {
  return page.getByTestId('console-screen').locator('canvas');
}

export async function newPage(viewer: Browser, options: Parameters<Browser['newContext']>[0] = {}, permissions: string[] = []): Promise<{ context: BrowserContext; page: Page; faults: string[] }> {
  const context = await viewer.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await context.grantPermissions(permissions);
  const page = await context.newPage();
  page.setDefaultTimeout(STEP_TIMEOUT_MS);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  return { context, page, faults };
}

/** Until something of the remote screen is drawn. */
export async function connected(page: Page): Promise<void> {
  await page.locator('[data-testid=console-screen][data-phase=connected] canvas').waitFor();
}

/** The colour of the square of the page in the remote browser, as it is drawn here. */
export function squareColour(page: Page): Promise<'red' | 'blue' | 'other'> {
  return canvasOf(page).evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const bars = canvas.height - 700;
    const [red, green, blue] = canvas.getContext('2d')!.getImageData(150, bars + 350, 1, 1).data;
    if (green! > 80) return 'other';
    return red! > 180 && blue! < 80 ? 'red' : blue! > 180 && red! < 80 ? 'blue' : 'other';
  });
}

/** Waits until the square has another colour than before. */
export async function turned(page: Page, before: string): Promise<void> {
  await until(async () => {
    const now = await squareColour(page);
    return now !== before && now !== 'other';
  }, STEP_TIMEOUT_MS, () => `the square is still ${before}`);
}

/** Where a place of the page in the remote browser is on the screen here. */
export async function placeOf(page: Page, x: number, y: number): Promise<{ x: number; y: number }> {
  const box = (await canvasOf(page).boundingBox())!;
  const { width, height } = await canvasOf(page).evaluate((element) => ({ width: (element as HTMLCanvasElement).width, height: (element as HTMLCanvasElement).height }));
  return { x: box.x + (x / width) * box.width, y: box.y + ((y + height - 700) / height) * box.height };
}

export async function takeControl(page: Page): Promise<void> {
  await page.getByTestId('take-control').click();
  await page.getByTestId('give-back-control').waitFor();
  const { x, y } = await placeOf(page, 200, 80);
  await page.mouse.click(x, y);
}

export async function giveBack(page: Page): Promise<void> {
  await page.getByTestId('give-back-control').click();
  await page.getByTestId('take-control').waitFor();
}
