import { createHash } from 'node:crypto';
import type { RawQuestion } from './raw-form.ts';
import { comparable } from './question-text.ts';

const ID_MAX_LENGTH = 120;

/** Names that applications make anew at each load: counters of component libraries, UUIDs, long numbers and hashes. */
export function looksGenerated(name: string): boolean {
  if (/^(question_\d+(\[\])?|cards\[[0-9a-f-]{36}\]\[field\d+\](\[\])?)$/i.test(name)) return false;
  return (
    /[:«][rR][0-9a-z]+[:»]|(^|[-_])_?r_[0-9a-z]+_/.test(name) ||
    /^(react-select|mui|radix|headlessui|downshift|rc_select|rc-|mat-|mat_|cdk-|ember|ext-gen|gwt-uid|yui_|aria-?[a-z]*-?\d|input-?|field-?|select-?|text-?|textbox-?|checkbox-?|radio-?|form-?|control-?|element-?|el-id|el-|uid-?|id-?|s2id_autogen|select2-|chosen-?|v-|q-?f?_?|svelte-|bs-|ui-id-)[-_:]?[0-9a-f]*\d[\w-]*$/i.test(name) ||
    /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i.test(name) ||
    /\d{6,}/.test(name) ||
    (/[0-9a-f]{10,}/i.test(name) && /\d/.test(name) && /[a-f]/i.test(name)) ||
    // Counters of widgets: "52:_input", "12_name", "7-field".
    /^\d+([:_-]|$)/.test(name)
  );
}

/** In the alphabet of question ids: [A-Za-z0-9_.:-]. */
export function idFromName(name: string): string {
  return name.replace(/\[\]$/, '').replace(/[^A-Za-z0-9_.:-]+/g, '.').replace(/^\.+|\.+$/g, '');
}

/** Names of the markup's own parts, the same in every form; a board's number of a question is none. */
function isStructural(name: string): boolean {
  if (/^question_\d+$/.test(name)) return false;
  return name.split(/[-_.:]+/).every((word) => /^(question|fields?|forms?|inputs?|select|text|files?|control|option|answer|element|spl|container|wrapper|group|row|item|entry|ref|upload|\d*)$/i.test(word));
}

/** The name that stays the same from load to load; null: the page gives none. `shared`: marks for tests that several questions bear. */
export function durableName(raw: RawQuestion, shared: ReadonlySet<string> = new Set()): string | null {
  const { name, id, automation } = raw.attributes;
  const choices = /^(radio|checkbox_group)$/.test(raw.widget);
  const marks = automation.filter((value) => !shared.has(value) && !isStructural(value));
  // A counter at the end of an id is that of the page's widgets, in the order of their drawing.
  const known = [name, choices ? '' : id.replace(/(?<=[a-z]{3})[-_]{1,2}\d{1,4}$/i, (counter) => (/^question_\d+$/.test(id) ? counter : '')), ...marks.filter((value) => /field|question|section|name|date|phone|email|--/i.test(value)), ...marks];
  for (const candidate of known) {
    const derived = idFromName(candidate);
    if (derived.length >= 2 && !(candidate !== name && isStructural(candidate)) && derived.length <= ID_MAX_LENGTH - 8 && !looksGenerated(candidate)) return derived;
  }
  return null;
}

/** Kind of control, as known without opening a list: so that a second, quicker reading finds the same ids. */
export function controlKind(raw: RawQuestion): string {
  if (/^(input|textarea|rich_text)$/.test(raw.widget)) return 'text';
  if (/^(checkbox|aria_checkbox)$/.test(raw.widget)) return 'checkbox';
  return raw.widget === 'file' || raw.widget === 'date_parts' || raw.widget === 'checkbox_group' ? raw.widget : 'choice';
}

/** What the question is, where its names do not last: digest over section, groups, text and kind of control. */
export function semanticId(section: string, groups: readonly string[], question: string, kind: string): string {
  const text = JSON.stringify([comparable(section), groups.map(comparable), comparable(question), kind]);
  return `q-${createHash('sha256').update(text).digest('hex').slice(0, 20)}`;
}

/** Each id once: a second one gets `:2`, a third `:3`. */
export function uniqueIds(ids: readonly string[]): string[] {
  const seen = new Map<string, number>();
  const taken = new Set<string>();
  return ids.map((id) => {
    let ordinal = (seen.get(id) ?? 0) + 1;
    let unique = ordinal === 1 ? id : `${id.slice(0, ID_MAX_LENGTH - 6)}:${ordinal}`;
    while (taken.has(unique)) unique = `${id.slice(0, ID_MAX_LENGTH - 6)}:${(ordinal += 1)}`;
    seen.set(id, ordinal);
    taken.add(unique);
    return unique;
  });
}
