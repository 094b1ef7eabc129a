import { BATCH, fuzz, linesOf } from './run.ts';
import { World } from './world.ts';

const HELP = `npm run fuzz -- [--seed N] [--requests N] [--codes]

Runs the real services on a real nats-server and Postgres, without browsers, and sends requests made out of the description of the API:
as it asks for, at the edges, of wrong types, with parts missing or added, huge, deep, malformed, in odd Unicode, with what careless code takes for SQL, paths,
headers or prototypes, with parameters twice, of odd media types, by every role and by nobody. It shows that there is no 5xx, that every answer comes
in time and is described, that a refusal changes neither the log nor what the gateway keeps, that no service ends, and that memory stays flat.

  --seed N       decides the requests; default 1. Ids that the services make are others each time.
  --requests N   how many; default 20000
  --codes        also prints, for each operation, what it was seen to answer

Exit code: 0 everything held · 3 something did not, which is printed · 1 the run failed · 2 wrong arguments`;
const EXIT = { held: 0, failed: 1, misused: 2, violated: 3 } as const;
const DEFAULTS = { seed: 1, requests: 20_000 };

function numberAfter(args: readonly string[], option: string, fallback: number): number | undefined {
  const at = args.indexOf(option);
  if (at === -1) return fallback;
  return /^\d{1,9}$/.test(args[at + 1] ?? '') ? Number(args[at + 1]) : undefined;
}

async function main(args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    say(HELP);
    return EXIT.held;
  }
  const [seed, requests] = [numberAfter(args, '--seed', DEFAULTS.seed), numberAfter(args, '--requests', DEFAULTS.requests)];
  if (seed === undefined || requests === undefined || requests === 0) {
    process.stderr.write(`${HELP}\n`);
    return EXIT.misused;
  }
  const world = await World.start();
  const stop = () => void world.stop().then(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const report = await fuzz(world, seed, requests, (sent, violations) => { if (sent % 2_000 < BATCH) process.stderr.write(`${sent} sent, ${violations} kinds of violations\n`); });
    for (const line of linesOf(report)) say(line);
    if (args.includes('--codes')) for (const [operation, answers] of [...report.seen].sort()) say(`  ${operation}: ${[...answers].sort().join(', ')}`);
    return report.violations.length === 0 ? EXIT.held : EXIT.violated;
  } catch (error) {
    process.stderr.write(`${world.lastLines()}\n`);
    throw error;
  } finally {
    await world.stop();
  }
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
