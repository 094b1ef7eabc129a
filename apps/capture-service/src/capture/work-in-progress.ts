import { Rejected } from '@countersign/decider';
import { Injectable } from '@nestjs/common';

/** What is under way, so that stopping can wait for it. */
@Injectable()
export class WorkInProgress {
  readonly #running = new Set<Promise<unknown>>();
  #draining = false;
  #submissions = 0;

  get draining(): boolean {
    return this.#draining;
  }

  get underWay(): number {
    return this.#running.size;
  }

  /** Captures that are being filled in, pressed or watched. */
  get submissions(): number {
    return this.#submissions;
  }

  /** Refused once the service is stopping. */
  async run<Outcome>(work: () => Promise<Outcome>): Promise<Outcome | Rejected> {
    if (this.#draining) return new Rejected('service_unavailable', 'The service is stopping. Try again.');
    const running = work();
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  async submitting<Outcome>(work: () => Promise<Outcome>): Promise<Outcome> {
    this.#submissions++;
    try {
      return await work();
    } finally {
      this.#submissions--;
    }
  }

  /** Takes nothing more and waits for what runs; false when it did not end in time. */
  async drain(timeoutMs: number): Promise<boolean> {
    this.#draining = true;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), timeoutMs)));
    const ended = Promise.allSettled(this.#running).then(() => true);
    try {
      return await Promise.race([ended, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}
