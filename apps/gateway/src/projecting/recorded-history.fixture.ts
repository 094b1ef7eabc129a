import { readdirSync, readFileSync } from 'node:fs';
import { memoryEventLog, type Commit, type RecordedCommit, type Verification } from '@countersign/event-log';

export const HISTORIES = new URL('../../../../libs/test-kit/histories/', import.meta.url);
export const historyNames = readdirSync(HISTORIES).filter((name) => name.endsWith('.ndjson'));

/** Read as a gateway reads it: verified and upcast. */
export async function readHistory(name: string): Promise<{ commits: Commit[]; verification: Verification }> {
  const lines = readFileSync(new URL(name, HISTORIES), 'utf8').trim().split('\n');
  const log = memoryEventLog({ recorded: lines.map((line) => JSON.parse(line) as RecordedCommit) });
  const verification = await log.verify();
  const commits: Commit[] = [];
  await new Promise<void>((resolve) => {
    void log.follow({
      after: 0,
      onBatch: (batch: readonly Commit[]) => {
        commits.push(...batch);
        if (commits.length === lines.length) resolve();
        return Promise.resolve();
      },
    });
  });
  await log.close();
  return { commits, verification };
}
