import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connectEventLog, type Commit } from '@countersign/event-log';
import { waitFor } from '@countersign/test-kit';
import { Caller, type Answer } from './caller.ts';
import { Faults, type Injected } from './inject.ts';
import { acknowledgedIsInTheLog, noSessionOutlivesItsDeadline, noSubmissionIsForgotten, submittedAtMostOnce, versionsAreContiguous, type Violation } from './invariants.ts';
import { ROOT } from './root.ts';
import { LineRun, type Kept, type LineReport } from './run-line.ts';
import { describeFault, scheduleOf, SERVICES, type Fault } from './schedule.ts';
import type { World } from './world.ts';

/** Longer than a service takes to look after what it left: see SWEEP_INTERVAL_MS of capture-service. */
const QUIET_TIMEOUT_MS = 60_000;
const LOST_IN_FLIGHT = 'idempotency_key_in_flight';

export interface SeedReport {
  readonly seed: number;
  readonly acknowledged: number;
  readonly attempts: number;
  readonly faults: readonly { readonly fault: Fault; readonly atMs: number; readonly became: Injected }[];
  /** Keys whose answer was lost with a gateway or Postgres: a repeat is told that the first is still under way. */
  readonly keysInFlight: number;
  readonly violations: readonly Violation[];
  readonly seconds: number;
}

export interface RunOptions {
  /** Whether the read model is compared with the log; it takes as long as the rest of the checks, and what differs once differs later, too. */
  readonly comparesReadModel: boolean;
}

/** One run: commands and faults side by side, then everything is well again, then the invariants. */
export async function runSeed(world: World, seed: number, { comparesReadModel }: RunOptions): Promise<SeedReport> {
  const startedAt = performance.now();
  const schedule = scheduleOf(seed);
  const caller = new Caller(world);
  const injector = new Faults(world);
  const lines = schedule.lines.map((line) => new LineRun(world, caller, line));
  const over = new AbortController();
  const injecting = schedule.faults.map(async ({ fault, atMs }) => {
    await pause(atMs);
    return { fault, atMs, became: await injector.inject(fault, over.signal) };
  });
  for (const each of injecting) each.catch(() => undefined);
  const broken: Violation[] = [];
  await Promise.all(lines.map((line) => line.run().catch((error: Error) => broken.push({ invariant: 'callers get an answer in the end', detail: error.message }))));
  over.abort();
  const faults = await Promise.all(injecting);
  await heal(world);
  const reports = lines.map(({ report }) => report);
  const { violations, keysInFlight } = await check(world, caller, reports);
  if (comparesReadModel) violations.push(...(await readModelIsTheFold(world)));
  return {
    seed, faults, keysInFlight, acknowledged: reports.flatMap(({ acknowledged }) => acknowledged).length, attempts: caller.attempts, seconds: (performance.now() - startedAt) / 1_000,
    violations: [...broken, ...reports.flatMap(({ wrong }) => wrong).map((detail) => ({ invariant: 'nobody is refused without a reason', detail })), ...violations],
  };
}

/** For a person: what happened, and each violation. */
export function linesOf({ seed, acknowledged, attempts, faults, keysInFlight, violations, seconds }: SeedReport): string[] {
  const what = faults.map(({ fault, became }) => `${describeFault(fault)}${became === 'done' ? '' : ` (${became})`}`).join('; ');
  const summary = `${violations.length === 0 ? '✓' : '✗'} seed ${seed}: ${acknowledged} commands acknowledged in ${attempts} attempts, ${seconds.toFixed(1)} s${keysInFlight > 0 ? `, ${keysInFlight} keys in flight` : ''} · ${what}`;
  return [summary, ...violations.map(({ invariant, detail }) => `  VIOLATED ${invariant}: ${detail}`)];
}

async function heal(world: World): Promise<void> {
  for (const service of SERVICES) if (world.faketime !== undefined) world.setClock(service, 0);
  for (const proxy of world.proxies.values()) {
    proxy.onSent = () => 'pass';
    proxy.loseAnswers(false);
    proxy.delay(0);
  }
  await world.ready();
}

/** What everybody can see from outside. */
async function check(world: World, caller: Caller, reports: readonly LineReport[]): Promise<{ violations: Violation[]; keysInFlight: number }> {
  const log = await connectEventLog({ natsUrl: world.nats.url, name: 'faults' });
  try {
    const commits = await waitFor(async () => {
      const all = await readAll(log);
      return noSubmissionIsForgotten(all).length === 0 ? all : undefined;
    }, { timeoutMs: QUIET_TIMEOUT_MS, everyMs: 500, what: 'every submission has an outcome' }).catch(() => readAll(log));
    const verification = await log.verify();
    const found = [
      ...acknowledgedIsInTheLog(reports.flatMap(({ acknowledged }) => acknowledged), commits), ...versionsAreContiguous(commits), ...submittedAtMostOnce(commits, world.presses),
      ...noSubmissionIsForgotten(commits), ...noSessionOutlivesItsDeadline(commits, Date.now()),
      ...(verification.firstWrong ? [{ invariant: 'digests verify', detail: verification.firstWrong.message }] : []),
    ];
    const repeats = await Promise.all(reports.flatMap(({ kept }) => kept).map((kept) => repeat(caller, kept)));
    const again = await readAll(log);
    if (again.length > commits.length && repeats.length > 0) found.push(...newlyMade(commits, again));
    return { violations: [...found, ...repeats.flatMap(({ violation }) => violation ?? [])], keysInFlight: repeats.filter(({ inFlight }) => inFlight).length };
  } finally {
    await log.close();
  }
}

/** Repeats make nothing; sessions may end by themselves meanwhile. */
function newlyMade(before: readonly Commit[], after: readonly Commit[]): Violation[] {
  const known = new Set(before.map(({ sequence }) => sequence));
  return after.filter(({ sequence, subject }) => !known.has(sequence) && !subject.includes('.session.'))
    .map(({ sequence, subject }) => ({ invariant: 'a repeat makes nothing', detail: `${subject} has a commit at ${sequence} since everything was quiet` }));
}

async function readAll(log: Awaited<ReturnType<typeof connectEventLog>>): Promise<Commit[]> {
  const end = await log.lastSequence();
  const commits: Commit[] = [];
  const follower = await log.follow({ after: 0, onBatch: (batch) => { commits.push(...batch); return Promise.resolve(); } });
  try {
    await waitFor(() => follower.position >= end || follower.state === 'stopped', { timeoutMs: 30_000, what: 'the log is read' });
    return commits;
  } finally {
    await follower.stop();
  }
}

async function repeat(caller: Caller, { request, answer }: Kept): Promise<{ violation?: Violation; inFlight: boolean }> {
  const again: Answer = await caller.once(request);
  if (again.code === LOST_IN_FLIGHT) return { inFlight: true };
  if (again.status === answer.status && again.text === answer.text) return { inFlight: false };
  // Its answer was not kept: it is answered anew, from what there is now.
  if (again.status < 300 && answer.status < 300 && idIn(again.text) === idIn(answer.text)) return { inFlight: false };
  const detail = `${request.method} ${request.path} with key ${request.key!} was answered with ${answer.status} ${answer.text.slice(0, 200)} and then with ${again.status} ${again.text.slice(0, 200)}`;
  return { violation: { invariant: 'a repeat gets the same answer', detail }, inFlight: false };
}

function idIn(text: string): string | undefined {
  return (JSON.parse(text) as { id?: string }).id;
}

/** The product's own comparison, on the way to a rebuild. */
async function readModelIsTheFold(world: World): Promise<Violation[]> {
  const child = spawn(process.execPath, [join(ROOT, 'apps/gateway/dist/cli/main.js'), 'rebuild'], { env: { ...process.env, NATS_URL: world.nats.url, DATABASE_URL: world.postgres.url, GATEWAY_PUBLIC_URL: world.url } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => { output += piece.toString(); });
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return code === 0 ? [] : [{ invariant: 'the read model is the fold of the log', detail: output.trim().slice(-1_000) }];
}
