import { startJobBoard } from './job-board.ts';

const board = await startJobBoard({
  host: process.env.JOB_BOARD_HOST ?? '127.0.0.1',
  port: Number(process.env.JOB_BOARD_PORT ?? 0),
  ...(process.env.JOB_BOARD_RECEIVED ? { receivedPath: process.env.JOB_BOARD_RECEIVED } : {}),
});
process.stdout.write(`${JSON.stringify({ url: board.url, jobs: board.jobs })}\n`);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void board.stop().then(() => process.exit(0)));
