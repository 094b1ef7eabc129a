import { SIGN_OF_LIFE_INTERVAL_MS, type CommandReply, type SignOfLife } from '@countersign/contracts';
import { Observable } from 'rxjs';

/** What Nest sends for a command that may take long: a sign of life every two seconds until the reply is there. */
export function withSignsOfLife<Result>(reply: Promise<CommandReply<Result>>): Observable<CommandReply<Result> | SignOfLife> {
  return new Observable((subscriber) => {
    const timer = setInterval(() => subscriber.next({ working: true }), SIGN_OF_LIFE_INTERVAL_MS);
    reply.then(
      (value) => {
        subscriber.next(value);
        subscriber.complete();
      },
      (error: unknown) => subscriber.error(error),
    ).finally(() => clearInterval(timer));
    return () => clearInterval(timer);
  });
}
