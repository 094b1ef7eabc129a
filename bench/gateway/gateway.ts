import { loadavg } from 'node:os';
import type { Row } from '../report.ts';
import { benchCommands } from './commands.ts';
import { benchLive } from './live.ts';
import { benchReads } from './reads.ts';
import { startWorld } from './world.ts';

/** Reading over HTTP, commands, and the stream of events, through the gateway's public door. */
export async function benchGateway({ rounds, progress }: { rounds: number; progress(line: string): void }): Promise<Row[]> {
  const world = await startWorld(progress);
  try {
    const rows = [...(await benchReads(world, rounds, progress)), ...(await benchCommands(world, rounds, progress)), ...(await benchLive(world, rounds, progress))];
    progress(`load of this machine over the last minutes: ${loadavg().map((load) => load.toFixed(1)).join(', ')}`);
    return rows;
  } finally {
    await world.stop();
  }
}
