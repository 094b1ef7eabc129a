import { parseSnapshot, type SnapshotStore } from './snapshot-store.ts';

export function memorySnapshots(): SnapshotStore {
  const texts = new Map<string, string>();
  return {
    find: (subject) => Promise.resolve(parseSnapshot(texts.get(subject) ?? '')),
    save: (subject, snapshot) => Promise.resolve(void texts.set(subject, JSON.stringify(snapshot))),
    remove: (subject) => Promise.resolve(void texts.delete(subject)),
  };
}
