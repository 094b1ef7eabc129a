import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

interface FileResult { readonly testFilePath: string; readonly failureMessage?: string | null; readonly testExecError?: unknown; readonly numFailingTests: number; readonly perfStats: { readonly start: number; readonly end: number } }
interface RunResult { readonly numPassedTests: number; readonly numFailedTests: number; readonly numPendingTests: number; readonly numTotalTests: number; readonly numRuntimeErrorTestSuites: number }

/** Where the seconds of each file are left for whoever wants to know what a run spends its time on; the slowest first. */
const SECONDS = '.nx/test-seconds.json';

/** A Jest reporter that is silent but for failures, and writes the counts to the file that COUNTERSIGN_TEST_COUNTS names. */
export default class QuietReporter {
  readonly #seconds: [file: string, seconds: number][] = [];

  onTestResult(_test: unknown, result: FileResult): void {
    this.#seconds.push([relative(process.cwd(), result.testFilePath), Math.round((result.perfStats.end - result.perfStats.start) / 1000)]);
    if (result.failureMessage) process.stdout.write(`\n${result.testFilePath}\n${result.failureMessage}\n`);
  }

  onRunComplete(_contexts: unknown, result: RunResult): void {
    const counts = { passed: result.numPassedTests, failed: result.numFailedTests + result.numRuntimeErrorTestSuites, skipped: result.numPendingTests };
    mkdirSync(dirname(SECONDS), { recursive: true });
    writeFileSync(SECONDS, JSON.stringify(Object.fromEntries(this.#seconds.sort(([, one], [, other]) => other - one)), null, 2));
    const path = process.env.COUNTERSIGN_TEST_COUNTS;
    if (path) writeFileSync(path, JSON.stringify(counts));
  }
}
