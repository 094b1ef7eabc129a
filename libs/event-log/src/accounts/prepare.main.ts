import { connectNats } from '../jetstream/connect.ts';
import { prepareNats } from './prepare-nats.ts';

const HELP = `Makes the streams, buckets and consumers that are missing, as the user "bootstrap" of the bus, and ends.

  NATS_URL                          nats://bootstrap:<password>@host:4222
  NATS_REPLICAS                     copies of each stream (1; 3 in a cluster)
  SESSION_RECORDING_RETENTION_DAYS  as session-service has it (30)
`;
const DAY_MS = 24 * 3600 * 1000;

async function main({ NATS_URL, NATS_REPLICAS = '1', SESSION_RECORDING_RETENTION_DAYS = '30' }: NodeJS.ProcessEnv): Promise<void> {
  const [replicas, days] = [Number(NATS_REPLICAS), Number(SESSION_RECORDING_RETENTION_DAYS)];
  if (!NATS_URL) throw new Error('NATS_URL is missing');
  if (![1, 3, 5].includes(replicas)) throw new Error('NATS_REPLICAS must be 1, 3 or 5');
  if (!Number.isInteger(days) || days < 1) throw new Error('SESSION_RECORDING_RETENTION_DAYS must be a whole number of days');
  const connection = await connectNats({ natsUrl: NATS_URL, name: 'bootstrap' });
  try {
    await prepareNats(connection, { replicas, recordingRetentionMs: days * DAY_MS });
  } finally {
    await connection.close();
  }
}

if (process.argv.includes('--help') || process.argv.includes('-h')) {
  process.stdout.write(HELP);
} else {
  main(process.env).catch((error: unknown) => {
    process.stderr.write(`bootstrap: ${(error as Error).message}\n`);
    process.exitCode = 1;
  });
}
