import type { EventEnvelope } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import { EventMatcher, type EventFilter } from './event-filter.ts';
import type { RecordedEvent } from './recorded-event.ts';

const id = (last: number) => `0190a000-0000-7000-8000-${String(last).padStart(12, '0')}`;
const happened = (position: number, subject: string, type: string, data: unknown, runid?: string): RecordedEvent => ({
  position, index: 0, storedAt: `2026-11-22T10:00:${String(position).padStart(2, '0')}.000Z`,
  event: {
    specversion: '1.0', id: id(900 + position), source: 'test', type, subject, time: '2026-11-22T09:00:00.000Z', datacontenttype: 'application/json', dataschema: `urn:${type}`, data,
    aggregateversion: 1, actor: 'user:ada', correlationid: 'c', ...(runid === undefined ? {} : { runid }),
  } as EventEnvelope,
});
const [candidate, other, run, foreign] = [id(1), id(2), id(3), id(4)];
const log = [
  happened(1, `candidate/${candidate}`, 'countersign.candidate.registered.v1', {}),
  happened(2, `run/${run}`, 'countersign.run.registered.v1', { candidateId: candidate, title: null }, run),
  happened(3, `run/${foreign}`, 'countersign.run.registered.v1', { candidateId: other, title: null }, foreign),
  happened(4, `session/${id(5)}`, 'countersign.session.extended.v1', {}, run),
  happened(5, `capture/${id(6)}`, 'countersign.capture.rejected.v1', {}, run),
  happened(6, `session/${id(7)}`, 'countersign.session.extended.v1', {}, foreign),
  happened(7, `audit/${id(8)}`, 'countersign.audit.read.v1', {}),
];

describe('a filter of events', () => {
  it.each<[EventFilter, number[]]>([
    [{}, [1, 2, 3, 4, 5, 6]],
    [{ runId: run }, [2, 4, 5]],
    [{ sessionId: id(5) }, [4]],
    [{ captureId: id(6) }, [5]],
    [{ candidateId: candidate }, [1, 2, 4, 5]],
    [{ candidateId: other }, [3, 6]],
    [{ aggregate: 'run' }, [2, 3]],
    [{ aggregate: 'run', aggregateId: run }, [2]],
    [{ types: ['countersign.session.extended.v1', 'countersign.capture.rejected.v1'] }, [4, 5, 6]],
    [{ types: ['countersign.session.extended.v1'], runId: run }, [4]],
    [{ from: 2, to: 4 }, [2, 3, 4]],
    [{ from: '2026-11-22T10:00:05.000Z' }, [5, 6]],
    [{ from: 2, to: '2026-11-22T10:00:03.999Z' }, [2, 3]],
    [{ candidateId: candidate, from: 3 }, [4, 5]],
    [{ aggregate: 'audit' }, [7]],
    [{ types: ['countersign.audit.read.v1', 'countersign.run.registered.v1'] }, [2, 3, 7]],
  ])('%j lets through %j', (filter, positions) => {
    const matcher = new EventMatcher(filter);
    expect(log.filter((recorded) => matcher.matches(recorded)).map(({ position }) => position)).toEqual(positions);
  });
});
