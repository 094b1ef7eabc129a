import { randomUUID } from 'node:crypto';
import type { Upcasts } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import { commitOf, NEW, registered, updated } from '../contract-suite/candidates.ts';
import { decodeCommit } from './decode-commit.ts';
import { encodeCommit } from './encode-commit.ts';
import type { StoredCommit } from './stored-commit.ts';

function stored(): StoredCommit {
  const { headers, payload, subject } = encodeCommit(commitOf(randomUUID(), NEW, [registered(1), updated(2)]));
  return { sequence: 7, subject, headers, payload, storedAt: new Date(0) };
}
const [oldType, newType] = ['countersign.candidate.resume_updated.v1', 'countersign.candidate.registered.v1'];

describe('what is read of a commit', () => {
  it('is what was written', () => {
    expect(decodeCommit(stored()).events).toMatchObject([registered(1), updated(2)]);
  });

  it('comes as the newest version of each event', () => {
    const upcasts: Upcasts = new Map([[oldType, { to: newType, data: (old) => ({ ...(old as object), resume: { upcast: true } }) }]]);
    const { events } = decodeCommit(stored(), upcasts);
    expect(events).toMatchObject([registered(1), { type: newType, dataschema: `urn:${newType}`, aggregateversion: 2, data: { resume: { upcast: true } } }]);
  });

  it('is refused when an upcaster makes something of it that could not have been written', () => {
    const upcasts: Upcasts = new Map([[oldType, { to: newType, data: () => ({}) }]]);
    expect(() => decodeCommit(stored(), upcasts)).toThrow(/event 1, read as .*registered.v1, at \/data/);
  });

  it('is refused whichever bit of its content is another', () => {
    const { payload, ...rest } = stored();
    for (let at = 0; at < payload.length; at += 7) {
      const flipped = Buffer.from(payload);
      flipped[at]! ^= 1 << (at % 8);
      expect(() => decodeCommit({ ...rest, payload: flipped })).toThrow('its bytes are not those that were written');
    }
  });
});
