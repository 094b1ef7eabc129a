import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { row, type Row } from '../report.ts';
import { registerRun, type System } from '../system.ts';
import { endSession, openSession } from './open.ts';
import { allProcesses } from './processes.ts';
import { VncClient } from './vnc-client.ts';

const KEY_A = 0x61;
const ELSEWHERE = { x: 300, y: 400 } as const;
/** Away from the pointer, which the X server draws into the picture of a client that does not draw it itself. */
const WATCHED = { x: 880, y: 590 } as const;
const STEP_TIMEOUT_MS = 20_000;

/** A key to the pixel it changes: through the gateway and noVNC in a real Chromium, against a VNC client straight on another session's socket. */
export async function benchKeyToPixel(system: System, pageUrl: string, rounds: number, progress: (line: string) => void): Promise<Row[]> {
  const runId = await registerRun(system);
  const viewed = await openSession(system, runId);
  const known = sockets();
  const straight = await openSession(system, runId);
  for (const { cdp, page } of [viewed, straight]) await cdp.command('Page.navigate', { url: pageUrl }, page);
  const socket = sockets().find((path) => !known.includes(path));
  if (!socket) throw new Error('the socket of the second session was not found');
  const client = await VncClient.connect(socket);
  const viewer = await chromium.launch({ executablePath: '/usr/bin/chromium', args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  try {
    const page = await consolePage(await viewer.newPage({ viewport: { width: 1400, height: 1000 } }), system, viewed.id);
    const ours: number[] = [];
    const raw: number[] = [];
    // The keyboard starts in the address bar, as in any new window.
    await page.locator('[data-testid=console-screen] canvas').click({ position: { x: 100, y: 300 } });
    await client.update(false);
    client.click(ELSEWHERE.x, ELSEWHERE.y);
    await pause(1_000);
    for (let round = -3; round < rounds; round++) {
      const through = await throughNoVnc(page);
      const direct = await straightOnTheSocket(client);
      if (round < 0) continue;
      ours.push(through);
      raw.push(direct);
    }
    progress(`key to pixel: ${rounds} of each`);
    return [row('key_to_pixel', 'ms', ours, { peer: raw, target: 1.3 })];
  } finally {
    client.close();
    await viewer.close();
    await endSession(system, viewed);
    await endSession(system, straight);
  }
}

/** RFB sockets of running X servers, from their command lines. */
function sockets(): string[] {
  return allProcesses().flatMap((pid) => {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      const at = words.indexOf('-rfbunixpath');
      return at > 0 && words[0]!.endsWith('Xtigervnc') && existsSync(words[at + 1]!) ? [words[at + 1]!] : [];
    } catch {
      return [];
    }
  });
}

async function consolePage(page: Page, system: System, sessionId: string): Promise<Page> {
  page.setDefaultTimeout(STEP_TIMEOUT_MS);
  const { url } = await system.call<{ url: string }>('operator', 'POST', '/v1/sign-in-links', {});
  await page.goto(url);
  await page.getByTestId('inbox').or(page.getByRole('navigation')).first().waitFor();
  await page.goto(`${system.url}/console/${sessionId}`);
  await page.getByTestId('take-control').click();
  await page.getByTestId('give-back-control').waitFor();
  await page.locator('[data-testid=console-screen][data-phase=connected] canvas').waitFor();
  return page;
}

/** In the page, so that the driver's own way is not in the time: a key event on noVNC's canvas, then one pixel of it each time that noVNC has drawn. */
function throughNoVnc(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-testid=console-screen] canvas')!;
    const context = canvas.getContext('2d')!;
    const look = () => context.getImageData(Math.round(canvas.width * 0.69), Math.round(canvas.height * 0.67), 1, 1).data[0]!;
    const before = look();
    const draw = context.drawImage.bind(context) as (...given: unknown[]) => void;
    const startedAt = performance.now();
    const ms = await new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no pixel changed')), 5_000);
      context.drawImage = (...given: unknown[]) => {
        draw(...given);
        if (Math.abs(look() - before) < 100) return;
        clearTimeout(timer);
        resolve(performance.now() - startedAt);
      };
      for (const type of ['keydown', 'keyup']) canvas.dispatchEvent(new KeyboardEvent(type, { key: 'a', code: 'KeyA', bubbles: true, cancelable: true }));
    }).finally(() => { Reflect.deleteProperty(context, 'drawImage'); });
    await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 50));
    return ms;
  });
}

async function straightOnTheSocket(client: VncClient): Promise<number> {
  const before = client.pixel(WATCHED.x, WATCHED.y);
  const startedAt = performance.now();
  client.key(KEY_A);
  while (Math.abs(client.pixel(WATCHED.x, WATCHED.y) - before) < 100) {
    if (performance.now() - startedAt > 5_000) throw new Error('no pixel changed');
    await client.update(true);
  }
  const ms = performance.now() - startedAt;
  await pause(50 + Math.random() * 50);
  return ms;
}
