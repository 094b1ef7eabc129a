import { setTimeout as pause } from 'node:timers/promises';
import { row, type Row } from '../report.ts';
import { registerRun, type System } from '../system.ts';
import { endSession, openSession } from './open.ts';
import { allProcesses, newProcesses, proportionalMegabytes } from './processes.ts';
import { RawDisplay } from './raw-browser.ts';

/** Chromium trims and collects for a moment after a page was drawn. */
const SETTLE_MS = 3_000;

/**
 * What one open session adds, against a bare headed Chromium on a bare Xtigervnc with the same page: new processes, and what those
 * that were there before grew by.
 */
export async function benchMemory(system: System, pageUrl: string, rounds: number, progress: (line: string) => void): Promise<Row[]> {
  const runId = await registerRun(system);
  const ours: number[] = [];
  const raw: number[] = [];
  for (let round = 0; round < rounds; round++) {
    raw.push(await grown(async () => {
      const display = await RawDisplay.start();
      const { browser } = await display.open(pageUrl);
      return async () => { await browser.close(); await display.stop(); };
    }));
    ours.push(await grown(async () => {
      const session = await openSession(system, runId);
      await session.cdp.command('Page.navigate', { url: pageUrl }, session.page);
      return () => endSession(system, session);
    }));
    progress(`memory ${round + 1}/${rounds}: raw ${raw.at(-1)!.toFixed(0)} MB, session ${ours.at(-1)!.toFixed(0)} MB`);
  }
  return [row('memory_of_a_session', 'MB', ours, { peer: raw, target: 1.15 })];
}

async function grown(open: () => Promise<() => Promise<void>>): Promise<number> {
  const before = allProcesses();
  const megabytesBefore = proportionalMegabytes(before);
  const close = await open();
  await pause(SETTLE_MS);
  const added = proportionalMegabytes(newProcesses(before)) + proportionalMegabytes(before) - megabytesBefore;
  await close();
  await pause(500);
  return added;
}
