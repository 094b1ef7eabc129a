import { EVENTS_STREAM } from '@countersign/contracts';
import { PubHeaders, type JetStreamManager, type JsMsg, type NextMsgRequest, type SeqMsgRequest, type StoredMsg } from '@nats-io/jetstream';
import type { StoredCommit } from '../commit/stored-commit.ts';

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

/** As {@link messageAfter}, but any replica may answer; it may lag behind. */
export async function messageAfterFromAny(manager: JetStreamManager, subject: string, after: number): Promise<StoredCommit | undefined> {
  const message = await manager.direct.getMessage(EVENTS_STREAM, { seq: after + 1, next_by_subj: subject });
  return message ? fromStored(message) : undefined;
}

export function fromStored(message: StoredMsg): StoredCommit {
  return {
    sequence: message.seq,
    subject: message.subject,
    commitId: message.header.get(PubHeaders.MsgIdHdr) || undefined,
    contentType: message.header.get('Content-Type') || undefined,
    storedAt: message.time,
    payload: message.data,
  };
}

export function fromDelivered(message: JsMsg): StoredCommit {
  return {
    sequence: message.seq,
    subject: message.subject,
    commitId: message.headers?.get(PubHeaders.MsgIdHdr) || undefined,
    contentType: message.headers?.get('Content-Type') || undefined,
    storedAt: message.time,
    payload: message.data,
  };
}
