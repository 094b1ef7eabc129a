import { EVENTS_STREAM, EVENTS_WILDCARD } from '@countersign/contracts';
import { DiscardPolicy, JetStreamApiError, RetentionPolicy, StorageType, type JetStreamManager, type StreamConfig, type StreamInfo } from '@nats-io/jetstream';

const DUPLICATE_WINDOW_NANOS = 120_000_000_000;
const STREAM_NOT_FOUND = 10059;
const STREAM_NAME_IN_USE = 10058;

/** What the stream must be; a limit that drops messages would make it no log any more. */
const REQUIRED = {
  subjects: [EVENTS_WILDCARD],
  storage: StorageType.File,
  retention: RetentionPolicy.Limits,
  discard: DiscardPolicy.New,
  max_msgs: -1,
  max_bytes: -1,
  max_age: 0,
  max_msgs_per_subject: -1,
  deny_delete: true,
  deny_purge: true,
  allow_direct: true,
  allow_rollup_hdrs: false,
} satisfies Partial<StreamConfig>;
/** Settings of which any is unsafe, in newer servers too. */
const FORBIDDEN = ['mirror', 'sources', 'subject_transform', 'allow_msg_ttl', 'subject_delete_marker_ttl', 'allow_msg_schedules', 'allow_msg_counter', 'no_ack', 'sealed'] as const;

/** Makes the stream when it is missing, otherwise checks it; several services may do so at once. @throws Error naming every setting that is unsafe. */
export async function ensureStream(manager: JetStreamManager, replicas: number): Promise<StreamInfo> {
  const info = (await find(manager)) ?? (await make(manager, replicas));
  const wrong = unsafeSettings(info.config);
  if (wrong.length > 0) throw new Error(`the stream ${EVENTS_STREAM} is not fit to be the log: ${wrong.join('; ')}`);
  return info;
}

export function unsafeSettings(config: StreamConfig): string[] {
  const actual = config as unknown as Record<string, unknown>;
  const wrong = Object.entries(REQUIRED)
    .filter(([name, value]) => JSON.stringify(actual[name] ?? defaultOf(value)) !== JSON.stringify(value))
    .map(([name, value]) => `${name} is ${JSON.stringify(actual[name])}, not ${JSON.stringify(value)}`);
  for (const name of FORBIDDEN) {
    const value = actual[name];
    if (value && !(Array.isArray(value) && value.length === 0)) wrong.push(`${name} is set`);
  }
  if (config.duplicate_window < DUPLICATE_WINDOW_NANOS) wrong.push(`duplicate_window is ${config.duplicate_window / 1e9} s, not 120 s`);
  return wrong;
}

/** Servers leave out what is false or unlimited. */
function defaultOf(value: unknown): unknown {
  return value === false || value === 0 || value === -1 ? value : undefined;
}

async function find(manager: JetStreamManager): Promise<StreamInfo | undefined> {
  try {
    return await manager.streams.info(EVENTS_STREAM);
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === STREAM_NOT_FOUND) return undefined;
    throw error;
  }
}

async function make(manager: JetStreamManager, replicas: number): Promise<StreamInfo> {
  try {
    return await manager.streams.add({ name: EVENTS_STREAM, ...REQUIRED, num_replicas: replicas, duplicate_window: DUPLICATE_WINDOW_NANOS });
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === STREAM_NAME_IN_USE) return manager.streams.info(EVENTS_STREAM);
    if (error instanceof Error && error.name === 'JetStreamNotEnabled') throw new Error(`there is no stream ${EVENTS_STREAM}, and this user may not make it: the bootstrap has to run first`, { cause: error });
    throw error;
  }
}
