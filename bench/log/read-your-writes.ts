import { row, type Row } from '../report.ts';
import { startSystem } from '../system.ts';

/** Through the running product: a run is registered, and the list of the read model has it. */
export async function benchReadYourWrites(rounds: number, progress: (line: string) => void): Promise<Row[]> {
  const system = await startSystem({ SESSION_POOL_SIZE: '0' });
  try {
    const candidate = await system.call<{ id: string }>('automation', 'POST', '/v1/candidates', { resume: { basics: { name: 'Ada Example', email: 'ada@example.com' } } });
    const written: number[] = [];
    for (let round = -20; round < rounds * 10; round++) {
      const title = `Run ${round}`;
      const startedAt = performance.now();
      const { id } = await system.call<{ id: string }>('automation', 'POST', '/v1/runs', { candidateId: candidate.id, title });
      const run = await system.call<{ title: string }>('automation', 'GET', `/v1/runs/${id}`);
      const ms = performance.now() - startedAt;
      if (run.title !== title) throw new Error(`the run ${id} is not as it was written`);
      if (round >= 0) written.push(ms);
    }
    progress(`read your writes: ${written.length} times`);
    return [row('read_your_writes', 'ms', written)];
  } finally {
    await system.stop();
  }
}
