import { CommanderError } from 'commander';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { countersignProgram, type Run } from './program.ts';
import { say } from './progress.ts';

const stopping = new AbortController();
let stopsByItself = false;
const run: Run = {
  takeSignal: () => {
    stopsByItself = true;
    return stopping.signal;
  },
  exitCode: EXIT.ok,
};

/** Ctrl-C in a terminal may come twice at once: from the terminal, and from a process that hands it on. */
const SAME_PRESS_MS = 500;
let stoppedAtMs = Infinity;

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // Whoever asks twice does not want to wait.
    if (!stopsByItself || performance.now() - stoppedAtMs > SAME_PRESS_MS) process.exit(EXIT.interrupted);
    stoppedAtMs = Math.min(stoppedAtMs, performance.now());
    stopping.abort();
  });
}
// Whoever read has seen enough: `countersign replay | head`.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.ok);
    throw error;
  });
}

try {
  await countersignProgram(run).parseAsync();
  process.exitCode = run.exitCode;
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  else {
    say(`countersign: ${(error as Error).message}`);
    process.exitCode = exitCodeOf(error);
  }
}
