/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { accessibleName } from './accessible-name.ts';
import { attribute, collapse, commonAncestor, composedContains, parentOf } from './dom.ts';

/** What stands below each element around a control. */
export interface Within {
  /** Members of other questions. */
  others: Map<Element, number>;
  /** The checkboxes, in the order of the page. */
  checkboxes: Map<Element, Element[]>;
}

/**
 * Checkboxes with one name are one question; so are those of a named group that holds nothing else, and those that stand
 * together and whose names differ in a number only. A checkbox that asks for consent stands alone. `others`: the controls
 * of other questions.
 */
export function groupCheckboxes(checkboxes: readonly Element[], others: readonly Element[]): { groups: Element[][]; singles: Element[] } {
  const within = countAround(checkboxes, others);
  const used = new Set<Element>();
  const found: Element[][] = [];
  const take = (keyOf: (element: Element) => unknown, together: (members: Element[]) => boolean) => {
    const groups = new Map<unknown, Element[]>();
    for (const element of checkboxes) {
      const key = used.has(element) ? null : keyOf(element);
      if (key === null) continue;
      const members = groups.get(key);
      if (members === undefined) groups.set(key, [element]);
      else members.push(element);
    }
    for (const members of groups.values()) {
      if (members.length < 2 || !together(members)) continue;
      found.push(members);
      for (const member of members) used.add(member);
    }
  };
  const forms = new Map<Element | null, number>();
  const formNumber = (element: Element) => {
    const form = (element as HTMLInputElement).form ?? null;
    if (!forms.has(form)) forms.set(form, forms.size);
    return forms.get(form);
  };
  const named = (element: Element) => (attribute(element, 'name') === '' ? null : `${formNumber(element)}:${attribute(element, 'name')}`);
  const stem = (element: Element) => {
    const name = attribute(element, 'name');
    const bare = name.replace(/[[\]_.-]*\d+[[\]_.-]*$/, '');
    return bare === '' || bare === name || standsAlone(element) ? null : bare;
  };
  const standTogether = (members: Element[]) => (within.others.get(commonAncestor(members)) ?? 0) === 0;
  // The same question again in a section that repeats ("I currently work here") is no list of choices.
  take(named, (members) => standTogether(members) || new Set(members.map((member) => accessibleName(member, { embedded: 'skip', plain: false }))).size > 1);
  take((element) => (isConsent(element) ? null : choiceGroup(element, within)), () => true);
  take(stem, standTogether);
  return { groups: found, singles: checkboxes.filter((element) => !used.has(element)) };
}

export function countAround(checkboxes: readonly Element[], others: readonly Element[]): Within {
  const within: Within = { others: new Map(), checkboxes: new Map() };
  for (const member of others) {
    for (let current: Element | null = member; current !== null; current = parentOf(current)) within.others.set(current, (within.others.get(current) ?? 0) + 1);
  }
  for (const checkbox of checkboxes) {
    for (let current: Element | null = checkbox; current !== null; current = parentOf(current)) {
      const inside = within.checkboxes.get(current);
      if (inside === undefined) within.checkboxes.set(current, [checkbox]);
      else inside.push(checkbox);
    }
  }
  return within;
}

export function standsAlone(element: Element): boolean {
  return element.hasAttribute('required') || attribute(element, 'aria-required') === 'true' || isConsent(element);
}

export function isConsent(element: Element): boolean {
  const name = accessibleName(element, { embedded: 'skip', plain: false });
  return name.length > 120 || /\b(agree|consent|acknowledge|accept|certify|confirm|authori[sz]e|privacy|terms|gdpr|newsletter|contact me|einverstanden|stimme .* zu|accepte|acepto)\b/i.test(name);
}

/** The group around a checkbox that asks one question: named or preceded by text, with checkboxes only. */
export function choiceGroup(element: Element, within: Within): Element | null {
  let current = parentOf(element);
  for (let level = 0; current !== null && level < 5; level += 1, current = parentOf(current)) {
    if (/^(form|body|main|html)$/.test(current.localName) || (within.others.get(current) ?? 0) > 0) return null;
    const inside = within.checkboxes.get(current) ?? [];
    if (inside.length < 2 || inside.length > 60) continue;
    const group = current.localName === 'fieldset' || /^(group|listbox)$/.test(attribute(current, 'role'));
    if (group && accessibleName(current, { embedded: 'skip', plain: true }) !== '') return current;
    if (startsWithQuestion(current, inside[0] as Element)) return current;
  }
  return null;
}

/** The text before the first checkbox asks something. */
export function startsWithQuestion(box: Element, first: Element): boolean {
  for (const child of box.childNodes) {
    if (child === first || (child.nodeType === Node.ELEMENT_NODE && composedContains(child as Element, first))) return false;
    const text = collapse(child.textContent ?? '');
    if (text === '') continue;
    const label = child.nodeType === Node.ELEMENT_NODE && /label|question|title|legend/i.test(`${(child as Element).localName} ${attribute(child as Element, 'class')}`);
    return label || /[?:*✱]\s*$/.test(text) || /(select|choose|check|tick) (all|any|one or more)/i.test(text);
  }
  return false;
}
