import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { EXPORT_FORMATS, type EventEnvelope } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { RecordedEvent } from '../recorded-event.ts';
import { CSV_HEADER, csvLine } from './csv.ts';
import { Export } from './export.ts';
import { ndjsonLine } from './ndjson.ts';
import { ocsfEvent } from './ocsf.ts';

const GOLDEN = new URL('../../../../../libs/contracts/golden/', import.meta.url);
const events: RecordedEvent[] = readdirSync(GOLDEN).map((name, index) => ({
  position: index + 1, index: 0, storedAt: '2026-11-22T09:30:00.500Z', event: JSON.parse(readFileSync(new URL(name, GOLDEN), 'utf8')) as EventEnvelope,
}));
const [sample] = events as [RecordedEvent];

/** As a spreadsheet reads a file whose separator it takes to be this one: quotes count where a cell begins. */
function spreadsheet(text: string, separator: string): string[][] {
  const rows: string[][] = [[]];
  for (let at = 0; at < text.length; ) {
    let cell = '';
    if (text[at] === '"') {
      for (at += 1; at < text.length && !(text[at] === '"' && text[at + 1] !== '"'); at += 1) {
        if (text[at] === '"') at += 1;
        cell += text[at];
      }
      at += 1;
    }
    for (; at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r'; at += 1) cell += text[at];
    rows.at(-1)!.push(cell);
    if (text[at] === separator) at += 1;
    else {
      at += text.startsWith('\r\n', at) ? 2 : 1;
      if (at < text.length) rows.push([]);
    }
  }
  return rows;
}
/** An apostrophe before it makes it text. */
const isFormula = (cell: string) => /^[\s"]*[=+\-@＝＋－＠]/.test(cell);

const hostile = fc.array(fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', ',', ';', '|', '"', "'", ' ', '\u00A0', '＝', '＠', '{', 'cmd', '1', 'é'), { maxLength: 12 }).map((parts) => parts.join(''));

describe('an export as NDJSON', () => {
  it('is the CloudEvents as they are, with position, place in the commit and server time', () => {
    const line = ndjsonLine(sample);
    expect(line.endsWith('}\n')).toBe(true);
    expect(line.slice(0, -1)).toBe(JSON.stringify({ ...sample.event, position: 1, commitindex: 0, storedat: '2026-11-22T09:30:00.500Z' }));
  });
});

describe('an export as CSV', () => {
  it('has a row an event, with every cell as it was', () => {
    const [header, ...rows] = spreadsheet(CSV_HEADER.slice(1) + events.map(csvLine).join(''), ',');
    expect(rows).toHaveLength(events.length);
    for (const [row, recorded] of rows.map((cells, index) => [cells, events[index]!] as const)) {
      const cells = Object.fromEntries(header!.map((name, index) => [name, row[index]]));
      expect(row).toHaveLength(header!.length);
      expect(cells).toMatchObject({ position: String(recorded.position), stored_at: recorded.storedAt, type: recorded.event.type, actor: recorded.event.actor, event_id: recorded.event.id });
      expect(JSON.parse(cells['data']!)).toEqual(recorded.event.data);
    }
  });

  it('holds no cell that is a formula, whichever separator the spreadsheet takes', () => {
    fc.assert(
      fc.property(hostile, hostile, fc.oneof(fc.record({ a: hostile, b: fc.array(hostile) }), fc.array(fc.oneof(hostile, fc.integer()))), (actor, correlationid, data) => {
        const line = csvLine({ ...sample, event: { ...sample.event, actor, correlationid, data } });
        for (const separator of [',', ';', '\t', '|']) {
          for (const cell of spreadsheet(line, separator).flat()) expect([separator, cell, isFormula(cell)]).toEqual([separator, cell, false]);
        }
        const [row] = spreadsheet(line, ',');
        expect(JSON.parse(row!.at(-1)!)).toEqual(data);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '"=1', '＝1', '＋1', '－1', '＠a', '\u3000=1'])('puts an apostrophe before %j', (actor) => {
    expect(spreadsheet(csvLine({ ...sample, event: { ...sample.event, actor } }), ',')[0]![9]).toMatch(/^'/);
  });
});

describe('an export as OCSF', () => {
  /** Required by class Entity Management of 1.6.0 and what it extends: classification, occurrence, base event; then by its objects. */
  const REQUIRED = ['activity_id', 'category_uid', 'class_uid', 'type_uid', 'severity_id', 'time', 'metadata', 'entity'] as const;

  it.each(events.map((recorded) => [recorded.event.type, recorded] as const))('has what Entity Management requires: %s', (type, recorded) => {
    const mapped = ocsfEvent(recorded);
    for (const name of REQUIRED) expect([name, mapped[name]]).not.toEqual([name, undefined]);
    expect(mapped).toMatchObject({ category_uid: 3, class_uid: 3004, type_uid: 300400 + mapped.activity_id, severity_id: 1, message: type });
    expect(Number.isSafeInteger(mapped.time)).toBe(true);
    // Objects: metadata needs product and version, product a name or uid, managed_entity a name or uid, actor at least one of its parts, user a name or uid.
    expect(mapped.metadata).toMatchObject({ version: '1.6.0', product: { name: 'Countersign' }, uid: recorded.event.id, sequence: recorded.position, logged_time: Date.parse(recorded.storedAt) });
    expect(mapped.entity.uid).toBe(recorded.event.subject.split('/')[1]);
    expect('app_name' in mapped.actor ? mapped.actor.app_name : mapped.actor.user.uid).toBeTruthy();
    expect(mapped.entity.data).toEqual(recorded.event.data);
  });

  it('tells who does what', () => {
    const of = (type: string, actor: string, aggregateversion: number) => ocsfEvent({ ...sample, event: { ...sample.event, type, actor, aggregateversion } });
    expect(of('countersign.run.registered.v1', 'key:app1', 1)).toMatchObject({ activity_name: 'Create', type_uid: 300401, actor: { user: { uid: 'key:app1', type: 'System' } } });
    expect(of('countersign.capture.approved.v1', 'user:ada', 4)).toMatchObject({ activity_name: 'Update', actor: { user: { uid: 'user:ada', name: 'ada', type: 'User' } } });
    expect(of('countersign.candidate.erased.v1', 'user:ada', 3)).toMatchObject({ activity_name: 'Delete' });
    expect(of('countersign.audit.read.v1', 'service:gateway', 1)).toMatchObject({ activity_name: 'Read', actor: { app_name: 'gateway' } });
  });
});

describe('a manifest', () => {
  it.each(EXPORT_FORMATS)('says what the bytes are: %s', (format) => {
    const file = new Export(format);
    const bytes = Buffer.from(file.header() + events.map((recorded) => file.line(recorded)).join(''));
    expect(file.manifest({ to: 500 }, 500)).toEqual({
      format, filter: { to: 500 }, position: 500, count: events.length, firstPosition: 1, lastPosition: events.length, sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'), signature: null,
    });
  });

  it('of nothing counts none', () => {
    expect(new Export('ndjson').manifest({}, 0)).toMatchObject({ count: 0, firstPosition: null, lastPosition: null, sizeBytes: 0 });
  });
});
