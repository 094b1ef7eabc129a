import { EVENTS_STREAM } from '@countersign/contracts';
import type { JetStreamClient, JetStreamManager, LastForMsgRequest, NextMsgRequest, SeqMsgRequest, StoredMsg } from '@nats-io/jetstream';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import type { StoredCommit } from '../commit/stored-commit.ts';
import { HISTORY_BATCH, READ_TIMEOUT_MS } from '../limits.ts';
import { fromDirect, fromStored } from './messages.ts';

/** Stored with each commit: see the appender. */
const EXPECTED_SEQUENCE = 'Nats-Expected-Last-Subject-Sequence';

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
  const { manager } = source;
  if (source.isReplicated) return (subject, after) => backwards((query) => manager.streams.getMessage(EVENTS_STREAM, query), subject, after);
  if (source.hasBatches) return (subject, after) => batches(source, subject, after);
  return (subject, after) => backwards((query) => manager.direct.getMessage(EVENTS_STREAM, query), subject, after);
}

type Ask = (query: LastForMsgRequest | SeqMsgRequest) => Promise<StoredMsg | null>;

/**
 * From the last one back: each names the one its writer expected before it, which the server compared. A message by its
 * sequence costs the server no search; the next of a subject is looked for in everything between. Where one is missing
 * this ends early, and the versions do not begin with 1.
 */
async function backwards(ask: Ask, subject: string, after: number): Promise<StoredCommit[]> {
  const found: StoredCommit[] = [];
  for (let message = await ask({ last_by_subj: subject }); message && message.seq > after && message.subject === subject;) {
    found.push(fromStored(message));
    const before = message.header.get(EXPECTED_SEQUENCE);
    if (before === '') return forwards(ask, subject, after);
    message = Number(before) > after && Number(before) < message.seq ? await ask({ seq: Number(before) }) : null;
  }
  return found.reverse();
}

/** For commits that were stored by something that did not say what it expected. */
async function forwards(ask: Ask, subject: string, after: number): Promise<StoredCommit[]> {
  const found: StoredCommit[] = [];
  const next = (from: number): SeqMsgRequest & NextMsgRequest => ({ seq: from, next_by_subj: subject });
  for (let message = await ask(next(after + 1)); message; message = await ask(next(message.seq + 1))) found.push(fromStored(message));
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
