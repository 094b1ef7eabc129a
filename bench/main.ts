import { ensurePrograms } from '@countersign/tools/system-packages';
import { meetsTarget, report, type Row } from './report.ts';

/** Each answers its rows; `rounds` scales how often things are measured. */
const BENCHES: Record<string, () => Promise<(options: { rounds: number; progress(line: string): void }) => Promise<Row[]>>> = {
  forms: async () => (await import('./forms/forms.ts')).benchForms,
  gateway: async () => (await import('./gateway/gateway.ts')).benchGateway,
  log: async () => (await import('./log/log.ts')).benchLog,
  sessions: async () => (await import('./sessions/sessions.ts')).benchSessions,
};

const HELP = `npm run bench -- <name> [--rounds N]

  ${Object.keys(BENCHES).join(', ')}

Measures the product against a limit or a peer in the same run, both sides taking turns, on this machine and loopback only.
Prints a table and, as its last line, one JSON object. Exit code 0: all targets met; 3: measured, but a target was missed; 1: failed.
  --rounds N   measurements of each kind (default 20)`;

async function main(): Promise<number> {
  const [name, ...rest] = process.argv.slice(2);
  if (name === undefined || name === '--help' || name === '-h') {
    say(HELP);
    return name === undefined ? 2 : 0;
  }
  const load = BENCHES[name];
  const rounds = rest[0] === '--rounds' ? Number(rest[1]) : rest.length === 0 ? 20 : Number.NaN;
  if (!load || !Number.isInteger(rounds) || rounds < 1 || rounds > 10_000) {
    process.stderr.write(`${load ? '--rounds takes a whole number from 1 to 10000' : `There is no bench "${name}"`}\n\n${HELP}\n`);
    return 2;
  }
  ensurePrograms((line) => void process.stderr.write(`${line}\n`));
  const rows = await (await load())({ rounds, progress: (line) => void process.stderr.write(`${line}\n`) });
  say(report(name, rows));
  return rows.every(meetsTarget) ? 0 : 3;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
    process.exit(1);
  },
);
