type Schema = Readonly<Record<string, unknown>>;

/** Words about a schema that no event is judged by. */
const ANNOTATIONS = new Set(['$schema', '$id', 'title', 'description', 'examples', 'default', '$comment']);
const HINT = 'Events like that are in logs for ever and read by services outside of here: leave this version as it was and make a new one';

/**
 * What is wrong with the schemas of today, seen from those that were published: a version may get optional properties and nothing else.
 * Anything more is a new version (`.v2`) with an upcast from the old one.
 */
export function incompatibilities(published: ReadonlyMap<string, Schema>, today: ReadonlyMap<string, Schema>): string[] {
  return [...published].flatMap(([type, before]) => {
    const after = today.get(type);
    if (!after) return [`${type} is gone. Events of it are in logs for ever: keep its schema, and an upcast where it is not written any more`];
    return changesOf(before, after, '').map((change) => `${type} at ${change}. ${HINT} (${nextVersion(type)}), with an upcast in libs/contracts/src/upcasts.ts`);
  });
}

/** The schemas to publish: those of today where they are new or compatible, otherwise as they were. */
export function nextBaseline(published: ReadonlyMap<string, Schema>, today: ReadonlyMap<string, Schema>): Map<string, Schema> {
  const types = [...new Set([...published.keys(), ...today.keys()])].sort();
  return new Map(types.map((type) => {
    const [before, after] = [published.get(type), today.get(type)];
    const isFine = after !== undefined && (before === undefined || changesOf(before, after, '').length === 0);
    return [type, isFine ? after : before!];
  }));
}

function changesOf(before: unknown, after: unknown, path: string): string[] {
  const at = path || '/';
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.length === after.length ? before.flatMap((one, index) => changesOf(one, after[index], `${path}/${index}`)) : [`${at}: ${before.length} alternatives or values became ${after.length}`];
  }
  if (!isSchema(before) || !isSchema(after)) return before === after ? [] : [`${at}: ${JSON.stringify(before)} became ${JSON.stringify(after)}`];
  const keywords = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((keyword) => !ANNOTATIONS.has(keyword));
  return keywords.flatMap((keyword) => {
    const [old, now] = [before[keyword], after[keyword]];
    if (keyword === 'properties') return propertyChanges(old, now, `${path}/properties`);
    if (keyword === 'required') return requiredChanges(old, now, `${path}/required`);
    if (old === undefined || now === undefined) return [`${path}/${keyword}: was ${old === undefined ? 'added' : 'taken away'}`];
    return changesOf(old, now, `${path}/${keyword}`);
  });
}

/** Here the keys are names, and a name may be new. */
function propertyChanges(before: unknown = {}, after: unknown = {}, path: string): string[] {
  const now = after as Schema;
  return Object.entries(before as Schema).flatMap(([name, schema]) => (name in now ? changesOf(schema, now[name], `${path}/${name}`) : [`${path}/${name}: was taken away`]));
}

function requiredChanges(before: unknown = [], after: unknown = [], path: string): string[] {
  const [old, now] = [before as string[], after as string[]];
  return [
    ...now.filter((name) => !old.includes(name)).map((name) => `${path}: ${name} was not required, so stored events may be without it`),
    ...old.filter((name) => !now.includes(name)).map((name) => `${path}: ${name} was required, so readers rely on it`),
  ];
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function nextVersion(type: string): string {
  return type.replace(/\d+$/, (version) => String(Number(version) + 1));
}
