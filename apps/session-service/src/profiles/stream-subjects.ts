import type { JetStreamManager } from '@nats-io/jetstream';

/**
 * Subjects of a stream that match, as they are at one moment. Not the iterators of buckets: when what they are about to
 * deliver is removed meanwhile, they wait for it until the next idle heartbeat, half a minute.
 */
export async function subjectsOf(manager: JetStreamManager, stream: string, filter: string): Promise<readonly string[]> {
  const { state } = await manager.streams.info(stream, { subjects_filter: filter });
  return Object.keys(state.subjects ?? {});
}
