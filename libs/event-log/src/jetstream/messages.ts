import { EVENTS_STREAM } from '@countersign/contracts';
import type { JetStreamManager, NextMsgRequest, SeqMsgRequest, StoredMsg } from '@nats-io/jetstream';
import type { Msg } from '@nats-io/transport-node';
import { readHeaders } from '../commit/commit-headers.ts';
import type { StoredCommit } from '../commit/stored-commit.ts';
import type { Delivered } from './pull.ts';

/** The message with this sequence, asked of the stream's leader; undefined when there is none. */
export async function messageAt(manager: JetStreamManager, sequence: number): Promise<StoredCommit | undefined> {
  const message = await manager.streams.getMessage(EVENTS_STREAM, { seq: sequence });
  return message ? fromStored(message) : undefined;
}

/** The first message of a subject after a sequence, asked of the stream's leader; undefined when there is none. */
export async function messageAfter(manager: JetStreamManager, subject: string, after: number): Promise<StoredCommit | undefined> {
  const query: SeqMsgRequest & NextMsgRequest = { seq: after + 1, next_by_subj: subject };
  const message = await manager.streams.getMessage(EVENTS_STREAM, query);
  return message ? fromStored(message) : undefined;
}

export function fromStored({ data, header, seq, subject, time }: StoredMsg): StoredCommit {
  return { sequence: seq, subject, headers: readHeaders(header), storedAt: time, payload: data };
}

export function fromDelivered({ message: { headers, subject }, payload, sequence, storedAt }: Omit<Delivered, 'pending'>): StoredCommit {
  return { sequence, subject, headers: readHeaders(headers ?? []), storedAt, payload };
}

/** An answer to a direct get that asked for many. */
export function fromDirect({ data, headers }: Msg): StoredCommit {
  const header = (name: string) => headers?.get(name) ?? '';
  return {
    sequence: Number(header('Nats-Sequence')), subject: header('Nats-Subject'), headers: readHeaders(headers ?? []), storedAt: new Date(header('Nats-Time-Stamp')), payload: data,
  };
}
