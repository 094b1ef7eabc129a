import type { JournalEntry } from '@countersign/contracts';

/** A commit that a reactor could not handle. */
export interface ParkedCommit {
  readonly reactor: string;
  readonly sequence: number;
  readonly subject: string;
  /** What the last attempt ended with. */
  readonly error: string;
  readonly parkedAt: string;
  /** retrying: begun, and neither succeeded nor failed; also when the process that began it is gone. */
  readonly state: 'parked' | 'retry_requested' | 'retrying';
}

/** A place of the log that followers pass over, because an operator decided so. */
export type PassedOver = Extract<JournalEntry, { kind: 'passed_over' }>;

/** What an operator's decisions mean to whoever reads the log. */
export interface Decisions {
  passesCommit(sequence: number): boolean;
  passesGap(from: number, until: number): boolean;
  /** Whether the aggregate is in quarantine at this commit of it. */
  isQuarantined(subject: string, sequence: number): boolean;
  /** Whether a gap before this position was passed over. */
  hasGapUpTo(sequence: number): boolean;
}
export const NOTHING_DECIDED: Decisions = { passesCommit: () => false, passesGap: () => false, isQuarantined: () => false, hasGapUpTo: () => false };

/** Where everything stands after the entries of the journal, folded one by one. */
export class JournalState implements Decisions {
  readonly parked = new Map<string, ParkedCommit>();
  readonly passedOver = new Map<number, PassedOver>();
  /** By subject: from which commit on. */
  readonly quarantined = new Map<string, number>();

  add(entry: JournalEntry): void {
    switch (entry.kind) {
      case 'passed_over':
        this.passedOver.set(entry.sequence, entry);
        if (entry.subject !== null) this.#quarantine(entry.subject, entry.sequence);
        return;
      case 'quarantined':
        this.#quarantine(entry.subject, entry.sequence);
        return;
      case 'parked': {
        const { reactor, sequence, subject, error, at } = entry;
        this.parked.set(keyOf(entry), { reactor, sequence, subject, error, parkedAt: at, state: 'parked' });
        return;
      }
      case 'retry_requested':
      case 'retry_begun': {
        const known = this.parked.get(keyOf(entry));
        if (known) this.parked.set(keyOf(entry), { ...known, state: entry.kind === 'retry_begun' ? 'retrying' : 'retry_requested' });
        return;
      }
      case 'retry_succeeded':
      case 'skipped':
        this.parked.delete(keyOf(entry));
    }
  }

  passesCommit(sequence: number): boolean {
    return this.passedOver.size > 0 && this.passedOver.get(sequence)?.subject != null;
  }

  passesGap(from: number, until: number): boolean {
    const passed = this.passedOver.get(from);
    return passed !== undefined && passed.subject === null && passed.until >= until;
  }

  isQuarantined(subject: string, sequence: number): boolean {
    if (this.quarantined.size === 0) return false;
    const since = this.quarantined.get(subject);
    return since !== undefined && sequence >= since;
  }

  hasGapUpTo(sequence: number): boolean {
    return [...this.passedOver.values()].some((passed) => passed.subject === null && passed.sequence <= sequence);
  }

  #quarantine(subject: string, sequence: number): void {
    this.quarantined.set(subject, Math.min(sequence, this.quarantined.get(subject) ?? sequence));
  }
}

export function keyOf({ reactor, sequence }: { readonly reactor: string; readonly sequence: number }): string {
  return `${reactor} ${sequence}`;
}
