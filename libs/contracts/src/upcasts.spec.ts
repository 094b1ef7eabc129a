import { describe, expect, it } from '@jest/globals';
import { EVENT_DEFINITIONS, eventViolations, upcast, UPCASTS, type EventEnvelope, type Upcasts } from './index.ts';
import { readFileSync } from 'node:fs';

const golden = (type: string) => JSON.parse(readFileSync(new URL(`../golden/${type}.json`, import.meta.url), 'utf8')) as EventEnvelope;
const made: Upcasts = new Map([
  ['countersign.run.renamed.v1', { to: 'countersign.run.renamed.v2', data: (old) => ({ title: (old as { name: string }).name }) }],
  ['countersign.run.renamed.v2', { to: 'countersign.run.renamed.v3', data: (old, { actor }) => ({ ...(old as object), by: actor }) }],
]);

describe('upcasting', () => {
  it('leads over all versions to the newest, and changes nothing else', () => {
    const old = { ...golden('countersign.run.registered.v1'), type: 'countersign.run.renamed.v1', dataschema: 'urn:countersign.run.renamed.v1', data: { name: 'Autumn' } };
    const newest = upcast(old, made);
    expect(newest).toEqual({ ...old, type: 'countersign.run.renamed.v3', dataschema: 'urn:countersign.run.renamed.v3', data: { title: 'Autumn', by: old.actor } });
  });

  it('leaves the newest version as it is', () => {
    const event = golden('countersign.run.registered.v1');
    expect(upcast(event, made)).toBe(event);
  });
});

describe('every old version that was ever written', () => {
  it('is defined still, leads to one that is written, and its golden example comes out valid', () => {
    for (const [type, { to }] of UPCASTS) {
      expect([type, EVENT_DEFINITIONS.has(type), EVENT_DEFINITIONS.has(to)]).toEqual([type, true, true]);
      const newest = upcast(golden(type));
      expect(eventViolations(newest)).toEqual([]);
      expect(UPCASTS.has(newest.type)).toBe(false);
    }
  });

  it('has a way to the version after it', () => {
    const versions = [...EVENT_DEFINITIONS.keys()].map((type) => /^(.*)\.v(\d+)$/.exec(type)!);
    const newestOf = new Map<string, number>();
    for (const [, name, version] of versions) newestOf.set(name!, Math.max(Number(version), newestOf.get(name!) ?? 0));
    const old = versions.filter(([, name, version]) => Number(version) < newestOf.get(name!)!).map(([type]) => type);
    expect([...UPCASTS.keys()].sort()).toEqual(old.sort());
  });
});
