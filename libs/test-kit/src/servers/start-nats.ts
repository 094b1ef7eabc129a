import { serverKind } from './container-engine.ts';
import { startNatsContainer } from './nats-container.ts';
import { startNatsProcess } from './nats-process.ts';
import type { NatsOptions, TestNats } from './nats.ts';

/**
 * Starts a nats-server: a container of `NATS_IMAGE` (default `nats:2.15`) where a Docker engine answers, otherwise the
 * program `NATS_SERVER_BIN` (default `nats-server` of the PATH). A child process dies with this process.
 */
export async function startNats(options: NatsOptions = {}): Promise<TestNats> {
  return (await serverKind()) === 'container' ? startNatsContainer(options) : startNatsProcess(options);
}
