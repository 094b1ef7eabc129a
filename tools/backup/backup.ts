import { resolve } from 'node:path';
import { readConfiguration } from '../start/configuration.ts';
import { outsidersUrl } from '../start/nats.ts';
import { readReadyFile } from '../start/ready-file.ts';
import { takeBackup } from './take.ts';

const HELP = `npm run backup -- <folder>

Copies the log, its journal, the buckets beside it and what Postgres alone knows into a folder that is not there yet. Everything goes on meanwhile.
Of what NATS_URL and DATABASE_URL name, or else of the npm start that is running (COUNTERSIGN_DATA). Keep the folder as secret as the servers;
keys are not in it: docs/backup.md says which to keep elsewhere. Exit code: 0 whole · 1 failed, and nothing is left · 2 wrong arguments`;

const [folder, ...rest] = process.argv.slice(2);
if (folder === '--help' || folder === '-h') process.stdout.write(`${HELP}\n`);
else if (folder === undefined || folder.startsWith('-') || rest.length > 0) {
  process.stderr.write(`${HELP}\n`);
  process.exitCode = 2;
} else {
  try {
    const { NATS_URL, DATABASE_URL } = process.env;
    const addresses = NATS_URL && DATABASE_URL ? { natsUrl: NATS_URL, databaseUrl: DATABASE_URL } : { ...readReadyFile(), natsUrl: outsidersUrl(readConfiguration(process.env).data, 'bootstrap') };
    const { position } = await takeBackup(addresses, resolve(folder), (line) => process.stdout.write(`${line}\n`));
    process.stdout.write(`${resolve(folder)} has everything up to position ${position}.\n`);
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}
