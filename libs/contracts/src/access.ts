import { candidateCommands } from './candidate/commands.ts';
import { captureCommands } from './capture/commands.ts';
import type { AggregateName } from './envelope.ts';
import { sessionCommands } from './session/commands.ts';
import { profileCommands } from './session/profiles.ts';
import {
  ALSO_WRITES, DOCUMENTS_BUCKET, LARGE_COMMITS_BUCKET, OPEN_SUBMISSIONS_BUCKET, PROFILE_RECORDS_BUCKET, PROFILES_BUCKET, RECORDINGS_BUCKET, SESSION_HOSTS_BUCKET, SESSION_LEASES_BUCKET,
  SESSION_NODES_BUCKET, SESSION_RUNS_BUCKET, WRITER_OF,
} from './subjects.ts';

/** A durable consumer of EVENTS, of all of it or of one aggregate. */
export interface DurableConsumer {
  readonly name: string;
  readonly aggregate?: AggregateName;
}

/** `write` includes reading; `erase` also removes messages of the bucket for good. Never more than one account erases in a bucket. */
export type BucketAccess = 'read' | 'write' | 'erase';

/** All that one service may do on the bus; what is not here, its account cannot. */
export interface Access {
  /** Aggregates whose events it appends. */
  readonly writes: readonly string[];
  /** Reads aggregates: who may load one may load any. */
  readonly loads: boolean;
  /** Follows the whole log from any position. */
  readonly follows: boolean;
  readonly consumers: readonly DurableConsumer[];
  /** The journal of operators' decisions and parked commits. */
  readonly journal: 'read' | 'write';
  readonly kv: Readonly<Record<string, BucketAccess>>;
  readonly objects: Readonly<Record<string, BucketAccess>>;
  /** Commands that it answers; only the accounts that ask them can send them. */
  readonly answers: readonly string[];
  readonly asks: readonly string[];
}

export const SERVICE_NAMES = ['session-service', 'capture-service', 'gateway', 'application-system', 'notifier'] as const;
export type ServiceName = (typeof SERVICE_NAMES)[number];

/** Whose process makes streams, buckets and consumers, and which no service has; and the person at the `countersign` command. */
export const ADMINISTRATORS = ['bootstrap', 'operator'] as const;
export type BusUser = ServiceName | (typeof ADMINISTRATORS)[number];

/** Where the accounts of services find the JetStream of the one account that has it. */
export const JETSTREAM_API_PREFIX = 'BUS.API';

const ofWriter = (writer: string): string[] => [
  ...Object.keys(WRITER_OF).filter((aggregate) => WRITER_OF[aggregate as AggregateName] === writer),
  ...Object.keys(ALSO_WRITES).filter((aggregate) => ALSO_WRITES[aggregate as AggregateName] === writer),
];
const NOTHING = { writes: [], loads: false, follows: false, consumers: [], journal: 'read', kv: {}, objects: {}, answers: [], asks: [] } as const satisfies Access;

export const ACCESS: Readonly<Record<ServiceName, Access>> = {
  'session-service': {
    ...NOTHING,
    writes: ofWriter('session-service'),
    loads: true,
    consumers: [{ name: 'session-service-erased-profiles', aggregate: 'candidate' }],
    journal: 'write',
    kv: { [SESSION_LEASES_BUCKET]: 'write', [SESSION_HOSTS_BUCKET]: 'write', [SESSION_RUNS_BUCKET]: 'write', [SESSION_NODES_BUCKET]: 'write', [PROFILE_RECORDS_BUCKET]: 'erase' },
    objects: { [PROFILES_BUCKET]: 'erase', [RECORDINGS_BUCKET]: 'write', [LARGE_COMMITS_BUCKET]: 'read' },
    answers: [...Object.values(sessionCommands), ...Object.values(profileCommands)],
  },
  'capture-service': {
    ...NOTHING,
    writes: ofWriter('capture-service'),
    loads: true,
    follows: true,
    journal: 'write',
    kv: { [OPEN_SUBMISSIONS_BUCKET]: 'write' },
    // Resumes and forms may be large; who could write here could take the commits of others away.
    objects: { [DOCUMENTS_BUCKET]: 'write', [LARGE_COMMITS_BUCKET]: 'write' },
    answers: [...Object.values(captureCommands), ...Object.values(candidateCommands)],
    asks: [sessionCommands.attachCdp, sessionCommands.requestHandoff],
  },
  gateway: {
    ...NOTHING,
    writes: [...new Set([...ofWriter('gateway'), 'audit'])],
    loads: true,
    follows: true,
    consumers: [{ name: 'gateway-webhooks' }],
    journal: 'write',
    kv: { [SESSION_LEASES_BUCKET]: 'read' },
    objects: { [DOCUMENTS_BUCKET]: 'write', [RECORDINGS_BUCKET]: 'read', [LARGE_COMMITS_BUCKET]: 'read' },
    asks: [...Object.values(sessionCommands), ...Object.values(profileCommands), ...Object.values(captureCommands), ...Object.values(candidateCommands)],
  },
  /** An upstream system that registers runs and tasks on the bus itself. */
  'application-system': { ...NOTHING, writes: ofWriter('application-system'), loads: true, objects: { [LARGE_COMMITS_BUCKET]: 'read' } },
  /** The example in `examples/notifier`: it hears of everything and writes nothing. */
  notifier: { ...NOTHING, consumers: [{ name: 'notifier' }], objects: { [LARGE_COMMITS_BUCKET]: 'read' } },
};
