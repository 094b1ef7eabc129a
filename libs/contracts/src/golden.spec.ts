import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { EVENT_DEFINITIONS, eventViolations } from './index.ts';

const FOLDER = new URL('../golden/', import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

describe('golden examples', () => {
  it('exist for every event type, and for no other', () => {
    expect(files.map((name) => name.replace('.json', '')).sort()).toEqual([...EVENT_DEFINITIONS.keys()].sort());
  });

  it.each(files)('%s fits its schema', (name) => {
    const event = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as { type: string; data: Record<string, unknown> };
    expect(`${event.type}.json`).toBe(name);
    expect(eventViolations(event)).toEqual([]);
    expect(eventViolations({ ...event, data: { ...event.data, surplus: true } })).not.toEqual([]);
  });
});
