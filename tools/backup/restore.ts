import { resolve } from 'node:path';
import { readConfiguration } from '../start/configuration.ts';
import { lockData } from '../start/lock.ts';
import { startNats } from '../start/nats.ts';
import { startPostgres } from '../start/postgres.ts';
import { ensurePrograms } from '../start/system-packages.ts';
import { putBack } from './put-back.ts';

const HELP = `npm run restore -- <folder>

Puts what npm run backup wrote into a nats-server that has no streams, and into a database, and folds the read model from the log. No service may run.
Into what NATS_URL and DATABASE_URL name, or else into the data folder of npm start (COUNTERSIGN_DATA), which must not be running: its servers are
started for it, and stopped. Exit code: 0 restored, and the log verifies · 1 failed: begin again with empty servers · 2 wrong arguments`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function restore(folder: string): Promise<void> {
  const { NATS_URL, DATABASE_URL } = process.env;
  if (NATS_URL && DATABASE_URL) {
    await putBack({ natsUrl: NATS_URL, databaseUrl: DATABASE_URL }, folder, say);
    return;
  }
  ensurePrograms(say);
  const { data } = readConfiguration(process.env);
  const running: { stop(): Promise<void> }[] = [];
  const lock = lockData(data);
  running.push({ stop: () => Promise.resolve(lock.release()) });
  try {
    const nats = await startNats(data, say, { prepares: false });
    running.push(nats.child);
    const postgres = await startPostgres(data, say);
    running.push(postgres.child);
    await putBack({ natsUrl: nats.urlOf('bootstrap'), databaseUrl: postgres.url }, folder, say);
  } finally {
    for (const part of running.reverse()) await part.stop();
  }
}

const [folder, ...rest] = process.argv.slice(2);
if (folder === '--help' || folder === '-h') say(HELP);
else if (folder === undefined || folder.startsWith('-') || rest.length > 0) {
  process.stderr.write(`${HELP}\n`);
  process.exitCode = 2;
} else {
  try {
    await restore(resolve(folder));
    say('Restored. Start the services.');
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
