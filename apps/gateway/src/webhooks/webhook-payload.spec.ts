import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { EVENT_DEFINITIONS, type EventEnvelope } from '@countersign/contracts';
import { LEFT_OUT, payloadOf } from './webhook-payload.ts';
import { isTypeFilter, SHORT_TYPES, shortType } from './webhook-types.ts';

const event: EventEnvelope = {
  specversion: '1.0', id: '0190a000-0000-7000-8000-000000000001', source: 'session-service', type: 'countersign.session.console_granted.v1',
  subject: 'session/0190a000-0000-7000-8000-000000000002', time: '2026-11-22T10:00:00.000Z', datacontenttype: 'application/json', dataschema: 'urn:x',
  data: { grantId: '0190a000-0000-7000-8000-000000000003', mode: 'view', user: 'user:ada', secretSha256: 'a'.repeat(64), expiresAt: '2026-11-22T10:01:00.000Z' },
  aggregateversion: 2, actor: 'user:ada', correlationid: 'c', causationid: 'd', traceparent: 'e',
};

describe('what a webhook says', () => {
  it('is the event with its position, without secrets and without our own traces', () => {
    const payload = payloadOf(event, 7);
    expect(payload).toMatchObject({ type: 'session.console_granted', timestamp: event.time, data: { id: event.id, type: event.type, position: 7, omitted: 'secretSha256', data: { mode: 'view' } } });
    expect(JSON.stringify(payload)).not.toContain('aaaa');
    expect(Object.keys(payload.data)).not.toContain('traceparent');
    expect(event.data).toHaveProperty('secretSha256');
  });
  it('leaves only out what there is', () => {
    for (const [type, names] of Object.entries(LEFT_OUT)) {
      const definition = [...EVENT_DEFINITIONS.values()].find((one) => shortType(one.type) === type);
      const properties = Object.keys((definition?.data as { properties?: object } | undefined)?.properties ?? {});
      expect([type, names.filter((name) => !properties.includes(name))]).toEqual([type, []]);
    }
  });
  it('names nothing that sounds like a secret or an answer, whatever event is added', () => {
    const suspicious = /secret|cookie|password|token|resume|preferences|answers$|^from$|^to$/i;
    // A fencing token is a number that everybody may see; a recording lasts from one instant to another.
    const harmless = new Set(['session.control_taken token', 'session.control_returned token', 'session.recording_saved from', 'session.recording_saved to']);
    const told = [...EVENT_DEFINITIONS.values()].flatMap((definition) => {
      const type = shortType(definition.type);
      const names = Object.keys((definition.data as { properties?: object }).properties ?? {});
      return names.filter((name) => suspicious.test(name) && !LEFT_OUT[type]?.includes(name) && !harmless.has(`${type} ${name}`)).map((name) => `${type} ${name}`);
    });
    expect(told).toEqual([]);
  });
  it('is small for every event that was ever written', () => {
    const golden = fileURLToPath(new URL('../../../../libs/contracts/golden', import.meta.url));
    for (const name of readdirSync(golden)) {
      const example = JSON.parse(readFileSync(join(golden, name), 'utf8')) as EventEnvelope;
      if (example.type) expect(JSON.stringify(payloadOf(example, 1)).length).toBeLessThan(20_000);
    }
  });
});

describe('a filter of types', () => {
  it('is a type or its beginning', () => {
    expect(['session', 'session.handoff', 'session.handoff_requested', 'capture.'].every(isTypeFilter)).toBe(true);
    expect(['', 'sessions', 'countersign.session', 'session.handoff_requested.v1', '%', 5, null].some(isTypeFilter)).toBe(false);
    expect(SHORT_TYPES).toContain('run.registered');
  });
});
