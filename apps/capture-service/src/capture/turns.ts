import { Injectable } from '@nestjs/common';
import { KeyedMutex } from './keyed-mutex.ts';
import { TURN_TIMEOUT_MS } from './limits.ts';
import { Refusal } from './refusal.ts';

/** One at a time on a capture, and one at a time in a session: a tab in the background is filled badly. */
@Injectable()
export class Turns {
  readonly #captures = new KeyedMutex();
  readonly #sessions = new KeyedMutex();

  onCapture<Result>(captureId: string, work: () => Promise<Result>): Promise<Result> {
    return this.#captures.run(captureId, TURN_TIMEOUT_MS, () => new Refusal('submission_in_progress', 'Something else is being done with this capture.'), work);
  }

  inSession<Result>(sessionId: string, work: () => Promise<Result>): Promise<Result> {
    return this.#sessions.run(sessionId, TURN_TIMEOUT_MS, () => new Refusal('service_unavailable', 'The session is busy with other forms. Try again.'), work);
  }

  isCaptureHeld(captureId: string): boolean {
    return this.#captures.isHeld(captureId);
  }
}
