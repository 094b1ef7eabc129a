#!/usr/bin/env node
/**
 * The door of every npm script that must work in a fresh clone: runs on the Node that is there (20 or newer), installs the
 * npm packages when they are missing or older than the lock file, builds, then hands over to the same command on the Node
 * that the lock file names. Plain JavaScript, because nothing is built yet when it runs.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const COMMANDS = {
  start: 'tools/dist/start/main.js',
  test: 'tools/dist/ci/main.js',
  rebuild: 'apps/gateway/dist/cli/main.js',
  backup: 'tools/dist/backup/backup.js',
  restore: 'tools/dist/backup/restore.js',
  'sign-in': 'tools/dist/start/sign-in.js',
  generate: 'tools/dist/generate/main.js',
  notifier: 'examples/notifier/main.ts',
  bench: 'bench/dist/main.js',
  faults: 'e2e/dist/faults/main.js',
  fuzz: 'e2e/dist/fuzz/main.js',
};

const [command, ...rest] = process.argv.slice(2);
if (!(command in COMMANDS)) fail(`usage: node tools/bootstrap.mjs ${Object.keys(COMMANDS).join(' | ')}`);
if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node ${process.versions.node} is too old: version 20 or newer is needed.`);
process.chdir(ROOT);
install();
build();
handOver();

function install() {
  const installed = 'node_modules/.package-lock.json';
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync('package-lock.json').mtimeMs) return;
  say('Installing the npm packages (about a minute) …');
  const npm = process.env.npm_execpath;
  const [program, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const done = spawnSync(program, [...args, 'ci', '--no-audit', '--no-fund', '--no-progress', '--loglevel=error'], { encoding: 'utf8' });
  if (done.status !== 0) fail(`npm ci failed:\n${done.stdout}${done.stderr}`);
}

function build() {
  const nx = join(ROOT, 'node_modules/.bin/nx');
  const first = !existsSync('tools/dist');
  if (first) say('Building …');
  const done = spawnSync(node(), [nx, 'run-many', '-t', 'build', '--outputStyle=static'], { encoding: 'utf8', env: environment() });
  if (done.status === 0) return;
  mkdirSync('.nx', { recursive: true });
  writeFileSync('.nx/build.log', `${done.stdout}${done.stderr}`);
  fail(`The build failed:\n${done.stdout}${done.stderr}`);
}

/** Ends when the command ends; signals go to it, and it does not outlive this process. */
function handOver() {
  const [program, args] = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', ['--pdeathsig', 'TERM', '--', node()]] : [node(), []];
  // `npm run rebuild` is `countersign rebuild`.
  const own = command === 'rebuild' ? ['rebuild'] : [];
  const child = spawn(program, [...args, COMMANDS[command], ...own, ...rest], { stdio: 'inherit', env: environment(), detached: true });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  const callers = ancestry();
  setInterval(() => { if (ancestry() !== callers) child.kill('SIGTERM'); }, 1000).unref();
  child.on('error', (error) => fail(error.message));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

/** Who started this: the parent, and npm behind the shell that npm starts scripts with. It changes when one of them is gone. */
function ancestry() {
  try {
    const shell = readFileSync(`/proc/${process.ppid}/cmdline`, 'utf8').includes('-c\0node tools/bootstrap.mjs');
    return shell ? `${process.ppid} ${readFileSync(`/proc/${process.ppid}/stat`, 'utf8').split(') ').at(-1).split(' ')[1]}` : `${process.ppid}`;
  } catch {
    return `${process.ppid}`;
  }
}

/** The pinned Node where its package is there for this machine, else the one that runs this. */
function node() {
  const pinned = join(ROOT, 'node_modules/.bin/node');
  return existsSync(pinned) ? pinned : process.execPath;
}

function environment() {
  return { ...process.env, PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}`, NX_TUI: 'false' };
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
