#!/usr/bin/env node
/**
 * `npx countersign`: runs what `npm run build` and `npm start` have built, and builds it first in a fresh clone. Plain
 * JavaScript, because nothing is built yet when it runs, and on any Node 20 or newer: the Node that the lock file names
 * takes over where this one is older.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = resolve(dirname(realpathSync(fileURLToPath(import.meta.url))), '../../..');
const MAIN = join(ROOT, 'apps/gateway/dist/cli/main.js');
const PINNED_NODE = join(ROOT, 'node_modules/.bin/node');
const node = existsSync(PINNED_NODE) ? PINNED_NODE : process.execPath;

if (!existsSync(MAIN)) {
  process.stderr.write('Building …\n');
  const env = { ...process.env, PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}`, NX_TUI: 'false' };
  const built = spawnSync(node, [join(ROOT, 'node_modules/.bin/nx'), 'run', '@countersign/gateway:build', '--outputStyle=static'], { cwd: ROOT, env, encoding: 'utf8' });
  if (built.status !== 0) {
    process.stderr.write(`The build failed:\n${built.stdout}${built.stderr}\n`);
    process.exit(1);
  }
}
if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import(pathToFileURL(MAIN).href);
} else {
  const child = spawn(node, [MAIN, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => (process.exitCode = signal ? 1 : code));
}
