import type { EventLog } from '@countersign/event-log';
import { aggregateOfType } from '@countersign/contracts';
import { CommitStream } from '../projecting/commit-stream.ts';
import type { EventSource } from './history.ts';
import { recordedEventsOf, type RecordedEvent } from './recorded-event.ts';

/** Events straight from the log, without any read model. `ofRun` reads all of it: commits are found by their aggregate only. */
export function logEventSource(log: EventLog, onFault: (error: Error) => void): EventSource {
  return {
    ofAggregate: async (aggregate, id, upTo) => (await log.load(aggregate, id)).flatMap(recordedEventsOf).filter(({ position }) => position <= upTo),
    ofRun: async (runId, aggregate, upTo) => {
      const found: RecordedEvent[] = [];
      const commits = await CommitStream.open(log, 0, onFault);
      try {
        for await (const batch of commits.read(0, Math.min(upTo, await log.lastSequence()))) {
          found.push(...batch.flatMap(recordedEventsOf).filter(({ event }) => event.runid === runId && aggregateOfType(event.type) === aggregate));
        }
      } finally {
        await commits.close();
      }
      return found;
    },
  };
}
