import { EVENTS_STREAM } from '@countersign/contracts';
import { JetStreamApiError, type StreamInfo } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { READ_TIMEOUT_MS } from '../limits.ts';
import { jetStreamManagerOf } from './connect.ts';
import { unsafeSettings } from './ensure-stream.ts';
import { caution, refusal } from './server-version.ts';

/** What a server says of itself and of the log that it holds, for a person who looks after it. */
export interface LogInspection {
  readonly server: ServerInspection;
  /** Undefined when there is no log on this server. */
  readonly stream: StreamInspection | undefined;
  /** Durable consumers: the reactors of services. */
  readonly consumers: readonly ConsumerInspection[];
}
export interface ServerInspection {
  readonly version: string;
  readonly isClustered: boolean;
  /** Why it must not hold the log; undefined when it may. */
  readonly refusal: string | undefined;
  /** What an operator should know about it although it may. */
  readonly caution: string | undefined;
}
export interface StreamInspection {
  /** Settings by which it is not fit to be the log. */
  readonly unsafe: readonly string[];
  readonly messages: number;
  readonly bytes: number;
  readonly firstSequence: number;
  readonly lastSequence: number;
  readonly replicas: number;
  /** Copies that are offline, or behind by this many operations. */
  readonly lagging: readonly { readonly name: string; readonly offline: boolean; readonly lag: number }[];
}
export interface ConsumerInspection {
  readonly name: string;
  /** Commits that it has not been handed yet. */
  readonly pending: number;
  readonly unacknowledged: number;
  /** Up to here everything was handled. */
  readonly acknowledgedTo: number;
}

/** Changes nothing and makes nothing. @throws Error when JetStream does not answer. */
export async function inspectLog(connection: NatsConnection): Promise<LogInspection> {
  const { cluster, version } = connection.info!;
  const server = inspectServer({ version, isClustered: Boolean(cluster) });
  const manager = await jetStreamManagerOf(connection, { timeout: READ_TIMEOUT_MS });
  let info: StreamInfo;
  try {
    info = await manager.streams.info(EVENTS_STREAM);
  } catch (error) {
    if (error instanceof JetStreamApiError && error.status === 404) return { server, stream: undefined, consumers: [] };
    throw error;
  }
  const consumers: ConsumerInspection[] = [];
  for await (const { ack_floor, config, name, num_ack_pending, num_pending } of manager.consumers.list(EVENTS_STREAM)) {
    if (config.durable_name) consumers.push({ name, pending: num_pending, unacknowledged: num_ack_pending, acknowledgedTo: ack_floor.stream_seq });
  }
  return { server, stream: inspectStream(info), consumers };
}

export function inspectServer(facts: { readonly version: string; readonly isClustered: boolean }): ServerInspection {
  return { ...facts, refusal: refusal(facts), caution: caution(facts) };
}

function inspectStream({ cluster, config, state }: StreamInfo): StreamInspection {
  const lagging = (cluster?.replicas ?? [])
    .filter(({ lag, offline }) => offline === true || (lag ?? 0) > 0)
    .map(({ lag, name, offline }) => ({ name, offline: offline === true, lag: lag ?? 0 }));
  return {
    unsafe: unsafeSettings(config), messages: state.messages, bytes: state.bytes, firstSequence: state.first_seq, lastSequence: state.last_seq,
    replicas: config.num_replicas, lagging,
  };
}
