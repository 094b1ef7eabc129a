import 'reflect-metadata';
import { cleanText, startTracing } from '@countersign/telemetry/service';
import { ConfigError, readConfig, type GatewayConfig } from './config.ts';
import { startGateway, type Gateway } from './gateway.ts';

function fail(error: unknown): never {
  process.stderr.write(`${cleanText(error instanceof ConfigError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`);
  process.exit(1);
}

function configuration(): GatewayConfig {
  try {
    return readConfig(process.env);
  } catch (error) {
    return fail(error);
  }
}

const config = configuration();
const tracing = await startTracing('gateway');
const starting: Promise<Gateway> = startGateway(config);
let stopping = false;

async function stop(): Promise<void> {
  // A second signal means now.
  if (stopping) process.exit(1);
  stopping = true;
  try {
    await (await starting).stop();
    await tracing.stop();
    process.exit(0);
  } catch (error) {
    fail(error);
  }
}

process.once('uncaughtException', fail);
process.on('SIGTERM', () => void stop());
process.on('SIGINT', () => void stop());
starting.catch(fail);
