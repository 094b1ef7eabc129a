import { connect } from 'node:net';
import { inspectServer } from '@countersign/event-log';
import { fail, ok, unknown, warn, type Check } from './check.ts';

const ANSWER_TIMEOUT_MS = 3_000;
/** A cluster has three or five. */
const MAX_SERVERS = 16;

/** What a server says to everybody who connects, before anybody signs in. */
interface ServerInfo {
  readonly server_name: string;
  readonly version: string;
  readonly cluster?: string;
  readonly connect_urls?: readonly string[];
}

/** The servers of the url, and those that they name. */
export async function checkServers(natsUrl: string): Promise<Check[]> {
  const checks: Check[] = [];
  const waiting = natsUrl.split(',').map((url) => new URL(url.includes('://') ? url.trim() : `nats://${url.trim()}`).host);
  const names = new Set<string>();
  const seen = new Set<string>();
  for (let host = waiting.shift(); host !== undefined && seen.size < MAX_SERVERS; host = waiting.shift()) {
    if (seen.has(host)) continue;
    seen.add(host);
    try {
      const info = await askServer(host);
      waiting.push(...(info.connect_urls ?? []));
      if (!names.has(info.server_name)) checks.push(judgeServer(host, info));
      names.add(info.server_name);
    } catch (error) {
      checks.push(fail(`nats-server ${host}`, (error as Error).message, 'Start it, or correct NATS_URL.', 'unreachable'));
    }
  }
  return checks;
}

export function judgeServer(host: string, { cluster, version }: Pick<ServerInfo, 'version' | 'cluster'>): Check {
  const name = `nats-server ${host}`;
  const { caution, refusal } = inspectServer({ version, isClustered: cluster !== undefined });
  if (refusal) return fail(name, refusal, 'Upgrade this server.');
  const found = `version ${version}${cluster === undefined ? '' : `, cluster ${cluster}`}`;
  return caution ? warn(name, `${found}, older than 2.10`, 'Upgrade it when you can: see durability.') : ok(name, found);
}

function askServer(host: string): Promise<ServerInfo> {
  const { hostname, port } = new URL(`nats://${host}`);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 4222), timeout: ANSWER_TIMEOUT_MS });
    socket.setEncoding('utf8');
    socket.on('error', reject);
    socket.on('timeout', () => socket.destroy(new Error('no answer')));
    socket.on('close', () => reject(new Error('it is no nats-server')));
    socket.on('data', (part: string) => {
      text += part;
      const [, json] = /^INFO (\{.*\})\s*\r\n/s.exec(text) ?? [];
      if (json === undefined) return text.length > 100_000 ? socket.destroy() : undefined;
      resolve(JSON.parse(json) as ServerInfo);
      socket.destroy();
    });
  });
}

/** Whether an acknowledged commit is on disk. Only the monitoring of a server says it. */
export async function checkDurability(version: string, monitorUrl: string | undefined): Promise<Check> {
  const { caution } = inspectServer({ version, isClustered: false });
  if (caution) return warn('durability', caution, 'Upgrade to 2.10.23 or newer and set sync_interval: always; until then put the store where power does not fail, or run a cluster.');
  const setting = 'Set sync_interval: always in the block jetstream of its configuration.';
  if (monitorUrl === undefined) {
    return unknown('durability', `sync_interval cannot be known over NATS`, `${setting} To have it looked at, give --monitor-url (the http port of nats-server).`);
  }
  try {
    const answer = await fetch(`${monitorUrl}/varz`, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    const { jetstream } = (await answer.json()) as { jetstream?: { config?: { sync_always?: boolean; sync_interval?: number } } };
    if (!jetstream?.config) return unknown('durability', `${monitorUrl}/varz does not speak of JetStream`, setting);
    const { sync_always, sync_interval } = jetstream.config;
    if (sync_always) return ok('durability', 'sync_interval: always; what is acknowledged is on disk');
    return warn('durability', `sync_interval is ${sync_interval === undefined ? 'the default of two minutes' : `${sync_interval / 1e9} s`}: a loss of power can lose that much`, setting);
  } catch (error) {
    return unknown('durability', `${monitorUrl}/varz: ${(error as Error).message}`, setting);
  }
}
