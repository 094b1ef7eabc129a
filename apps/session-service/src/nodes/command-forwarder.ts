import { randomUUID } from 'node:crypto';
import { SIGN_OF_LIFE_INTERVAL_MS, sessionNodeSubject, type CommandReply, type SignOfLife } from '@countersign/contracts';
import { NATS_CONNECTION } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import { createInbox, type Msg, type NatsConnection } from '@nats-io/transport-node';
import { Observable } from 'rxjs';

export type Answer = CommandReply<unknown> | SignOfLife;

/** A node that says nothing for this long is not waited for any more; less than the caller's own patience. */
const SILENCE_TIMEOUT_MS = 4 * SIGN_OF_LIFE_INTERVAL_MS;

/** The node does not answer, or nobody listens on its subject. */
export class NodeUnreachableError extends Error {
  override readonly name = 'NodeUnreachableError';
}

/** Passes commands on to another node, as they came, and its answers back, signs of life included. */
@Injectable()
export class CommandForwarder {
  readonly #connection: NatsConnection;

  constructor(@Inject(NATS_CONNECTION) connection: NatsConnection) {
    this.#connection = connection;
  }

  /** Ends after the reply. Fails with a NodeUnreachableError. */
  forward(instance: string, command: string, message: unknown): Observable<Answer> {
    const subject = sessionNodeSubject(instance, command);
    return new Observable((subscriber) => {
      const inbox = createInbox();
      const unreachable = (why: string): void => subscriber.error(new NodeUnreachableError(why));
      let silence = setTimeout(() => unreachable('it went silent'), SILENCE_TIMEOUT_MS);
      const subscription = this.#connection.subscribe(inbox, {
        callback: (error, answer) => {
          if (error) return unreachable(error.message);
          const read = readAnswer(answer);
          if (read === 'nobody') return unreachable('nobody listens');
          if (read === undefined) return;
          clearTimeout(silence);
          subscriber.next(read);
          if ('ok' in read) return subscriber.complete();
          silence = setTimeout(() => unreachable('it went silent'), SILENCE_TIMEOUT_MS);
        },
      });
      this.#connection.publish(subject, JSON.stringify({ pattern: command, id: randomUUID(), data: message }), { reply: inbox });
      return () => {
        clearTimeout(silence);
        subscription.unsubscribe();
      };
    });
  }
}

/** As Nest's server answers. */
function readAnswer(answer: Msg): Answer | 'nobody' | undefined {
  if (answer.data.length === 0) return answer.headers?.code === 503 ? 'nobody' : undefined;
  return answer.json<{ response?: Answer }>().response;
}
