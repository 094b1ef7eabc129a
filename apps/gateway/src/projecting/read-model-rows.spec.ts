import type { EventEnvelope } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import { projectAuditEvents } from '../audit/audit-event.projection.ts';
import { ReadModelRows } from './read-model-rows.ts';

const uuid = (last: number) => `0190a000-0000-7000-8000-${String(last).padStart(12, '0')}`;
const run = uuid(1);
const task = uuid(2);
const candidate = uuid(3);
let events = 100;

function commit(sequence: number, subject: string, version: number, ...facts: { type: string; data: unknown }[]): { sequence: number; subject: string; storedAt: Date; events: EventEnvelope[] } {
  return {
    sequence,
    storedAt: new Date('2026-11-22T10:00:01.000Z'),
    subject: `countersign.events.${subject.replace('/', '.')}`,
    events: facts.map((fact, index) => ({
      specversion: '1.0', id: uuid(events++), source: 'gateway', subject, time: '2026-11-22T10:00:00.000Z', datacontenttype: 'application/json',
      dataschema: '', aggregateversion: version + index, actor: 'key:1', correlationid: 'c', runid: run, ...fact,
    })),
  };
}
const taskRegistered = commit(1, `task/${task}`, 1, { type: 'countersign.task.registered.v1', data: { runId: run, url: 'https://a.example', company: 'A', title: 'B' } });
const runRegistered = commit(2, `run/${run}`, 1, { type: 'countersign.run.registered.v1', data: { candidateId: candidate, title: null } });

describe('rows of a batch', () => {
  it('holds the place of a parent until its own event comes', () => {
    const rows = new ReadModelRows({ publicUrl: '' });
    rows.fold([taskRegistered]);
    expect(rows.changed('task')).toMatchObject([{ id: task, runId: run, version: 1 }]);
    expect(rows.stubs('run')).toMatchObject([{ id: run, candidateId: null, version: 0 }]);
    rows.fold([runRegistered]);
    expect(rows.stubs('run')).toEqual([]);
    expect(rows.changed('run')).toMatchObject([{ id: run, candidateId: candidate, version: 1 }]);
    expect(rows.stubs('candidate')).toMatchObject([{ id: candidate, version: 0 }]);
  });

  it('needs no stub of a parent that is known', () => {
    const rows = new ReadModelRows({ publicUrl: '' });
    rows.fold([runRegistered]);
    rows.rowsWritten();
    rows.fold([taskRegistered]);
    expect([rows.stubs('run'), rows.stubs('candidate'), rows.changed('run')]).toEqual([[], [], []]);
  });

  it('has one audit row an event, at its place in the commit', () => {
    expect([taskRegistered, runRegistered].flatMap(projectAuditEvents).map(({ position, index, aggregate, aggregateId, runId }) => [position, index, aggregate, aggregateId, runId])).toEqual([
      [1, 0, 'task', task, run],
      [2, 0, 'run', run, run],
    ]);
  });

  it.each([1, 3])('refuses version %d after version 1', (version) => {
    const rows = new ReadModelRows({ publicUrl: '' });
    rows.fold([runRegistered]);
    expect(() => rows.fold([commit(3, `run/${run}`, version, { type: 'countersign.run.registered.v1', data: { candidateId: candidate, title: null } })])).toThrow('version 1 in the read model');
  });
});
