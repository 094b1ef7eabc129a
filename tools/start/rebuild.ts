import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './configuration.ts';
import { readReadyFile } from './ready-file.ts';

/** Rebuilds the read models of what NATS_URL and DATABASE_URL name, or else of the `npm start` that is running. */
try {
  const { NATS_URL, DATABASE_URL } = process.env;
  const help = process.argv.includes('--help') || process.argv.includes('-h');
  const env = (NATS_URL && DATABASE_URL) || help ? {} : addressesOfStart();
  const done = spawnSync(process.execPath, [join(ROOT, 'apps/gateway/dist/rebuild.main.js'), ...process.argv.slice(2)], { stdio: 'inherit', env: { ...process.env, ...env } });
  process.exitCode = done.status ?? 1;
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}

function addressesOfStart(): Record<string, string> {
  const { natsUrl, databaseUrl } = readReadyFile();
  return { NATS_URL: natsUrl, DATABASE_URL: databaseUrl };
}
