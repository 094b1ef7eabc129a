import type { JetStreamManager } from '@nats-io/jetstream';
import type { StoredCommit } from '../commit/stored-commit.ts';
import { messageAfter, messageAfterFromAny } from './messages.ts';

export type ReadHistory = (manager: JetStreamManager, subject: string, after: number) => Promise<StoredCommit[]>;

/**
 * The messages of one subject, one after the other. A direct get may be answered by any replica, which may lag: where
 * there are several, the leader is asked. (From 2.11 on, one direct get can be answered with many messages; the client's
 * iterator over them fails on an empty answer and keeps its subscription, so it is not used.)
 */
export function readHistoryOf(stream: { isReplicated: boolean }): ReadHistory {
  const nextAfter = stream.isReplicated ? messageAfter : messageAfterFromAny;
  return async (manager, subject, after) => {
    const found: StoredCommit[] = [];
    for (let next = await nextAfter(manager, subject, after); next; next = await nextAfter(manager, subject, next.sequence)) found.push(next);
    return found;
  };
}
