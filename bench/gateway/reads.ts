import autocannon from 'autocannon';
import { pairedRow, type Row } from '../report.ts';
import type { World } from './world.ts';

/** Requests under way at once, on connections that are kept. */
const CONNECTIONS = 16;
/** How often the load generator looks whether it is done. */
const SAMPLE_MS = 10;
/** In a turn of one side: short turns, so that what else the machine does falls on both. */
const AMOUNT = { get_session: 1_200, list_of_50: 300 } as const;

/** What is read over the gateway against the same rows over a bare server, taking turns. This process makes the load. */
export async function benchReads(world: World, rounds: number, progress: (line: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  const paths = { get_session: `/v1/sessions/${world.sessionIds[0]}`, list_of_50: '/v1/sessions?limit=50' } as const;
  for (const name of ['get_session', 'list_of_50'] as const) {
    await requireSame(world, paths[name]);
    const [ours, peer]: [number[], number[]] = [[], []];
    for (let round = -2; round < rounds; round++) {
      // Who begins changes with every round.
      const first = round % 2 === 0;
      const before = first ? await rate(`${world.url}${paths[name]}`, world, AMOUNT[name]) : 0;
      const b = await rate(`${world.bareUrl}${paths[name]}`, undefined, AMOUNT[name]);
      const a = first ? before : await rate(`${world.url}${paths[name]}`, world, AMOUNT[name]);
      if (round < 0) continue; // They warm up.
      ours.push(a);
      peer.push(b);
      if (round % 5 === 0) progress(`${name}, ${round + 1}/${rounds}: ${a.toFixed(0)}/s, bare ${b.toFixed(0)}/s`);
    }
    rows.push(pairedRow(name, '1/s', ours, peer, { target: 0.6, atLeast: true }));
  }
  return rows;
}

async function rate(url: string, world: World | undefined, amount: number): Promise<number> {
  const startedAt = performance.now();
  const result = await autocannon({ url, connections: CONNECTIONS, amount, sampleInt: SAMPLE_MS, ...(world ? { headers: { authorization: `Bearer ${world.keys.automation}` } } : {}) });
  const seconds = (performance.now() - startedAt) / 1000;
  if (result['2xx'] !== amount) throw new Error(`${url}: ${result['2xx']} of ${amount} were answered well, ${result.errors} failed`);
  return amount / seconds;
}

/** Both show the same session, or as many. */
async function requireSame({ url, bareUrl, keys }: World, path: string): Promise<void> {
  const [ours, peer] = await Promise.all([
    fetch(`${url}${path}`, { headers: { authorization: `Bearer ${keys.automation}` } }).then((response) => response.json()),
    fetch(`${bareUrl}${path}`).then((response) => response.json()),
  ]) as [Record<string, unknown>, Record<string, unknown>];
  const shape = (body: Record<string, unknown>) => JSON.stringify(Array.isArray(body['items']) ? (body['items'] as { id: string }[]).map(({ id }) => id) : Object.entries(body).sort());
  if (shape(ours) !== shape(peer)) throw new Error(`the two servers do not show the same at ${path}:\n${shape(ours)}\n${shape(peer)}`);
}
