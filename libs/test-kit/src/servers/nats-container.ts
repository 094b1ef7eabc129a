import { freePort } from '../free-port.ts';
import { natsConfiguration, natsUrl, type NatsOptions, type TestNats } from './nats.ts';

const CLIENT_PORT = 4222;
const CONFIGURATION = '/countersign-nats.conf';

/** The host port is bound firmly, so that a restart keeps the url. */
export async function startNatsContainer(options: NatsOptions): Promise<TestNats> {
  const { GenericContainer, getContainerRuntimeClient, Wait } = await import('testcontainers');
  const port = await freePort();
  const container = await new GenericContainer(process.env['NATS_IMAGE'] ?? 'nats:2.15')
    .withCopyContentToContainer([{ content: natsConfiguration(options, { listen: `0.0.0.0:${CLIENT_PORT}`, storeFolder: '/data' }), target: CONFIGURATION }])
    .withCommand(['-c', CONFIGURATION])
    .withExposedPorts({ container: CLIENT_PORT, host: port })
    .withWaitStrategy(Wait.forLogMessage('Server is ready'))
    .start();
  const { dockerode } = (await getContainerRuntimeClient()).container;
  const handle = dockerode.getContainer(container.getId());
  const isRunning = async () => (await handle.inspect()).State.Running;

  return {
    url: natsUrl(options, port, container.getHost()),
    kind: 'container',
    stop: async () => {
      await container.stop({ remove: true, removeVolumes: true, timeout: 0 });
    },
    kill: async () => {
      await handle.kill({ signal: 'SIGKILL' });
      while (await isRunning()) await handle.wait();
    },
    restart: async () => {
      if (await isRunning()) await handle.stop({ t: 10 });
      await handle.start();
    },
  };
}
