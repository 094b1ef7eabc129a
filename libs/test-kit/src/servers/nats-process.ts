import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../free-port.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { spawnBound, type BoundProcess } from './bound-process.ts';
import { natsCommand } from './nats-command.ts';
import { natsConfiguration, natsUrl, type NatsOptions, type TestNats } from './nats.ts';

const START_TIMEOUT_MS = 15_000;
/** Somebody may take the free port before the server does. */
const MAX_START_ATTEMPTS = 3;

export async function startNatsProcess(options: NatsOptions): Promise<TestNats> {
  const command = natsCommand();
  const folder = await temporaryFolder();
  const configuration = join(folder.path, 'nats.conf');
  const storeFolder = options.storeFolder ?? join(folder.path, 'store');

  async function start(port: number): Promise<BoundProcess> {
    await writeFile(configuration, natsConfiguration(options, { listen: `127.0.0.1:${port}`, storeFolder }));
    const server = spawnBound(command, ['-c', configuration]);
    await server.saw('Server is ready', START_TIMEOUT_MS);
    return server;
  }

  let port = await freePort();
  let server: BoundProcess | undefined;
  for (let attempt = 1; !server; attempt++) {
    try {
      server = await start(port);
    } catch (error) {
      if (attempt === MAX_START_ATTEMPTS) {
        await folder.remove();
        throw error;
      }
      port = await freePort();
    }
  }
  let running: BoundProcess = server;

  return {
    url: natsUrl(options, port),
    kind: 'process',
    storeFolder,
    get pid() { return running.child.pid; },
    stop: async () => {
      await running.end('SIGKILL');
      await folder.remove();
    },
    kill: () => running.end('SIGKILL'),
    restart: async () => {
      await running.end('SIGTERM');
      running = await start(port);
    },
  };
}
