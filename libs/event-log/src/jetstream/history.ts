import { EVENTS_STREAM } from '@countersign/contracts';
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import type { StoredCommit } from '../commit/stored-commit.ts';
import { HISTORY_BATCH, READ_TIMEOUT_MS } from '../limits.ts';
import { fromDirect, messageAfter, messageAfterFromAny } from './messages.ts';

export type ReadHistory = (subject: string, after: number) => Promise<StoredCommit[]>;

export interface HistorySource {
  readonly connection: NatsConnection;
  readonly client: JetStreamClient;
  readonly manager: JetStreamManager;
  readonly isReplicated: boolean;
  /** One direct get may be answered with many messages (nats-server 2.11). */
  readonly hasBatches: boolean;
}

/**
 * The messages of one subject. A direct get may be answered by any replica, which may lag: where there are several, the
 * leader is asked, one message after the other.
 */
export function readHistoryOf(source: HistorySource): ReadHistory {
  if (source.isReplicated) return (subject, after) => chain(source.manager, messageAfter, subject, after);
  if (source.hasBatches) return (subject, after) => batches(source, subject, after);
  return (subject, after) => chain(source.manager, messageAfterFromAny, subject, after);
}

async function chain(manager: JetStreamManager, nextAfter: typeof messageAfter, subject: string, after: number): Promise<StoredCommit[]> {
  const found: StoredCommit[] = [];
  for (let next = await nextAfter(manager, subject, after); next; next = await nextAfter(manager, subject, next.sequence)) found.push(next);
  return found;
}

async function batches(source: HistorySource, subject: string, after: number): Promise<StoredCommit[]> {
  const found: StoredCommit[] = [];
  for (let isEnd = false; !isEnd;) {
    const answer = await askBatch(source, subject, (found.at(-1)?.sequence ?? after) + 1);
    found.push(...answer.commits);
    isEnd = answer.isEnd;
  }
  return found;
}

/**
 * The client's own iterator over a batch fails on an empty answer and keeps its subscription, so the request is made
 * here: messages, then one without content that says how many are left, or that there are none.
 */
async function askBatch({ client, connection }: HistorySource, subject: string, from: number): Promise<{ commits: StoredCommit[]; isEnd: boolean }> {
  const query = JSON.stringify({ seq: from, next_by_subj: subject, batch: HISTORY_BATCH });
  const answers = await connection.requestMany(`${client.apiPrefix}.DIRECT.GET.${EVENTS_STREAM}`, query, { strategy: 'sentinel', maxWait: READ_TIMEOUT_MS });
  const commits: StoredCommit[] = [];
  for await (const answer of answers) {
    const status = answer.headers?.code ?? 0;
    if (status === 0) commits.push(fromDirect(answer));
    else if (status === 404) return { commits, isEnd: true };
    else if (status === 204) return { commits, isEnd: pendingOf(answer) === 0 };
    else throw new Error(`the history of ${subject} could not be read: ${status} ${answer.headers?.description ?? ''}`);
  }
  throw new Error(`the history of ${subject} did not end within ${READ_TIMEOUT_MS} ms`);
}

function pendingOf(end: Msg): number {
  return Number(end.headers?.get('Nats-Num-Pending') || 0);
}
