import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { serverKind } from '@countersign/test-kit';
import { ROOT } from '../start/configuration.ts';
import { ensurePrograms, findProgram, tryInstalling } from '../start/system-packages.ts';

const HELP = `npm test: lint, types, import law, then unit, integration and end-to-end tests.
npm run ci: also the tests that are run before a change lands, marked (ci), and twenty fault runs.
npm test -- --thorough: also what tries the same again in further forms, marked (thorough).
npm test -- <pattern>: only the tests whose path matches, all of them.`;

/** How much is run: every test has its mark at the end of its name, or none. */
const LEAVES_OUT = { test: '^(?!.*\\((?:ci|thorough)\\))', ci: '^(?!.*\\(thorough\\))', thorough: undefined };
type Level = keyof typeof LEAVES_OUT;

interface Counts { passed: number; failed: number; skipped: number }

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const bin = (name: string) => join(ROOT, 'node_modules/.bin', name);

/** Runs a check that is no test; its output is shown when it fails. */
async function check(name: string, argv: readonly string[]): Promise<boolean> {
  const startedAt = performance.now();
  const child = spawn(argv[0]!, argv.slice(1), { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const [[code], ...output] = await Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]);
  say(`${code === 0 ? '✓' : '✗'} ${name} (${seconds(startedAt)})`);
  if (code !== 0) say(output.join(''));
  return code === 0;
}

/** Runs Jest on its own; a run that did not get as far as counting is one failure. */
function tests(name: string, args: readonly string[]): Counts {
  const startedAt = performance.now();
  const path = join(ROOT, '.nx', `counts-${process.pid}.json`);
  const done = spawnSync(process.execPath, [
    '--experimental-vm-modules', '--disable-warning=ExperimentalWarning', join(ROOT, 'node_modules/jest/bin/jest.js'),
    '--silent', `--reporters=${join(ROOT, 'tools/dist/ci/quiet-reporter.js')}`, ...args,
  ], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, COUNTERSIGN_TEST_COUNTS: path } });
  const counts: Counts = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Counts) : { passed: 0, failed: 1, skipped: 0 };
  rmSync(path, { force: true });
  if (done.status !== 0 && counts.failed === 0) counts.failed = 1;
  say(`${counts.failed === 0 ? '✓' : '✗'} ${name} (${seconds(startedAt)})`);
  return counts;
}

const seconds = (startedAt: number) => `${Math.round((performance.now() - startedAt) / 1000)} s`;

async function everything(level: Level): Promise<Counts> {
  // Lint keeps one core busy for as long as the others do the other.
  const checks = await Promise.all([
    check('lint', [bin('eslint'), '.', '--cache', '--cache-location', '.nx/eslint']),
    check('import law', [bin('depcruise'), '--config', '.dependency-cruiser.mjs', 'apps', 'libs', 'e2e', 'tools', 'bench', 'examples']),
    check('types', [bin('nx'), 'run-many', '-t', 'typecheck', '--outputStyle=static']),
  ]);
  // More at once would take their time from each other: browsers keep two cores busy.
  const leftOut = LEAVES_OUT[level];
  const { passed, failed, skipped } = tests('tests', ['--maxWorkers=2', ...(leftOut === undefined ? [] : ['--testNamePattern', leftOut])]);
  return { passed: passed + checks.filter(Boolean).length, failed: failed + checks.filter((ok) => !ok).length, skipped };
}

const [argument] = process.argv.slice(2);
const level: Level = argument === '--ci' ? 'ci' : argument === '--thorough' ? 'thorough' : 'test';
const pattern = level === 'test' ? argument : undefined;
if (pattern === '--help' || pattern === '-h') {
  say(HELP);
} else {
  try {
    ensurePrograms(say);
    tryInstalling(['chromium-headless-shell'], () => findProgram('chromium-headless-shell') !== undefined, say);
    process.env.COUNTERSIGN_TEST_SERVERS ??= await serverKind();
    process.env.COUNTERSIGN_BUILT = '1';
    if (level === 'thorough') process.env.COUNTERSIGN_THOROUGH = '1';
    // The services are started hundreds of times.
    process.env.NODE_COMPILE_CACHE ??= join(ROOT, '.nx/compile-cache');
    // Whoever asks for one file wants to read what it found.
    if (pattern) process.env.COUNTERSIGN_REPORT = '1';
    const counts = pattern ? tests(pattern, ['--runInBand', '--testPathPatterns', pattern]) : await everything(level);
    say(`${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`);
    process.exitCode = counts.failed === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
