import { JOURNAL_STREAM, JOURNAL_SUBJECT, JournalEntry, violations } from '@countersign/contracts';
import { DiscardPolicy, JetStreamApiCodes, JetStreamApiError, RetentionPolicy, StorageType, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import type { JournalStore } from './journal.ts';

const WRONG_SEQUENCE: readonly number[] = [JetStreamApiCodes.StreamWrongLastSequence, JetStreamApiCodes.StreamWrongLastSequenceUnknown];
const STREAM_NAME_IN_USE = 10058;

/** The journal in a stream of its own, which is made with the first entry. One subject: its sequence is the index. */
export function jetStreamJournal(client: JetStreamClient, manager: JetStreamManager, replicas: number): JournalStore {
  let made: Promise<void> | undefined;
  const ensure = () => {
    made ??= makeJournalStream(manager, replicas).catch((error: unknown) => { made = undefined; throw error; });
    return made;
  };

  return {
    append: async (entry, after) => {
      await ensure();
      try {
        await client.publish(JOURNAL_SUBJECT, JSON.stringify(entry), { expect: { streamName: JOURNAL_STREAM, lastSequence: after } });
        return true;
      } catch (error) {
        if (error instanceof JetStreamApiError && WRONG_SEQUENCE.includes(error.code)) return false;
        throw error;
      }
    },
    read: async (after) => {
      const entries: JournalEntry[] = [];
      for (let sequence = after + 1; ; sequence++) {
        const message = await messageAt(manager, sequence);
        if (!message) return entries;
        const entry = message.json<JournalEntry>();
        const [violation] = violations(JournalEntry, entry);
        if (violation) throw new Error(`entry ${sequence} of the journal does not fit: ${violation.path || '/'} ${violation.message}`);
        entries.push(entry);
      }
    },
  };
}

async function messageAt(manager: JetStreamManager, sequence: number) {
  try {
    return await manager.streams.getMessage(JOURNAL_STREAM, { seq: sequence });
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) return null;
    throw error;
  }
}

/** Made when it is missing; several services may do so at once. */
export async function makeJournalStream(manager: JetStreamManager, replicas: number): Promise<void> {
  if (await isThere(manager)) return;
  try {
    await manager.streams.add({
      name: JOURNAL_STREAM, subjects: [JOURNAL_SUBJECT], storage: StorageType.File, retention: RetentionPolicy.Limits, discard: DiscardPolicy.New,
      num_replicas: replicas, deny_delete: true, deny_purge: true, allow_direct: true,
    });
  } catch (error) {
    // It is there, as made by an older or newer version.
    if (!(error instanceof JetStreamApiError) || error.code !== STREAM_NAME_IN_USE) throw error;
  }
}

async function isThere(manager: JetStreamManager): Promise<boolean> {
  try {
    await manager.streams.info(JOURNAL_STREAM);
    return true;
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound) return false;
    throw error;
  }
}
