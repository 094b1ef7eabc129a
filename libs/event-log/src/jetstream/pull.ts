import { EVENTS_STREAM } from '@countersign/contracts';
import type { JetStreamClient } from '@nats-io/jetstream';
import { createInbox, nanos, type Msg, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import { IDLE_HEARTBEAT_MS, MAX_PULL_BYTES, PULL_EXPIRES_MS } from '../limits.ts';

/** A message as a consumer delivers it. */
export interface Delivered {
  readonly sequence: number;
  readonly storedAt: Date;
  /** Messages behind this one that the consumer has not delivered. */
  readonly pending: number;
  readonly message: Pick<Msg, 'headers' | 'subject'>;
  readonly payload: Uint8Array;
}

export interface PullOptions {
  readonly connection: NatsConnection;
  readonly client: JetStreamClient;
  readonly consumer: string;
  /** Messages that were asked for or wait to be taken, at most. */
  readonly limit: number;
  onArrival(): void;
  /** Nothing more will arrive. */
  onFailure(error: Error): void;
}

const STATUS = { heartbeat: 100, notFound: 404, expired: 408, conflict: 409 } as const;

/** Of conflicts: what was asked for has come, as newer servers say, or the next is larger than what may still come. Every other one is the end of the consumer. */
const REQUEST_IS_OVER = /batch completed|maxbytes/i;

/**
 * Pulls from a consumer that wants no acknowledgements: no more than there is room for, and the next before the last has
 * arrived. The client's own iterator over a consumer costs more than all that is done with a commit afterwards.
 */
export class Pull {
  readonly #options: PullOptions;
  readonly #inbox = createInbox();
  readonly #subscription: Subscription;
  readonly #watch: NodeJS.Timeout;
  #waiting: Delivered[] = [];
  /** Of what waits. */
  #bytes = 0;
  /** Asked for and not arrived. */
  #asked = 0;
  #heardAtMs = performance.now();
  #arrived = 0;

  constructor(options: PullOptions) {
    this.#options = options;
    this.#subscription = options.connection.subscribe(this.#inbox, { callback: (error, message) => (error ? options.onFailure(error) : this.#receive(message)) });
    this.#watch = setInterval(() => this.#checkAlive(), IDLE_HEARTBEAT_MS).unref();
    this.#ask();
  }

  get waiting(): number {
    return this.#waiting.length;
  }
  /** Behind what waits, as the last of it says. */
  get pending(): number {
    return this.#waiting.at(-1)?.pending ?? 0;
  }
  /** Counts all that ever arrived. */
  get arrived(): number {
    return this.#arrived;
  }
  get last(): Delivered | undefined {
    return this.#waiting.at(-1);
  }

  take(max: number): readonly Delivered[] {
    const taken = this.#waiting.length <= max ? this.#waiting : this.#waiting.slice(0, max);
    this.#waiting = this.#waiting.length <= max ? [] : this.#waiting.slice(max);
    for (const { payload } of taken) this.#bytes -= payload.length;
    this.#ask();
    return taken;
  }

  close(): void {
    clearInterval(this.#watch);
    this.#subscription.unsubscribe();
  }

  #receive(message: Msg): void {
    this.#heardAtMs = performance.now();
    if (!message.reply?.startsWith('$JS.ACK.')) return this.#receiveStatus(message);
    this.#asked--;
    this.#arrived++;
    const arrived = delivered(message, message.reply);
    this.#bytes += arrived.payload.length;
    this.#waiting.push(arrived);
    this.#ask();
    this.#options.onArrival();
  }

  /** A request ended before it was served whole, or the server says that it is still there. */
  #receiveStatus({ headers }: Msg): void {
    const { code = 0, description = '' } = headers ?? {};
    if (code === STATUS.heartbeat) return;
    const isOver = code === STATUS.expired || code === STATUS.notFound || (code === STATUS.conflict && REQUEST_IS_OVER.test(description));
    if (!isOver) return this.#options.onFailure(new Error(`the consumer ended: ${code} ${description}`));
    this.#asked = Math.max(0, this.#asked - Number(headers?.get('Nats-Pending-Messages') || this.#asked));
    this.#ask();
  }

  /** In large pieces: a request is a message too. */
  #ask(): void {
    const { client, connection, consumer, limit } = this.#options;
    const room = limit - this.#asked - this.#waiting.length;
    if (connection.isClosed() || this.#asked > limit / 2 || room < limit / 4 || this.#bytes > MAX_PULL_BYTES / 2) return;
    this.#asked += room;
    const request = { batch: room, max_bytes: MAX_PULL_BYTES, expires: nanos(PULL_EXPIRES_MS), idle_heartbeat: nanos(IDLE_HEARTBEAT_MS) };
    connection.publish(`${client.apiPrefix}.CONSUMER.MSG.NEXT.${EVENTS_STREAM}.${consumer}`, JSON.stringify(request), { reply: this.#inbox });
  }

  #checkAlive(): void {
    if (this.#asked > 0 && performance.now() - this.#heardAtMs > 3 * IDLE_HEARTBEAT_MS) this.#options.onFailure(new Error('the server is silent'));
  }
}

/** `$JS.ACK.<stream>.<consumer>.<count>.<stream sequence>.<consumer sequence>.<time>.<pending>`, newer ones with domain and account before the stream. */
function delivered(message: Msg, reply: string): Delivered {
  const tokens = reply.split('.');
  const at = tokens.length === 9 ? 5 : 7;
  return { sequence: Number(tokens[at]), storedAt: new Date(Number(tokens[at + 2]) / 1e6), pending: Number(tokens[at + 3]), message, payload: message.data };
}
