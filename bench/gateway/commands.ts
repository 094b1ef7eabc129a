import { randomUUID } from 'node:crypto';
import { Client } from '@countersign/client';
import { sessionCommands } from '@countersign/contracts';
import { pairedRow, row, type Row } from '../report.ts';
import { startProcess } from './child.ts';
import type { World } from './world.ts';

const TURNS = 10;
const WARM_UP = 30;

/**
 * A command over HTTP with an Idempotency-Key, answered when the read model shows the outcome, against the NATS request that it makes and the
 * append that comes of it. One at a time, taking turns, each on sessions of its own.
 */
export async function benchCommands(world: World, rounds: number, progress: (line: string) => void): Promise<Row[]> {
  const service = await startProcess('command-service.js', { NATS_URL: world.natsUrl });
  try {
    const client = new Client({ url: world.url, key: world.keys.automation, retries: 0 });
    const half = Math.floor(world.sessionIds.length / 2);
    const [http, nats]: [number[], number[]] = [[], []];
    for (let turn = -WARM_UP; turn < rounds * TURNS; turn++) {
      const index = (turn + WARM_UP) % half;
      const [one, other] = [world.sessionIds[index]!, world.sessionIds[half + index]!];
      const a = await timed(() => client.post('/v1/sessions/{id}/extend', { path: { id: one }, body: { ttlSeconds: 3600 } }));
      const b = await timed(() => ask(world, other));
      if (turn < 0) continue;
      http.push(a);
      nats.push(b);
    }
    progress(`commands: ${http.length} over HTTP, ${nats.length} over NATS alone`);
    return [pairedRow('command_over_http', 'ms', http, nats), row('command_over_nats', 'ms', nats)];
  } finally {
    await service.stop();
  }
}

async function ask({ connection }: World, id: string): Promise<void> {
  const message = { id: randomUUID(), data: { data: { id, ttlSeconds: 3600 }, meta: { actor: 'service:bench', correlationId: randomUUID() } } };
  const { response } = (await connection.request(sessionCommands.extend, JSON.stringify(message), { timeout: 10_000 })).json<{ response: { ok: boolean } }>();
  if (!response.ok) throw new Error('the command was refused');
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
