import { row, type Row } from '../report.ts';
import { registerRun, type System } from '../system.ts';
import { endSession, openSession } from './open.ts';

/** From the request of a person for control to the first refused command of the automation, and from giving it back to the first that works. */
export async function benchHandOver(system: System, rounds: number, progress: (line: string) => void): Promise<Row[]> {
  const session = await openSession(system, await registerRun(system));
  const taken: number[] = [];
  const returned: number[] = [];
  const isRefused = async () => {
    try {
      await session.cdp.command('Runtime.evaluate', { expression: '1' }, session.page);
      return false;
    } catch (error) {
      if (/human_has_control/.test((error as Error).message)) return true;
      throw error;
    }
  };
  const timed = async (act: Promise<unknown>, refused: boolean) => {
    const startedAt = performance.now();
    while ((await isRefused()) !== refused) if (performance.now() - startedAt > 10_000) throw new Error('control did not change');
    const ms = performance.now() - startedAt;
    await act;
    return ms;
  };
  for (let round = 0; round < rounds; round++) {
    taken.push(await timed(system.call('reviewer', 'POST', `/v1/sessions/${session.id}/control`, {}), true));
    returned.push(await timed(system.call('reviewer', 'DELETE', `/v1/sessions/${session.id}/control`), false));
  }
  progress(`handing control over: ${rounds} times`);
  await endSession(system, session);
  return [row('control_taken', 'ms', taken), row('control_returned', 'ms', returned)];
}
