import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ReadModelRows, ROW_NAMES } from './read-model-rows.ts';
import { HISTORIES, historyNames, readHistory } from './recorded-history.fixture.ts';

const settings = { publicUrl: 'https://countersign.example' };

async function replay(name: string) {
  const { commits, verification } = await readHistory(name);
  const rows = new ReadModelRows(settings);
  rows.fold(commits);
  const tables = Object.fromEntries(ROW_NAMES.map((aggregate) => [aggregate, rows.changed(aggregate).toSorted((a, b) => (a.id < b.id ? -1 : 1))]));
  return { commits: commits.length, verification, tables: JSON.parse(JSON.stringify(tables)) as Record<string, object[]> };
}

describe('a history that was recorded', () => {
  it.each(historyNames)('%s comes to the same rows for ever; what is new in a row is let be', async (name) => {
    const { commits, tables, verification } = await replay(name);
    expect(verification).toMatchObject({ commits, firstWrong: undefined });
    const expected = new URL(name.replace('.ndjson', '.rows.json'), HISTORIES);
    // For a history that is new; an expectation that stands is never written over.
    if (process.env['COUNTERSIGN_RECORD'] && !existsSync(expected)) writeFileSync(expected, `${JSON.stringify(tables, null, 1)}\n`);
    const rows = JSON.parse(readFileSync(expected, 'utf8')) as typeof tables;
    expect(Object.values(rows).flat().length).toBeGreaterThan(0);
    expect(tables).toMatchObject(rows);
  });
});
