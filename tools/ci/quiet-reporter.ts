import { writeFileSync } from 'node:fs';

interface FileResult { readonly testFilePath: string; readonly failureMessage?: string | null; readonly testExecError?: unknown; readonly numFailingTests: number }
interface RunResult { readonly numPassedTests: number; readonly numFailedTests: number; readonly numPendingTests: number; readonly numTotalTests: number; readonly numRuntimeErrorTestSuites: number }

/** A Jest reporter that is silent but for failures, and writes the counts to the file that COUNTERSIGN_TEST_COUNTS names. */
export default class QuietReporter {
  onTestResult(_test: unknown, result: FileResult): void {
    if (result.failureMessage) process.stdout.write(`\n${result.testFilePath}\n${result.failureMessage}\n`);
  }

  onRunComplete(_contexts: unknown, result: RunResult): void {
    const counts = { passed: result.numPassedTests, failed: result.numFailedTests + result.numRuntimeErrorTestSuites, skipped: result.numPendingTests };
    const path = process.env.COUNTERSIGN_TEST_COUNTS;
    if (path) writeFileSync(path, JSON.stringify(counts));
  }
}
