import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { AGGREGATES } from '@countersign/contracts';
import { memoryEventLog, type Commit, type RecordedCommit } from '@countersign/event-log';
import { describe, expect, it } from '@jest/globals';
import { ReadModelRows } from './read-model-rows.ts';

const FOLDER = new URL('../../../../libs/test-kit/histories/', import.meta.url);
const histories = readdirSync(FOLDER).filter((name) => name.endsWith('.ndjson'));
const settings = { publicUrl: 'https://countersign.example' };

/** Read as a gateway reads it: verified, upcast, folded. */
async function replay(name: string) {
  const lines = readFileSync(new URL(name, FOLDER), 'utf8').trim().split('\n');
  const log = memoryEventLog({ recorded: lines.map((line) => JSON.parse(line) as RecordedCommit) });
  const verification = await log.verify();
  const rows = new ReadModelRows(settings);
  await new Promise<void>((resolve) => {
    void log.follow({
      after: 0,
      onBatch: (commits: readonly Commit[]) => {
        rows.fold(commits);
        if (commits.at(-1)!.sequence === lines.length) resolve();
        return Promise.resolve();
      },
    });
  });
  await log.close();
  const tables = Object.fromEntries(AGGREGATES.map((aggregate) => [aggregate, rows.changed(aggregate).toSorted((a, b) => (a.id < b.id ? -1 : 1))]));
  return { commits: lines.length, verification, tables: JSON.parse(JSON.stringify(tables)) as Record<string, object[]> };
}

describe('a history that was recorded', () => {
  it.each(histories)('%s comes to the same rows for ever; what is new in a row is let be', async (name) => {
    const { commits, tables, verification } = await replay(name);
    expect(verification).toMatchObject({ commits, firstWrong: undefined });
    const expected = new URL(name.replace('.ndjson', '.rows.json'), FOLDER);
    // For a history that is new; an expectation that stands is never written over.
    if (process.env['COUNTERSIGN_RECORD'] && !existsSync(expected)) writeFileSync(expected, `${JSON.stringify(tables, null, 1)}\n`);
    const rows = JSON.parse(readFileSync(expected, 'utf8')) as typeof tables;
    expect(Object.values(rows).flat().length).toBeGreaterThan(0);
    expect(tables).toMatchObject(rows);
  });
});
