import { randomUUID } from 'node:crypto';
import { EVENT_DEFINITIONS } from '@countersign/contracts';
import { CorruptionError } from '@countersign/event-log';
import { describe, expect, it } from '@jest/globals';
import { readActor, readAddresses } from './config.ts';
import { judgeFollower, judgeSkew } from './doctor/read-model.ts';
import { judgeServer } from './doctor/servers.ts';
import { judgeJournal, judgeStream } from './doctor/stream.ts';
import { EXIT, exitCodeOf, UsageError } from './exit-codes.ts';
import { filterOf } from './filter-flags.ts';
import { helpTexts } from './help-texts.ts';
import { table } from './output.ts';
import { parsePlace } from './place.ts';
import { parsePublication } from './publication.ts';

const defaults = { actor: 'user:ada', correlationId: 'c', commitId: randomUUID() };
const runId = randomUUID();
const event = { type: 'countersign.run.registered.v1', subject: `run/${runId}`, data: { candidateId: randomUUID(), title: null } };

describe('the command line', () => {
  it('has an example in the help of every command', () => {
    const { countersign, ...commands } = Object.fromEntries(helpTexts());
    expect(countersign).toContain('Exit codes:');
    expect(Object.keys(commands).map((name) => name.replace('countersign ', ''))).toEqual(['replay', 'tail', 'state', 'diff', 'export', 'publish', 'parked list', 'parked retry', 'parked skip', 'pass-over', 'doctor', 'rebuild']);
    for (const [name, text] of Object.entries(commands)) expect(text).toContain(`  $ ${name}`);
  });

  it.each<[string, number | string]>([['7', 7], ['0', 0], ['2026-11-29', '2026-11-29T00:00:00.000Z'], ['2026-11-29T08:30:00+01:00', '2026-11-29T07:30:00.000Z'], ['2026-11-29T08:30Z', '2026-11-29T08:30:00.000Z']])('takes the place %s', (text, place) => {
    const parsed = parsePlace('--at', text);
    expect(typeof parsed === 'number' ? parsed : parsed.toISOString()).toBe(place);
  });

  it.each(['yesterday', '-1', '1e3', '2026-11-29T08:30:00', '2026-13-01', '7.5', ''])('refuses the place "%s"', (text) => {
    expect(() => parsePlace('--at', text)).toThrow(UsageError);
  });

  it('knows event types by a part of their name', () => {
    expect(filterOf({ type: ['run.registered'] })).toEqual({ types: ['countersign.run.registered.v1'] });
    expect(filterOf({ type: ['session.*', 'countersign.task.registered.v1'] }).types).toEqual([...EVENT_DEFINITIONS.keys()].filter((type) => type.startsWith('countersign.session.')).concat('countersign.task.registered.v1'));
    for (const type of ['session.exploded', 'session', 'run.registered.v9', '.*.', '(']) expect(() => filterOf({ type: [type] })).toThrow(UsageError);
    expect(() => filterOf({ run: '7' })).toThrow('--run: "7" is not a UUID');
  });

  it('takes both addresses from one place, and no credentials from flags', () => {
    expect(readAddresses({ natsUrl: 'nats://a:4222,b:4222' }, { DATABASE_URL: 'postgres://u:p@h/d', GATEWAY_PUBLIC_URL: 'https://x.example/' })).toEqual({ natsUrl: 'nats://a:4222,b:4222', databaseUrl: 'postgres://u:p@h/d', publicUrl: 'https://x.example' });
    expect(readAddresses({}, { NATS_URL: 'nats://u:p@a' })).toEqual({ natsUrl: 'nats://u:p@a', databaseUrl: undefined, publicUrl: '' });
    for (const natsUrl of ['nats://u:p@a', 'nats://token@a', 'a:4222,u:p@b:4222']) expect(() => readAddresses({ natsUrl }, {})).toThrow('takes no credentials');
    expect(() => readAddresses({}, { COUNTERSIGN_DATA: '/nowhere' })).toThrow('no "npm start" is running here');
    expect(() => readAddresses({ readyFile: '/nowhere' }, {})).toThrow(UsageError);
    expect([readActor('key:1', {}), readActor(undefined, { COUNTERSIGN_ACTOR: 'user:bob' })]).toEqual(['key:1', 'user:bob']);
    expect(() => readActor('ada', {})).toThrow(UsageError);
  });

  it('ends with a code for each kind of end', () => {
    expect([new UsageError('x'), new CorruptionError('x', 1, { kind: 'end' }), new Error('x')].map(exitCodeOf)).toEqual([EXIT.usage, EXIT.corrupt, EXIT.wrong]);
  });

  it('shows what others wrote without letting it steer the terminal', () => {
    expect(table([{ name: 'a\u001b[2Jb\u009b1;1H\u202Ec\r\n', note: 'word '.repeat(12).trim() }], 40)).toBe(`NAME   NOTE\nab c   ${'word '.repeat(6).trim()}\n       ${'word '.repeat(6).trim()}\n`);
  });
});

describe('what is to be published', () => {
  it('is completed where the envelope says nothing, and left as it is where it does', () => {
    expect(parsePublication(event, defaults)).toEqual({
      publication: {
        aggregate: 'run', aggregateId: runId, source: 'gateway', commitId: defaults.commitId, version: undefined, events: [{ type: event.type, data: event.data }],
        context: { actor: 'user:ada', correlationId: 'c', runId },
      },
    });
    const full = { ...event, id: randomUUID(), time: '2026-11-22T10:00:00.000Z', actor: 'service:x', correlationid: 'd', causationid: 'e', aggregateversion: 4, runid: randomUUID() };
    expect(parsePublication([full], defaults)).toMatchObject({
      publication: { version: 3, events: [{ id: full.id, time: full.time }], context: { actor: 'service:x', correlationId: 'd', causationId: 'e', runId: full.runid } },
    });
  });

  it.each<[string, unknown, string]>([
    ['no object', 'text', '/: '],
    ['an empty list', [], '/: an empty array'],
    ['a member of no object', [7], '/0: '],
    ['nothing', {}, '/type: '],
    ['wrong data', { ...event, data: { candidateId: 7, title: null } }, '/data/candidateId: '],
    ['an unknown type', { ...event, type: 'countersign.run.exploded.v1' }, '/type: unknown event type'],
    ['another aggregate', { ...event, subject: `task/${runId}` }, '/subject: countersign.run.registered.v1 is not an event of'],
    ['an id that is none', { type: 'countersign.candidate.erased.v1', subject: `candidate/${'-'.repeat(36)}`, data: {} }, '/subject: candidate/--'],
    ['another writer', [{ ...event, source: 'mallory' }], '/0/source: mallory may not write run'],
    ['two aggregates', [event, { ...event, subject: `run/${randomUUID()}` }], '/1/subject: the events of one commit'],
    ['a gap', [{ ...event, aggregateversion: 1 }, { ...event, aggregateversion: 3 }], '/1/aggregateversion: '],
    ['an id twice', [{ ...event, id: runId }, { ...event, id: runId }], '/: an event id twice'],
    ['more than an envelope has', { ...event, note: 1 }, '/note: '],
  ])('is refused with its path: %s', (_, input, problem) => {
    const parsed = parsePublication(input, defaults);
    expect('problems' in parsed && parsed.problems.join('\n')).toContain(problem);
  });
});

describe('what doctor makes of what it finds', () => {
  const server = { version: '2.15.1', isClustered: false, refusal: undefined, caution: undefined };
  const stream = { unsafe: [], messages: 9, bytes: 1e6, firstSequence: 1, lastSequence: 9, replicas: 1, lagging: [] };
  const statuses = (checks: readonly { check: string; status: string }[]) => Object.fromEntries(checks.map(({ check, status }) => [check, status]));

  it('knows which servers may hold the log', () => {
    expect([judgeServer('a', { version: '2.9.10' }), judgeServer('a', { version: '2.9.10', cluster: 'c' }), judgeServer('a', { version: '2.10.22' }), judgeServer('a', { version: '2.15.1', cluster: 'c' })].map(({ status }) => status)).toEqual(['warn', 'fail', 'fail', 'ok']);
  });

  it('knows a stream that lacks what it must have', () => {
    const judged = (change: object, isClustered = false) => statuses(judgeStream({ server: { ...server, isClustered }, stream: { ...stream, ...change }, consumers: [] }));
    expect(judged({})).toEqual({ stream: 'ok', replicas: 'ok', extent: 'ok' });
    expect(judged({ unsafe: ['max_age is 1'] })).toMatchObject({ stream: 'fail' });
    expect(judged({ messages: 8 })).toMatchObject({ extent: 'fail' });
    expect(judged({}, true)).toMatchObject({ replicas: 'warn' });
    expect(judged({ replicas: 3, lagging: [{ name: 'b', offline: true, lag: 3 }] }, true)).toMatchObject({ replicas: 'fail' });
    expect(statuses(judgeStream({ server, stream: undefined, consumers: [] }))).toEqual({ stream: 'fail' });
  });

  it('knows a follower that stands still, is ahead of the log, or is not there', () => {
    const judged = (at: number, hasMoved: boolean, hasFollower = true) => judgeFollower({ at, hasMoved, hasFollower, lastSequence: 9 });
    expect([judged(9, false), judged(7, true), judged(7, false), judged(9, false, false), judged(12, false)].map(({ status }) => status)).toEqual(['ok', 'ok', 'fail', 'warn', 'fail']);
    expect(judged(12, false)).toMatchObject({ because: 'corrupt', position: 10 });
    expect([judgeSkew('c', -30), judgeSkew('c', 5_000)].map(({ found, status }) => `${status} ${found}`)).toEqual(['ok 30 ms behind', 'warn 5000 ms ahead']);
  });

  it('reminds of what waits for a decision, and of what was decided', () => {
    const parked = { reactor: 'r', sequence: 1, subject: 's', error: 'e', parkedAt: '2026-11-22T10:00:00.000Z', state: 'parked' } as const;
    const passed = { kind: 'passed_over', sequence: 3, until: 5, subject: null, finding: 'f', by: 'user:ada', reason: 'r', at: '2026-11-22T10:00:00.000Z' } as const;
    expect(statuses(judgeJournal([], [], new Map()))).toEqual({ 'parked events': 'ok', decisions: 'ok' });
    expect(judgeJournal([parked], [passed], new Map([['s', 4]]))).toMatchObject([{ status: 'warn', found: '1, the oldest since 2026-11-22T10:00:00.000Z' }, { status: 'warn', found: 'passed over: 3–5 (user:ada); 1 aggregates in quarantine' }]);
  });
});
