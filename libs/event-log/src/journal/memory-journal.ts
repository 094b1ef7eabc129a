import type { JournalEntry } from '@countersign/contracts';
import type { JournalStore } from './journal.ts';

export function memoryJournal(): JournalStore {
  const entries: JournalEntry[] = [];
  return {
    append: (entry, after) => {
      const isNext = entries.length === after;
      if (isNext) entries.push(entry);
      return Promise.resolve(isNext);
    },
    read: (after) => Promise.resolve(entries.slice(after)),
  };
}
