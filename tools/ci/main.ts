import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { serverKind } from '@countersign/test-kit';
import { ROOT } from '../start/configuration.ts';
import { ensurePrograms, findProgram, tryInstalling } from '../start/system-packages.ts';

const HELP = `npm test: lint, types, import law, then unit, integration and end-to-end tests.
npm test -- --thorough: also what tries the same again in further forms, and takes as long again.
npm test -- <pattern>: only the tests whose path matches, the thorough ones too.`;

/** Tests with this at the end of their name try the same again in further forms: a suite that is run at every change does without. */
const WITHOUT_THOROUGH = '^(?!.*\\(thorough\\))';

interface Counts { passed: number; failed: number; skipped: number }

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const bin = (name: string) => join(ROOT, 'node_modules/.bin', name);

/** Runs a check that is no test; its output is shown when it fails. */
function check(name: string, argv: readonly string[]): boolean {
  const startedAt = performance.now();
  const done = spawnSync(argv[0]!, argv.slice(1), { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const ok = done.status === 0;
  say(`${ok ? '✓' : '✗'} ${name} (${seconds(startedAt)})`);
  if (!ok) say(`${done.stdout}${done.stderr}`);
  return ok;
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

function everything(thorough: boolean): Counts {
  const checks = [
    check('lint', [bin('eslint'), '.', '--cache', '--cache-location', '.nx/eslint']),
    check('import law', [bin('depcruise'), '--config', '.dependency-cruiser.mjs', 'apps', 'libs', 'e2e', 'tools', 'bench', 'examples']),
    check('types', [bin('nx'), 'run-many', '-t', 'typecheck', '--outputStyle=static']),
  ];
  // More at once would take their time from each other: browsers keep two cores busy.
  const { passed, failed, skipped } = tests('tests', ['--maxWorkers=2', ...(thorough ? [] : ['--testNamePattern', WITHOUT_THOROUGH])]);
  return { passed: passed + checks.filter(Boolean).length, failed: failed + checks.filter((ok) => !ok).length, skipped };
}

const [argument] = process.argv.slice(2);
const thorough = argument === '--thorough';
const pattern = thorough ? undefined : argument;
if (pattern === '--help' || pattern === '-h') {
  say(HELP);
} else {
  try {
    ensurePrograms(say);
    tryInstalling(['chromium-headless-shell'], () => findProgram('chromium-headless-shell') !== undefined, say);
    process.env.COUNTERSIGN_TEST_SERVERS ??= await serverKind();
    process.env.COUNTERSIGN_BUILT = '1';
    if (thorough) process.env.COUNTERSIGN_THOROUGH = '1';
    // The services are started hundreds of times.
    process.env.NODE_COMPILE_CACHE ??= join(ROOT, '.nx/compile-cache');
    const counts = pattern ? tests(pattern, ['--runInBand', '--testPathPatterns', pattern]) : everything(thorough);
    say(`${counts.passed} passed, ${counts.failed} failed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`);
    process.exitCode = counts.failed === 0 ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
