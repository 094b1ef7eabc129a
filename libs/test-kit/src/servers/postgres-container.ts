import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { freePort } from '../free-port.ts';
import { waitFor } from '../wait-for.ts';
import { NAME, postgresUrl, UNSAFE_BUT_FAST, type PostgresOptions, type TestPostgres } from './postgres.ts';

const PORT = 5432;
const START_TIMEOUT_MS = 30_000;

export async function startPostgresContainer({ durable = false }: PostgresOptions): Promise<TestPostgres> {
  const { GenericContainer, getContainerRuntimeClient, Wait } = await import('testcontainers');
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const container = await new GenericContainer(process.env['POSTGRES_IMAGE'] ?? 'postgres:15')
    .withEnvironment({ POSTGRES_USER: NAME, POSTGRES_PASSWORD: password, POSTGRES_DB: NAME })
    .withCommand(['postgres', ...(durable ? [] : UNSAFE_BUT_FAST)])
    // The host port is bound firmly, so that a restart keeps the url.
    .withExposedPorts({ container: PORT, host: port })
    // The image starts once without TCP to initialise; only the real start listens on the port.
    .withWaitStrategy(Wait.forLogMessage(/listening on IPv4 address "0\.0\.0\.0"/))
    .start();
  const stop = async () => {
    await container.stop({ remove: true, removeVolumes: true, timeout: 0 });
  };
  const url = postgresUrl(password, port, container.getHost());
  try {
    // It listens a moment before it lets anybody in.
    await waitFor(() => answers(url), { timeoutMs: START_TIMEOUT_MS, everyMs: 50, what: 'PostgreSQL answers' });
  } catch (error) {
    await stop();
    throw error;
  }
  const { dockerode } = (await getContainerRuntimeClient()).container;
  const handle = dockerode.getContainer(container.getId());
  const isRunning = async () => (await handle.inspect()).State.Running;
  return {
    url,
    kind: 'container',
    stop,
    kill: async () => {
      await handle.kill({ signal: 'SIGKILL' });
      while (await isRunning()) await handle.wait();
    },
    restart: async () => {
      if (await isRunning()) await handle.stop({ t: 10 });
      await handle.start();
      await waitFor(() => answers(url), { timeoutMs: START_TIMEOUT_MS, everyMs: 50, what: 'PostgreSQL answers' });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client(url);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } finally {
    await client.end();
  }
}
