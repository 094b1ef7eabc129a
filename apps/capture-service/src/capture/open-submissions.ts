import { KV_BUCKETS, OPEN_SUBMISSIONS_BUCKET } from '@countersign/contracts';
import { jetStreamOf } from '@countersign/event-log';
import { NATS_CONNECTION } from '@countersign/event-log/nest';
import { Kvm, type KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import { Inject, Injectable } from '@nestjs/common';

/** A submission that may have been pressed and has no outcome yet, and where one would see it. */
export interface OpenSubmission {
  readonly captureId: string;
  readonly submissionId: string;
  readonly sessionId: string;
  readonly targetId: string | null;
  /** The instance that is at it. */
  readonly instance: string;
  /** When it would have ended, one way or another, if its instance were still there. */
  readonly deadlineMs: number;
}

/**
 * Which captures to look after when an instance starts: reading the whole log for them would take longer with every
 * year. An entry is written before `submission_started` and removed after the outcome, so there may be one too many
 * (the log decides) and never one too few.
 */
@Injectable()
export class OpenSubmissions {
  readonly #connection: NatsConnection;
  #bucket: Promise<KV> | undefined;

  constructor(@Inject(NATS_CONNECTION) connection: NatsConnection) {
    this.#connection = connection;
  }

  async put(open: OpenSubmission): Promise<void> {
    await (await this.#open()).put(open.submissionId, JSON.stringify(open));
  }

  async remove(submissionId: string): Promise<void> {
    await (await this.#open()).delete(submissionId);
  }

  async list(): Promise<OpenSubmission[]> {
    const bucket = await this.#open();
    const keys: string[] = [];
    for await (const key of await bucket.keys()) keys.push(key);
    const entries = await Promise.all(keys.map((key) => bucket.get(key)));
    return entries.flatMap((entry) => (entry?.operation === 'PUT' ? [entry.json<OpenSubmission>()] : []));
  }

  #open(): Promise<KV> {
    this.#bucket ??= new Kvm(jetStreamOf(this.#connection)).create(OPEN_SUBMISSIONS_BUCKET, KV_BUCKETS[OPEN_SUBMISSIONS_BUCKET]);
    this.#bucket.catch(() => (this.#bucket = undefined));
    return this.#bucket;
  }
}
