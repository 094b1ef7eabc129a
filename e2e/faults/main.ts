import { tryInstalling } from '@countersign/tools/system-packages';
import { linesOf, runSeed, type SeedReport } from './run-seed.ts';
import { scheduleOf } from './schedule.ts';
import { World } from './world.ts';

const HELP = `npm run faults -- --seed N | --seeds A..B [--schedule]

Runs the real services on a real nats-server and Postgres, sends commands through the public doors, and lets faults happen meanwhile: kill -9 of
servers and services, at random and at named points, SIGSTOP, cut, slow and half-open connections, lost answers, repeated messages, a full disk,
clocks that jump. Only browsers and pages are scripted. When all is well again it checks what must hold. A seed decides commands and faults.

  --seed N       one run
  --seeds A..B   one run after the other, in the same log
  --schedule     prints what would happen, and runs nothing

A full disk needs the right to mount, clocks need libfaketime (installed when that may be done); a fault that cannot be had is said and left out.
Exit code: 0 everything held · 3 an invariant was violated, which is printed with its seed · 1 the run failed · 2 wrong arguments`;
/** Seeds of a series after which the read model is compared, beside the last. */
const COMPARE_EVERY = 5;
const EXIT = { held: 0, failed: 1, misused: 2, violated: 3 } as const;

function seedsOf(args: readonly string[]): number[] | undefined {
  const [option, value = ''] = args;
  const [, from, to] = (option === '--seed' && /^(\d+)$/.exec(value)) || (option === '--seeds' && /^(\d+)\.\.(\d+)$/.exec(value)) || [];
  if (from === undefined) return undefined;
  const [first, last] = [Number(from), Number(to ?? from)];
  return last < first || last - first > 10_000 ? undefined : Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

async function main(args: string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    say(HELP);
    return EXIT.held;
  }
  const seeds = seedsOf(args.filter((arg) => arg !== '--schedule'));
  if (!seeds) {
    process.stderr.write(`${HELP}\n`);
    return EXIT.misused;
  }
  if (args.includes('--schedule')) {
    for (const seed of seeds) say(JSON.stringify(scheduleOf(seed), null, 2));
    return EXIT.held;
  }
  tryInstalling(['libfaketime'], () => new World().faketime !== undefined, say);
  const world = await World.start();
  const stop = () => void world.stop().then(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  if (world.disk === undefined) say('No file system can be mounted here: the disk is never full.');
  if (world.faketime === undefined) say('There is no libfaketime here: clocks do not jump.');
  const violated: SeedReport[] = [];
  try {
    for (const [index, seed] of seeds.entries()) {
      const report = await runSeed(world, seed, { comparesReadModel: index % COMPARE_EVERY === 0 || seed === seeds.at(-1) }).catch((error: Error) => {
        throw new Error(`✗ seed ${seed}, after ${index} others, did not come to its end: ${error.message}`, { cause: error });
      });
      for (const line of linesOf(report)) say(line);
      if (report.violations.length > 0) violated.push(report);
    }
  } finally {
    await world.stop();
  }
  const orphans = world.orphans();
  if (orphans.length > 0) say(`VIOLATED no process is left: ${orphans.join(', ')}`);
  say(`${seeds.length - violated.length} of ${seeds.length} seeds held${violated.length > 0 ? `; npm run faults -- --seed ${violated[0]!.seed} repeats the first that did not` : ''}`);
  return violated.length === 0 && orphans.length === 0 ? EXIT.held : EXIT.violated;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
    process.exit(EXIT.failed);
  },
);
