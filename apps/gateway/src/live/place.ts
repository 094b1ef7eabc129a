/** After which event a reader goes on: those of one commit have one position, and an index each. */
export interface Place {
  readonly position: number;
  readonly index: number;
}

/** Larger than the index of any event: after the whole commit. */
export const WHOLE_COMMIT = 2_147_483_647;

export const afterCommit = (position: number): Place => ({ position, index: WHOLE_COMMIT });

export function isAfter(one: Place, other: Place): boolean {
  return one.position > other.position || (one.position === other.position && one.index > other.index);
}

/** As the id of an event: `120` after the whole commit, `120.0` after the first of several events. */
export function formatPlace({ position, index }: Place): string {
  return index === WHOLE_COMMIT ? String(position) : `${position}.${index}`;
}

/** undefined: it is no place. */
export function parsePlace(text: string): Place | undefined {
  const [, position, index] = /^(\d{1,15})(?:\.(\d{1,9}))?$/.exec(text) ?? [];
  return position === undefined ? undefined : { position: Number(position), index: index === undefined ? WHOLE_COMMIT : Number(index) };
}
