/** A place where two JSON values are unlike. */
export interface UnlikeField {
  /**
   * JSON pointer (RFC 6901). Members of a list that have an id stand under it, not under their index, so that one that moved is no
   * difference: `/fields/email/answer`.
   */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  /** Absent when added. */
  readonly from?: unknown;
  /** Absent when removed. */
  readonly to?: unknown;
}

/** In the order of the fields, what is new last. */
export function unlikeFields(from: object, to: object, path = ''): UnlikeField[] {
  const [left, right] = Array.isArray(from) && Array.isArray(to) ? membersOf(from as unknown[], to as unknown[]) : [new Map(Object.entries(from)), new Map(Object.entries(to))];
  const found: UnlikeField[] = [];
  for (const [key, value] of left) {
    const at = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (!right.has(key)) found.push({ path: at, kind: 'removed', from: value });
    else found.push(...unlikeValues(value, right.get(key), at));
  }
  for (const [key, value] of right) {
    if (!left.has(key)) found.push({ path: `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, kind: 'added', to: value });
  }
  return found;
}

function unlikeValues(from: unknown, to: unknown, path: string): UnlikeField[] {
  if (Object.is(from, to)) return [];
  if (isObject(from) && isObject(to) && Array.isArray(from) === Array.isArray(to)) return unlikeFields(from, to, path);
  return [{ path, kind: 'changed', from, to }];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** What names a member of a list; the first of these that names each of both lists once. */
const NAMES = [['id'], ['consoleId'], ['fieldId'], ['step', 'id']] as const;

function membersOf(from: readonly unknown[], to: readonly unknown[]): [Map<string, unknown>, Map<string, unknown>] {
  for (const names of NAMES) {
    const [left, right] = [byName(from, names), byName(to, names)];
    if (left && right) return [left, right];
  }
  const byIndex = (list: readonly unknown[]) => new Map(list.map((member, index) => [String(index), member]));
  return [byIndex(from), byIndex(to)];
}

/** Undefined when not every member has a name of its own. */
function byName(list: readonly unknown[], names: readonly string[]): Map<string, unknown> | undefined {
  const named = new Map<string, unknown>();
  for (const member of list) {
    const parts = names.map((name): unknown => (isObject(member) ? Reflect.get(member, name) : undefined));
    if (parts.some((part) => typeof part !== 'string' && typeof part !== 'number')) return undefined;
    named.set(parts.join('.'), member);
  }
  return named.size === list.length ? named : undefined;
}
