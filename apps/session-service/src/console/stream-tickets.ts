import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ConsoleMode } from '@countersign/contracts';

export const ticketLifetimeMs = 10_000;
/** Tickets not used yet; far more than can be asked for in ten seconds. */
const maxTickets = 10_000;

/** What a ticket admits to. */
export type StreamAdmission =
  | { readonly kind: 'cdp'; readonly sessionId: string }
  | { readonly kind: 'file'; readonly sessionId: string; readonly fileId: string; readonly serve: (request: IncomingMessage, response: ServerResponse) => void }
  | { readonly kind: 'rfb'; readonly sessionId: string; readonly consoleId: string; readonly mode: ConsoleMode; readonly user: string; readonly isLent: boolean };

interface Ticket {
  readonly secretSha256: Buffer;
  readonly admission: StreamAdmission;
  readonly expiresAtMs: number;
}

/** Tickets for the stream server: each is good for one connection, within ten seconds. */
export class StreamTickets {
  readonly #tickets = new Map<string, Ticket>();
  readonly #nowMs: () => number;

  /** @param nowMs a clock that does not jump, ms */
  constructor(nowMs: () => number = () => performance.now()) {
    this.#nowMs = nowMs;
  }

  issue(admission: StreamAdmission): string {
    this.#removeExpired();
    if (this.#tickets.size >= maxTickets) throw new Error('too many tickets were issued and not used');
    const id = randomBytes(12).toString('base64url');
    const secret = randomBytes(32).toString('base64url');
    this.#tickets.set(id, { secretSha256: sha256(secret), admission, expiresAtMs: this.#nowMs() + ticketLifetimeMs });
    return `${id}.${secret}`;
  }

  /** The ticket is used up by this, also when its secret is wrong. Null: unknown, used, expired or wrong. */
  redeem(presented: string): StreamAdmission | null {
    const [id = '', secret = ''] = presented.split('.', 2);
    const ticket = this.#tickets.get(id);
    if (ticket === undefined) return null;
    this.#tickets.delete(id);
    if (!timingSafeEqual(sha256(secret), ticket.secretSha256)) return null;
    return ticket.expiresAtMs > this.#nowMs() ? ticket.admission : null;
  }

  revoke(isRevoked: (admission: StreamAdmission) => boolean): void {
    for (const [id, { admission }] of this.#tickets) if (isRevoked(admission)) this.#tickets.delete(id);
  }

  /** Tickets are kept in the order of their expiry. */
  #removeExpired(): void {
    const nowMs = this.#nowMs();
    for (const [id, { expiresAtMs }] of this.#tickets) {
      if (expiresAtMs > nowMs) return;
      this.#tickets.delete(id);
    }
  }
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
