import { randomUUID } from 'node:crypto';
import { eventViolations, subjectOf, type CandidateEvent } from '@countersign/contracts';
import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { aggregate } from '../aggregate.ts';
import { CommitTooLargeError, ConflictError, InvalidCommitError } from '../errors.ts';
import type { Commit, EventLog } from '../event-log.ts';
import { commitOf, context, counter, NEW, registered, sequencesOf, updated, withText } from './candidates.ts';
import { eventually } from './eventually.ts';

export function appending(log: () => EventLog): void {
  it('stores the events of a commit as CloudEvents and hands them out again', async () => {
    const id = randomUUID();
    const runId = randomUUID();
    const full = { ...context, runId, causationId: 'because', traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' };
    const appended = await log().append({ ...commitOf(id, NEW, [registered(1), updated(2)]), context: full });
    expect(appended.version).toBe(2);
    const [commit, ...rest] = await log().load('candidate', id);
    expect(rest).toEqual([]);
    expect(commit).toMatchObject({ sequence: appended.sequence, subject: subjectOf('candidate', id) });
    expect(Math.abs(commit!.storedAt.getTime() - Date.now())).toBeLessThan(60_000);
    expect(commit!.events.flatMap(eventViolations)).toEqual([]);
    expect(commit!.events).toMatchObject([registered(1), updated(2)].map(({ data, type }, index) => ({
      specversion: '1.0', source: 'capture-service', type, data, subject: `candidate/${id}`, dataschema: `urn:${type}`, aggregateversion: index + 1,
      runid: runId, actor: 'user:ada', correlationid: 'try', causationid: 'because', traceparent: full.traceparent,
    })));
    expect(new Set([commit!.commitId, ...commit!.events.map((event) => event.id)]).size).toBe(3);
  });

  it('has nothing of an aggregate that does not exist', async () => {
    expect(await log().load('candidate', randomUUID())).toEqual([]);
  });

  it('loads what follows a sequence', async () => {
    const id = randomUUID();
    const first = await log().append(commitOf(id, NEW, [registered(), updated(1)]));
    const second = await log().append(commitOf(id, first, [updated(2)]));
    expect(second.version).toBe(3);
    expect(sequencesOf(await log().load('candidate', id))).toEqual([first.sequence, second.sequence]);
    expect(sequencesOf(await log().load('candidate', id, first.sequence))).toEqual([second.sequence]);
    expect(await log().load('candidate', id, second.sequence)).toEqual([]);
  });

  it('gives one sequence to each commit, and knows the last', async () => {
    const before = await log().lastSequence();
    const { sequence } = await log().append(commitOf(randomUUID(), NEW, [registered()]));
    expect([sequence, await log().lastSequence()]).toEqual([before + 1, before + 1]);
  });

  it('takes ids and times that were made elsewhere', async () => {
    const [id, commitId, eventId] = [randomUUID(), randomUUID(), randomUUID()];
    const time = '2026-11-22T10:00:00.000Z';
    await log().append({ ...commitOf(id, NEW, [{ ...registered(), id: eventId, time }, updated(1)]), commitId });
    const [commit] = await log().load('candidate', id);
    expect(commit).toMatchObject({ commitId, events: [{ id: eventId, time }, { aggregateversion: 2 }] });
    expect(commit!.events[1]).not.toMatchObject({ time });
    await expect(log().append(commitOf(randomUUID(), NEW, [{ ...registered(), id: 'mine' }]))).rejects.toThrow(InvalidCommitError);
  });

  it('knows how far it had come at a time', async () => {
    const id = randomUUID();
    for (let version = 0, sequence = 0; version < 5; version++) {
      const appended = await log().append(commitOf(id, { sequence, version }, [version === 0 ? registered() : updated(version)]));
      sequence = appended.sequence;
    }
    const commits = await log().load('candidate', id);
    for (const { sequence, storedAt } of commits) {
      // Commits of the same millisecond are one.
      const last = commits.findLast((commit) => commit.storedAt.getTime() === storedAt.getTime())!;
      expect(await log().positionAt(storedAt)).toBe(last.sequence);
      expect(await log().positionAt(new Date(storedAt.getTime() - 1))).toBeLessThan(sequence);
    }
    expect(await log().positionAt(new Date(0))).toBe(0);
    expect(await log().positionAt(new Date(Date.now() + 60_000))).toBe(await log().lastSequence());
  });

  it('refuses a commit that does not follow the last of its aggregate', async () => {
    const id = randomUUID();
    const first = await log().append(commitOf(id, NEW, [registered()]));
    const second = await log().append(commitOf(id, first, [updated(1)]));
    await expect(log().append(commitOf(id, NEW, [registered()]))).rejects.toThrow(ConflictError);
    await expect(log().append(commitOf(id, first, [updated(2)]))).rejects.toThrow(ConflictError);
    await expect(log().append(commitOf(id, { sequence: second.sequence + 1, version: 2 }, [updated(2)]))).rejects.toThrow(ConflictError);
    await expect(log().append(commitOf(randomUUID(), first, [updated(2)]))).rejects.toThrow(ConflictError);
    expect(sequencesOf(await log().load('candidate', id))).toEqual([first.sequence, second.sequence]);
  });

  it('stores nothing of a commit of which one event is wrong', async () => {
    const id = randomUUID();
    const before = await log().lastSequence();
    const wrong: [string, readonly CandidateEvent[]][] = [
      ['data', [registered(), { type: 'countersign.candidate.resume_updated.v1', data: { resume: 'none' } } as unknown as CandidateEvent]],
      ['unknown event type', [registered(), { type: 'countersign.candidate.invented.v1', data: {} } as unknown as CandidateEvent]],
      ['not an event of candidate', [registered(), { type: 'countersign.run.registered.v1', data: { candidateId: id, title: null } } as unknown as CandidateEvent]],
      ['1 to 500 events', []],
    ];
    for (const [message, events] of wrong) {
      const attempt = log().append(commitOf(id, NEW, events));
      await expect(attempt).rejects.toThrow(message);
      await expect(attempt).rejects.toBeInstanceOf(InvalidCommitError);
    }
    await expect(log().append({ ...commitOf(id, NEW, [registered()]), source: 'gateway' })).rejects.toThrow('gateway may not write candidate');
    await expect(log().append({ ...commitOf(id, NEW, [registered()]), context: { actor: 'nobody', correlationId: 'try' } })).rejects.toThrow('/actor');
    await expect(log().append(commitOf('not-a-uuid', NEW, [registered()]))).rejects.toThrow('/subject');
    await expect(log().append(commitOf(id, { sequence: 0, version: 3 }, [registered()]))).rejects.toThrow('only a new aggregate');
    expect(await log().lastSequence()).toBe(before);
  });

  it('stores a commit that fits into no message, and hands it out as any other', async () => {
    const id = randomUUID();
    const text = 'x'.repeat(1_200_000);
    const first = await log().append(commitOf(id, NEW, [registered(1)]));
    const large = await log().append(commitOf(id, first, [updated(2), withText(text)]));
    const last = await log().append(commitOf(id, large, [updated(4)]));
    const commits = await log().load('candidate', id);
    expect(sequencesOf(commits)).toEqual([first.sequence, large.sequence, last.sequence]);
    expect(commits[1]!.events[1]!.data).toMatchObject({ resume: { text } });
    const followed: Commit[] = [];
    const follower = await log().follow({ after: first.sequence - 1, onBatch: (batch) => { followed.push(...batch); return Promise.resolve(); } });
    await eventually(() => follower.position >= last.sequence);
    await follower.stop();
    expect(followed.find(({ sequence }) => sequence === large.sequence)).toEqual(commits[1]);
    await expect(log().append(commitOf(id, first, [withText(text)]))).rejects.toThrow(ConflictError);
  });

  it('says how large a commit may be, and that it is too large', async () => {
    const attempt = log().append(commitOf(randomUUID(), NEW, [withText('x'.repeat(16 * 1024 * 1024))]));
    await expect(attempt).rejects.toBeInstanceOf(CommitTooLargeError);
    await expect(attempt).rejects.toMatchObject({ maxBytes: 16 * 1024 * 1024 });
  });

  it('keeps versions contiguous and loses nothing, however many write to one aggregate at once', async () => {
    const writers = fc.array(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 6 });
    await fc.assert(fc.asyncProperty(writers, async (plans) => {
      const id = randomUUID();
      await Promise.all(plans.map(async (plan) => {
        // Each writer is a process of its own: with its own memory of where the aggregate stands.
        const own = aggregate({ log: log(), aggregate: 'candidate', source: 'capture-service', decider: counter });
        for (const events of plan) await retryConflicts(() => own.handle(id, events, context));
      }));
      const commits = await log().load('candidate', id);
      const wanted = plans.flat().reduce((sum, events) => sum + events, 0);
      const counts = commits.flatMap(({ events }) => events.map((event) => [event.aggregateversion, (event.data as { resume: { count: number } }).resume.count]));
      expect(commits).toHaveLength(plans.flat().length);
      expect(counts).toEqual(Array.from({ length: wanted }, (_, index) => [index + 1, index + 1]));
    }), { numRuns: 10 });
  });
}

/** A command gives up after a number of conflicts; its caller may ask again. */
async function retryConflicts(run: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await run();
      return;
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
    }
  }
}
