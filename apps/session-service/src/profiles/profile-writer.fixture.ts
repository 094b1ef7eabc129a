/**
 * A process that saves a profile with a session as the service does and kills itself at a step:
 * `node --conditions=source profile-writer.fixture.ts '<json of WriterTask>'`.
 */
import { sessionEvents, type SessionEvent } from '@countersign/contracts';
import { connectNats, jetStreamEventLog } from '@countersign/event-log';
import { Rejected } from '@countersign/decider';
import { packProfile } from './profile-archive.ts';
import { openProfileObjects, type ProfileObjects } from './profile-objects.ts';
import { openProfileRecords, type ProfileRecords } from './profile-records.ts';
import { Profiles } from './profiles.ts';
import { MasterKey } from './sealing.ts';

export const WRITER_STEPS = ['begun', 'started', 'recorded', 'half_stored', 'stored', 'committed', 'settled', 'finished'] as const;
export interface WriterTask {
  readonly natsUrl: string;
  readonly masterKey: string;
  readonly candidateId: string;
  readonly name: string;
  readonly sessionId: string;
  readonly runId: string;
  readonly cookie: string;
  readonly killAt: (typeof WRITER_STEPS)[number];
}

/** Several messages long, so that it can be there by half. */
const PADDING = 'x'.repeat(400_000);

async function main(task: WriterTask): Promise<void> {
  const at = (step: WriterTask['killAt']): void => {
    if (task.killAt === step) process.kill(process.pid, 'SIGKILL');
  };
  const connection = await connectNats({ natsUrl: task.natsUrl, name: 'writer' });
  const log = await jetStreamEventLog(connection);
  const realRecords = await openProfileRecords(connection);
  const realObjects = await openProfileObjects(connection);
  const records: ProfileRecords = Object.assign(Object.create(realRecords) as ProfileRecords, withOwn(realRecords), {
    replace: async (...change: Parameters<ProfileRecords['replace']>) => {
      const revision = await realRecords.replace(...change);
      if (change[1]?.pending) at('recorded');
      else if (!change[1]?.writer) at('settled');
      return revision;
    },
  });
  const objects: ProfileObjects = Object.assign(Object.create(realObjects) as ProfileObjects, withOwn(realObjects), {
    put: async (...put: Parameters<ProfileObjects['put']>) => {
      const putting = realObjects.put(...put);
      setTimeout(() => at('half_stored'), 3);
      await putting;
      at('half_stored');
      at('stored');
    },
  });
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const masterKey = new MasterKey(Buffer.from(task.masterKey, 'base64'));
  const profiles = new Profiles({ log, records, objects, masterKey, host: 'writer', maxBytes: 1_000_000, longestStartMs: 60_000, logger: silent });
  const { candidateId, name, sessionId, runId } = task;
  const begun = await profiles.begin({ candidateId, name, save: true, sessionId });
  if (begun instanceof Rejected) throw new Error(begun.code);
  at('begun');
  const append = (expectedSequence: number, version: number, events: readonly SessionEvent[]) =>
    log.append({ aggregate: 'session', aggregateId: sessionId, source: 'session-service', expectedSequence, version, events, context: { actor: 'key:writer', correlationId: 'writer', runId } });
  const instant = new Date().toISOString();
  const started = await append(0, 0, [{
    type: sessionEvents.started.type,
    data: { runId, provider: 'novnc', viewport: { width: 1280, height: 800 }, startUrl: null, startedAt: instant, expiresAt: instant, heartbeatTimeoutMs: null, node: 'writer', profile: begun.profile },
  }]);
  at('started');
  const noise = Buffer.from(crypto.getRandomValues(new Uint8Array(60_000))).toString('base64');
  const packed = await packProfile({ cookies: [{ name: 'login', value: task.cookie }, { name: 'padding', value: PADDING + noise.repeat(5) }], files: [] }, 1_000_000);
  const outcome = await profiles.store(begun.profile, sessionId, packed);
  await append(started.sequence, started.version, [outcome, { type: sessionEvents.terminated.type, data: { reason: 'requested', lastHeartbeatAt: null } }]);
  at('committed');
  await profiles.finish(begun.profile, sessionId);
  at('finished');
  process.stdout.write(`${outcome.type}\n`);
  await connection.close();
}

/** Methods on private fields have to be called on the object that has them. */
function withOwn<Port extends object>(port: Port): Partial<Port> {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(port)) as (keyof Port)[];
  return Object.fromEntries(names.filter((name) => name !== 'constructor').map((name) => [name, (port[name] as (...args: unknown[]) => unknown).bind(port)])) as Partial<Port>;
}

if (process.argv[2]?.startsWith('{')) await main(JSON.parse(process.argv[2]) as WriterTask);
