import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Child } from './child.ts';
import { ROOT } from './configuration.ts';
import { freePort } from './free-port.ts';

export interface JobBoardAddress {
  readonly url: string;
  readonly child: Child;
}

/** Starts the example job board; its port stays the same over restarts of the data folder where it can. */
export async function startJobBoard(data: string, preferredPort: number | undefined, onCrash: (line: string) => void): Promise<JobBoardAddress> {
  const port = preferredPort ?? (await freePort());
  const logPath = join(data, 'logs/job-board.log');
  const child = new Child({
    name: 'job-board', logPath, onCrash, argv: [process.execPath, join(ROOT, 'e2e/dist/server/main.js')],
    env: { JOB_BOARD_PORT: String(port), JOB_BOARD_RECEIVED: join(data, 'job-board.jsonl') },
  });
  const url = `http://127.0.0.1:${port}`;
  const deadline = Date.now() + 15_000;
  while (!(await fetch(url).then((response) => response.ok, () => false))) {
    if (Date.now() > deadline) throw new Error(`The job board did not start:\n${readFileSync(logPath, 'utf8').slice(-2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { url, child };
}
