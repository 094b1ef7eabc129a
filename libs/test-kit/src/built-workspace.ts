import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Builds a package and what it needs, for tests that run it as a process of its own. Where everything was built before the tests
 * began (`COUNTERSIGN_BUILT`, set by `npm test`) nothing is done: a build takes files away for a moment, and other tests run them.
 */
export function buildOnce(workspaceFolder: string, project: string): void {
  if (process.env['COUNTERSIGN_BUILT']) return;
  // As it is shipped: a bundler makes another thing of NODE_ENV=test.
  const { NODE_ENV: _, ...environment } = process.env;
  execFileSync(join(workspaceFolder, 'node_modules/.bin/nx'), ['run', `${project}:build`, '--outputStyle=static'], { cwd: workspaceFolder, stdio: 'pipe', env: environment });
}
