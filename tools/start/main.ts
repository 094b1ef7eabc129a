import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfiguration, type StartConfiguration } from './configuration.ts';
import { ensurePortIsFree } from './free-port.ts';
import { startJobBoard } from './job-board.ts';
import { lockData } from './lock.ts';
import { startNats } from './nats.ts';
import { startPostgres } from './postgres.ts';
import { api } from './sample/api.ts';
import { plannedJobBoardPort, walkSample, type Sample } from './sample/walk.ts';
import { startServices } from './services.ts';
import { ensurePrograms } from './system-packages.ts';

const HELP = `npm start: starts Countersign on this machine and takes a sample application to the point where a person decides.

It installs what is missing (with apt-get when it may), starts nats-server, Postgres, the services and an example job board, and prints
one link. Ctrl-C stops all of it. Everything is kept in the data folder; remove the folder to begin anew.

  COUNTERSIGN_PORT   port of the web UI and the API (4400)
  COUNTERSIGN_DATA   data folder (.countersign)
  COUNTERSIGN_DEMO   0: no sample application

<data>/ready.json has the addresses and keys for scripts; <data>/logs the logs.
npm run sign-in prints a new sign-in link, npm run rebuild builds the read models anew from the log.`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);
/** What runs, in the order in which it was started. */
const running: { stop(): Promise<void> }[] = [];
let stopping: Promise<void> | undefined;

function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const part of running.reverse()) await part.stop().catch((error: Error) => say(error.message));
  })();
  return stopping;
}

async function start(configuration: StartConfiguration): Promise<void> {
  const { data, port, demo } = configuration;
  const step = (line: string) => { if (stopping) throw new Error('Stopped.'); say(`  ✓ ${line}`); };
  const onCrash = (line: string) => { if (!stopping) say(`  ! ${line}`); };
  ensurePrograms(say);
  const lock = lockData(data);
  running.push({ stop: async () => lock.release() });
  const readyPath = join(data, 'ready.json');
  // One that a kill -9 left behind names what is gone.
  rmSync(readyPath, { force: true });
  await ensurePortIsFree(port);
  say('Starting Countersign …');
  if (process.getuid?.() !== 0) say('  ! Not root: all browser sessions run under your own user. Chromium\'s sandbox is on; beyond it they are not kept apart.');
  const nats = await startNats(data, onCrash);
  running.push(nats.child);
  step(`nats-server ${nats.version}`);
  const postgres = await startPostgres(data, onCrash);
  running.push(postgres.child);
  step('Postgres');
  const board = demo ? await startJobBoard(data, plannedJobBoardPort(data), onCrash) : undefined;
  if (board) running.push(board.child);
  const services = await startServices(configuration, { natsUrlOf: nats.urlOf, databaseUrl: postgres.url, jobBoardUrl: board?.url }, onCrash);
  running.push(services);
  step(`session-service, capture-service and gateway on ${services.url}`);
  let sample: Sample | undefined;
  if (board) {
    step(`an example job board on ${board.url}`);
    say('  Reading the sample application forms in a real browser …');
    sample = await walkSample({ data, jobBoardUrl: board.url, call: api(services.url, services.bootstrap.keys.automation), say: step });
  }
  running.push({ stop: async () => rmSync(readyPath, { force: true }) });
  const { keys, signInUrl } = services.bootstrap;
  const ready = { url: services.url, natsUrl: nats.urlOf('operator'), databaseUrl: postgres.url, keys, signInUrl, jobBoardUrl: board?.url ?? null, sample: sample ?? null };
  // Whoever waits for it finds all of it or nothing.
  writeFileSync(`${readyPath}.new`, `${JSON.stringify(ready, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${readyPath}.new`, readyPath);
  say(`\n${sample ? 'The applications wait for your decision' : 'Countersign is ready'}. Open this link (it signs you in, once):\n\n  ${signInUrl}\n\nCtrl-C stops everything. Addresses and keys for scripts: ${readyPath}`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (!stopping) say('\nStopping …');
    void stopAll().then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  });
}

if (process.argv.includes('--help') || process.argv.includes('-h')) {
  say(HELP);
} else {
  try {
    await start(readConfiguration(process.env));
  } catch (error) {
    if (!stopping) process.stderr.write(`\n${(error as Error).message}\n`);
    await stopAll();
    process.exit(1);
  }
}
