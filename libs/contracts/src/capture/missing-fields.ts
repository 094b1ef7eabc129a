import type { Answer, FormField } from './field.ts';

/**
 * The fields that keep a step from being approved, in its order: required ones without an answer, and of "one of these"
 * (`requiredGroup`) that nobody answered, all. A required checkbox is a consent: only a tick answers it.
 */
export function missingFields<Field extends Pick<FormField, 'type' | 'required' | 'requiredGroup' | 'answer'>>(fields: readonly Field[]): Field[] {
  const answeredGroups = new Set(fields.filter(({ answer }) => isGiven(answer)).map(({ requiredGroup }) => requiredGroup));
  return fields.filter(({ type, required, requiredGroup, answer }) => {
    if (required && (answer === null || (type === 'checkbox' && answer !== true))) return true;
    return requiredGroup !== undefined && !answeredGroups.has(requiredGroup);
  });
}

/** How many answers are missing: of "one of these", one. */
export function countMissing(fields: readonly Pick<FormField, 'type' | 'required' | 'requiredGroup' | 'answer'>[]): number {
  const missing = missingFields(fields);
  const alone = missing.filter(({ requiredGroup }) => requiredGroup === undefined).length;
  return alone + new Set(missing.flatMap(({ requiredGroup }) => requiredGroup ?? [])).size;
}

/** A tick that is not set chooses nothing among alternatives. */
function isGiven(answer: Answer): boolean {
  return answer !== null && answer !== false;
}
