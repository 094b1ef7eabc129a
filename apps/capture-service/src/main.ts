import 'reflect-metadata';
import { natsConnectionOptions } from '@countersign/event-log';
import { cleanText, jsonLogger, NestLogger, startTracing } from '@countersign/telemetry/service';
import { NestFactory } from '@nestjs/core';
import { Transport, type MicroserviceOptions } from '@nestjs/microservices';
import { AppModule } from './app.module.ts';
import { WorkInProgress } from './capture/work-in-progress.ts';
import { readConfig } from './config.ts';

/** After what was under way has ended, for closing connections. */
const CLOSE_TIMEOUT_MS = 10_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const logger = jsonLogger('capture-service', config.logLevel);
  const tracing = await startTracing('capture-service');
  process.once('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'a fault that nobody caught: the service ends');
    process.exit(1);
  });
  const app = await NestFactory.createMicroservice<MicroserviceOptions>(AppModule.forRoot(config, logger), {
    transport: Transport.NATS,
    options: { ...natsConnectionOptions(config.natsUrl), queue: 'capture-service', name: 'capture-service commands', gracefulShutdown: true, gracePeriod: 200 },
    logger: new NestLogger(logger),
    abortOnError: false,
  });

  const stop = (signal: string): void => {
    logger.info({ signal }, 'stopping');
    setTimeout(() => {
      logger.error('stopping took too long');
      process.exit(1);
    }, config.drainTimeoutMs + CLOSE_TIMEOUT_MS).unref();
    const work = app.get(WorkInProgress);
    const stopped = work.drain(config.drainTimeoutMs).then((ended) => {
      if (!ended) logger.warn({ submissions: work.submissions }, 'not everything ended in time; submissions without an outcome are looked after at the next start');
      return app.close().then(() => tracing.stop());
    });
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
  logger.info({ instance: config.instance }, 'ready');
}

main().catch((error: unknown) => {
  process.stderr.write(`capture-service: ${cleanText(error instanceof Error ? error.message : String(error))}\n`);
  process.exit(1);
});
