import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Transport, type MicroserviceOptions } from '@nestjs/microservices';
import { AppModule } from './app.module.ts';
import { runsAsRoot, WEAKER_WITHOUT_ROOT } from './browser-host/isolation.ts';
import { processOf } from './browser-host/processes.ts';
import { readConfig } from './config.ts';
import { createLogger, nestLogger } from './logging.ts';
import { natsServers } from './nats-servers.ts';
import { lockDataFolder } from './session/data-folder-lock.ts';
import { SessionLifecycle } from './session/session-lifecycle.ts';

/** Longest time to end what runs; whoever started the service kills it after a while anyway. */
const DRAIN_DEADLINE_MS = 12_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = createLogger(config.logLevel);
  process.once('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'a fault that nobody caught: the service ends'); // The kernel ends its browsers with it.
    process.exit(1);
  });
  lockDataFolder(config.dataFolder, (pid) => processOf(pid)?.startedAtTicks);
  if (!runsAsRoot()) logger.warn(WEAKER_WITHOUT_ROOT);

  const app = await NestFactory.createMicroservice<MicroserviceOptions>(AppModule.forRoot(config, logger), {
    transport: Transport.NATS,
    options: { ...natsServers(config.natsUrl), queue: 'session-service', name: 'session-service commands', maxReconnectAttempts: -1, gracefulShutdown: true, gracePeriod: 200 },
    logger: nestLogger(logger),
    abortOnError: false,
  });

  const stop = (signal: string): void => {
    logger.info({ signal }, 'stopping');
    setTimeout(() => {
      logger.error('stopping took too long');
      process.exit(1);
    }, DRAIN_DEADLINE_MS).unref();
    // Draining comes before closing: until the last session has ended, commands are still answered.
    const stopped = app.get(SessionLifecycle).drain().then(() => app.close());
    stopped.then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);

  await app.listen();
  logger.info({ node: config.node, sessionLimit: config.sessionLimit, dataFolder: config.dataFolder }, 'ready');
}

main().catch((error: unknown) => {
  process.stderr.write(`session-service: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
