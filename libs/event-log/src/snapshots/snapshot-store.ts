/** A folded state, up to which commit. */
export interface Snapshot {
  readonly state: unknown;
  readonly version: number;
  readonly sequence: number;
  /** Of the code that folded it: another one cannot use it. */
  readonly stateVersion: number;
}

/**
 * Keeps folded states for faster loads. Only a cache: deleting one, or all, loses nothing, and nobody may rely on
 * finding one. A key is a subject of the log.
 */
export interface SnapshotStore {
  find(subject: string): Promise<Snapshot | undefined>;
  save(subject: string, snapshot: Snapshot): Promise<void>;
  remove(subject: string): Promise<void>;
}

/** What a store holds is not believed before it looks like a snapshot. */
export function parseSnapshot(text: string): Snapshot | undefined {
  try {
    const { sequence, state, stateVersion, version } = JSON.parse(text) as Partial<Snapshot>;
    const isPosition = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
    return isPosition(sequence) && isPosition(version) && typeof stateVersion === 'number' && state !== undefined ? { sequence, state, stateVersion, version } : undefined;
  } catch {
    return undefined;
  }
}
