import { CommanderError } from 'commander';
import { EXIT, exitCodeOf } from './exit-codes.ts';
import { countersignProgram, type Run } from './program.ts';
import { say } from './progress.ts';

const stopping = new AbortController();
const run: Run = { signal: stopping.signal, exitCode: EXIT.ok };

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // Whoever asks twice does not want to wait.
    if (stopping.signal.aborted) process.exit(EXIT.interrupted);
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
