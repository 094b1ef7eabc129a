import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { natsConnectionOptions } from '@countersign/event-log';
import { cleanText, jsonLogger, NestLogger, startTracing } from '@countersign/telemetry/service';
import { NestFactory } from '@nestjs/core';
import type { MicroserviceOptions } from '@nestjs/microservices';
import { AppModule } from './app.module.ts';
import { runsAsRoot, WEAKER_WITHOUT_ROOT } from './browser-host/isolation.ts';
import { processOf } from './browser-host/processes.ts';
import { readConfig } from './config.ts';
import { NodeCommandServer } from './nodes/node-command-server.ts';
import { NodePresence } from './nodes/node-presence.ts';
import { lockDataFolder } from './session/data-folder-lock.ts';
import { SessionLifecycle } from './session/session-lifecycle.ts';

/** Longest time to end what runs, when its time to go on is over; whoever started the service kills it after a while anyway. */
const DRAIN_DEADLINE_MS = 12_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = jsonLogger('session-service', config.logLevel);
  const tracing = await startTracing('session-service');
  process.once('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'a fault that nobody caught: the service ends'); // The kernel ends its browsers with it.
    process.exit(1);
  });
  lockDataFolder(config.dataFolder, (pid) => processOf(pid)?.startedAtTicks);
  if (!runsAsRoot()) logger.warn(WEAKER_WITHOUT_ROOT);

  const instance = randomUUID();
  const options = {
    ...natsConnectionOptions(config.natsUrl), queue: 'session-service', name: 'session-service commands',
    gracefulShutdown: true, gracePeriod: 200,
  };
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(AppModule.forRoot(config, logger, instance), {
    strategy: new NodeCommandServer(options, instance),
    logger: new NestLogger(logger),
    abortOnError: false,
  });

  let isStopping = false;
  const stop = (why: string, exitCode = 0): void => {
    if (isStopping) return app.get(SessionLifecycle).hurry();
    isStopping = true;
    logger.info({ why }, 'stopping');
    setTimeout(() => {
      logger.error('stopping took too long');
      process.exit(1);
    }, config.drainSeconds * 1000 + DRAIN_DEADLINE_MS).unref();
    // Draining comes before closing: until the last session has ended, commands are still answered.
    const stopped = app.get(SessionLifecycle).drain().then(() => app.close()).then(() => tracing.stop());
    stopped.then(
      () => process.exit(exitCode),
      (error: unknown) => {
        logger.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));

  await app.listen();
  void app.get(NodePresence).superseded.then(() => stop('another process has the name of this node', 1));
  await app.get(SessionLifecycle).ready();
  logger.info({ node: config.node, sessionLimit: config.sessionLimit, dataFolder: config.dataFolder }, 'ready');
}

main().catch((error: unknown) => {
  process.stderr.write(`session-service: ${cleanText(error instanceof Error ? error.message : String(error))}\n`);
  process.exit(1);
});
