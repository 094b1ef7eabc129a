import { EVENTS_WILDCARD } from '@countersign/contracts';
import type { JetStreamManager } from '@nats-io/jetstream';
import { messageAfter } from './messages.ts';
import { lastSequenceOf } from './stream-reader.ts';

/**
 * The last position that was stored at or before a time. Halves the log, because times grow with positions; where the
 * server's clock was set back, one of the positions that it may mean. A missing message is taken for the one behind it.
 */
export async function positionAt(manager: JetStreamManager, time: Date): Promise<number> {
  let [before, after] = [0, (await lastSequenceOf(manager)) + 1];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    const message = await messageAfter(manager, EVENTS_WILDCARD, middle - 1);
    if (message && message.storedAt <= time) before = Math.max(middle, Math.min(message.sequence, after - 1));
    else after = middle;
  }
  return before;
}
