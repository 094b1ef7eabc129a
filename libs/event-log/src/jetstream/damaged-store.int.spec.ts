import { randomUUID } from 'node:crypto';
import { cp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serverKind, startNats, waitFor, type TestNats } from '@countersign/test-kit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { commitOf, NEW, withText } from '../contract-suite/candidates.ts';
import { CorruptionError } from '../errors.ts';
import type { EventLog, Follower } from '../event-log.ts';
import { connectEventLog } from './jetstream-event-log.ts';

/** Large enough that they fill more than one block of 8 MB. */
const COMMITS = 14;
const BYTES = 700_000;
const decision = { by: 'user:ada', reason: 'the copy is damaged in the same way' };
const marker = (sequence: number) => `commit number ${sequence};`;

// The store of a container is not at hand: there, this says so and tries nothing.
const where = (await serverKind()) === 'process' ? describe : (name: string) => describe(name, () => it('is tried where servers are child processes', () => undefined));

where('a store that was damaged while the server was stopped', () => {
  let nats: TestNats;
  let log: EventLog;
  let messages: string;
  let copies: string;

  /** One log is filled once; every case damages a copy of its files. */
  beforeAll(async () => {
    nats = await startNats();
    messages = join(nats.storeFolder!, 'jetstream/$G/streams/EVENTS/msgs');
    copies = `${nats.storeFolder!}-copies`;
    log = await connectEventLog({ natsUrl: nats.url });
    for (let sequence = 1; sequence <= COMMITS; sequence++) {
      if (sequence === COMMITS - 3) await copyAs('earlier');
      await log.append(commitOf(randomUUID(), NEW, [withText(marker(sequence) + 'x'.repeat(BYTES))]));
    }
    await log.close();
    await nats.kill();
    await cp(nats.storeFolder!, join(copies, 'whole'), { recursive: true });
  });
  afterAll(() => nats?.stop());
  beforeEach(() => restore('whole'));
  afterEach(async () => {
    await log.close();
    await nats.kill();
  });

  /** As an operator copies a store: stopped, so that everything is on disk. */
  async function copyAs(name: string): Promise<void> {
    await log.close();
    await nats.kill();
    await cp(nats.storeFolder!, join(copies, name), { recursive: true });
    await nats.restart();
    log = await connectEventLog({ natsUrl: nats.url });
  }
  async function restore(name: string): Promise<void> {
    await rm(nats.storeFolder!, { recursive: true });
    await cp(join(copies, name), nats.storeFolder!, { recursive: true });
  }

  /** Blocks, oldest first, each with its content. */
  async function blocks(): Promise<{ path: string; content: Buffer }[]> {
    const names = (await readdir(messages)).filter((name) => name.endsWith('.blk')).sort((a, b) => parseInt(a) - parseInt(b));
    return Promise.all(names.map(async (name) => ({ path: join(messages, name), content: await readFile(join(messages, name)) })));
  }
  const sequencesIn = (content: Buffer) => Array.from({ length: COMMITS }, (_, index) => index + 1).filter((sequence) => content.includes(marker(sequence)));

  async function open(): Promise<void> {
    await nats.restart();
    log = await connectEventLog({ natsUrl: nats.url, idleCheckMs: 100 });
  }

  /** Both name the same place: the function behind `doctor`, and a follower, which stops there. */
  async function firstWrong(): Promise<{ found: CorruptionError; follower: Follower; seen: number[] }> {
    const found = (await log.verify({ reaches: COMMITS })).firstWrong;
    expect(found).toBeInstanceOf(CorruptionError);
    const seen: number[] = [];
    const follower = await log.follow({ after: 0, onBatch: (commits) => { seen.push(...commits.filter(({ events }) => events.length > 0).map(({ sequence }) => sequence)); return Promise.resolve(); } });
    if (found!.finding.kind !== 'end') {
      await waitFor(() => follower.state === 'stopped');
      expect(follower.error).toEqual(found);
      expect(follower.position).toBe(found!.sequence - 1);
    }
    return { found: found!, follower, seen };
  }

  it('is whole when nothing was done to it', async () => {
    await open();
    expect(await log.verify({ reaches: COMMITS })).toEqual({ commits: COMMITS, events: COMMITS, withoutChecksum: 0, firstWrong: undefined });
  });

  it('is found when one bit is another, which the server does not say, and goes on behind it by decision', async () => {
    const [{ path, content }] = (await blocks()) as [{ path: string; content: Buffer }];
    const [, , victim] = sequencesIn(content);
    content[content.indexOf(marker(victim!))]! ^= 1;
    await writeFile(path, content);
    await open();
    const { found, follower, seen } = await firstWrong();
    expect(found.sequence).toBe(victim);
    await log.journal.passOver(found, decision);
    // What the server leaves out besides is a finding of its own.
    await waitFor(() => follower.position === COMMITS || (follower.state === 'stopped' && (follower.error as CorruptionError).sequence > victim!));
    expect(seen).not.toContain(victim);
    expect((await log.verify()).firstWrong).toEqual(found);
    expect((await log.verify({ honourDecisions: true })).firstWrong?.sequence ?? COMMITS).toBeGreaterThan(victim!);
  });

  it('is found when a block is missing', async () => {
    const all = await blocks();
    expect(all.length).toBeGreaterThan(1);
    await rm(all[0]!.path);
    await open();
    const { found, seen } = await firstWrong();
    expect(found.sequence).toBe(1);
    expect(seen).toEqual([]);
  });

  it('is found when its last block is cut off in the middle', async () => {
    const { path, content } = (await blocks()).at(-1)!;
    const inside = sequencesIn(content);
    const cutIn = inside[Math.floor(inside.length / 2)]!;
    await truncate(path, content.indexOf(marker(cutIn)) + 1_000);
    await open();
    const { found } = await firstWrong();
    expect(found.sequence).toBe(cutIn);
  });

  it('is found when it is an older copy: nothing is missing in it but its end', async () => {
    await restore('earlier');
    await open();
    const { found } = await firstWrong();
    expect(found).toMatchObject({ sequence: COMMITS - 3, finding: { kind: 'end' } });
    const follower = await log.follow({ after: COMMITS, onBatch: () => Promise.resolve() });
    await waitFor(() => follower.state === 'stopped');
    expect(follower.error).toEqual(found);
    await expect(log.journal.passOver(found, decision)).rejects.toThrow('has to be made anew');
  });
});
