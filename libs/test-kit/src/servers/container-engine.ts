import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { request, type RequestOptions } from 'node:http';
import { promisify } from 'node:util';
import { natsCommand } from './nats-command.ts';

/** An engine on a local socket answers within a few milliseconds. */
const PROBE_TIMEOUT_MS = 500;

export type ServerKind = 'container' | 'process';

let probed: Promise<ServerKind> | undefined;

/**
 * Containers where a Docker engine answers, spawned servers where none does. `COUNTERSIGN_TEST_SERVERS=process` or
 * `=container` decides instead of the probe; without it, says which on standard error, once a test file, and which nats-server that is.
 */
export function serverKind(): Promise<ServerKind> {
  probed ??= decide().then(async ([kind, why]) => {
    if (process.env['COUNTERSIGN_TEST_SERVERS']) return kind;
    const which = kind === 'container' ? 'containers' : `child processes, ${(await promisify(execFile)(natsCommand(), ['--version'])).stdout.trim()}`;
    process.stderr.write(`test-kit: servers run as ${which} (${why})\n`);
    return kind;
  });
  return probed;
}

async function decide(): Promise<[ServerKind, string]> {
  const wanted = process.env['COUNTERSIGN_TEST_SERVERS'];
  if (wanted === 'container' || wanted === 'process') return [wanted, `COUNTERSIGN_TEST_SERVERS=${wanted}`];
  if (wanted) throw new Error(`COUNTERSIGN_TEST_SERVERS is "container" or "process", not "${wanted}"`);
  const host = process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock';
  return (await answers(host)) ? ['container', `an engine answers at ${host}`] : ['process', 'no Docker engine answers'];
}

async function answers(host: string): Promise<boolean> {
  const url = new URL(host);
  const target: RequestOptions = url.protocol === 'unix:' ? { socketPath: url.pathname } : { host: url.hostname, port: url.port || 2375 };
  if (target.socketPath && !existsSync(target.socketPath)) return false;
  return new Promise((resolve) => {
    const probe = request({ ...target, path: '/_ping', timeout: PROBE_TIMEOUT_MS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    probe.once('timeout', () => probe.destroy());
    probe.once('error', () => resolve(false));
    probe.end();
  });
}
