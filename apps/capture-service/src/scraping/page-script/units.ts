/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Widget } from '../raw-form.ts';
import { accessibleName } from './accessible-name.ts';
import { attribute, collapse, commonAncestor, composedContains, parentOf } from './dom.ts';
import { collectControls, collectToggles, type Control } from './controls.ts';

/** The controls of one question. */
export interface Unit {
  widget: Widget;
  members: Element[];
  /** The smallest element around all members. */
  ancestor: Element;
  optionSource: HTMLSelectElement | null;
}

export interface Scan {
  units: Unit[];
  /** How many units stand below an element. */
  unitsWithin: Map<Element, number>;
  /** Number of an element within this reading. */
  keys: Map<Element, number>;
}

export function scanUnits(elements: readonly Element[]): Scan {
  const toggles = collectToggles(elements);
  const toggleParents = toggles.map((buttons) => commonAncestor(buttons));
  const controls = collectControls(elements).filter(({ element }) => !toggleParents.some((parent) => composedContains(parent, element)));
  const units: Unit[] = groupControls(controls);
  for (const buttons of toggles) units.push(unitOf('toggle', buttons));
  const order = new Map(elements.map((element, index) => [element, index]));
  const position = (unit: Unit) => order.get(unit.members[0] as Element) ?? 0;
  units.sort((a, b) => position(a) - position(b));
  return { units, unitsWithin: countWithin(units), keys: new Map() };
}

export function unitOf(widget: Widget, members: Element[], optionSource: HTMLSelectElement | null = null): Unit {
  return { widget, members, ancestor: commonAncestor(members), optionSource };
}

export function countWithin(units: readonly Unit[]): Map<Element, number> {
  const counts = new Map<Element, number>();
  for (const unit of units) {
    const around = new Set<Element>();
    for (const member of unit.members) for (let current: Element | null = member; current !== null; current = parentOf(current)) around.add(current);
    for (const element of around) counts.set(element, (counts.get(element) ?? 0) + 1);
  }
  return counts;
}

export function groupControls(controls: readonly Control[]): Unit[] {
  const units: Unit[] = [];
  const radios = new Map<string, Element[]>();
  const checkboxes: Element[] = [];
  const boxes: Element[] = [];
  for (const { element, widget, optionSource } of controls) {
    if (widget === 'radio' || widget === 'aria_radio') {
      const key = radioKey(element, widget, boxes);
      radios.set(key, [...(radios.get(key) ?? []), element]);
    } else if (widget === 'checkbox' || widget === 'aria_checkbox') checkboxes.push(element);
    else units.push(unitOf(widget, [element], optionSource));
  }
  for (const members of radios.values()) units.push(unitOf(members[0]?.localName === 'input' ? 'radio' : 'aria_radio', members));
  return [...units, ...groupCheckboxes(checkboxes, units)];
}

/** Radios belong together by name within their form; nameless and ARIA ones by the group around them. */
export function radioKey(element: Element, widget: Widget, boxes: Element[]): string {
  const name = attribute(element, 'name');
  const numbered = (box: Element | null) => {
    if (box === null) return -1;
    if (!boxes.includes(box)) boxes.push(box);
    return boxes.indexOf(box);
  };
  if (widget === 'radio' && name !== '') return `name:${numbered((element as HTMLInputElement).form)}:${numbered((element.getRootNode() as ShadowRoot).host ?? null)}:${name}`;
  const parent = parentOf(element);
  return `box:${numbered(parent?.closest('[role=radiogroup]') ?? parent?.closest('fieldset') ?? (parent === null ? null : parentOf(parent)))}`;
}

/**
 * Checkboxes with one name are one question; so are those of a named group that holds nothing else, and those whose
 * names differ in a number only. A checkbox that is required by itself, or asks for consent, stands alone.
 */
export function groupCheckboxes(checkboxes: readonly Element[], others: readonly Unit[]): Unit[] {
  const groups = new Map<unknown, Element[]>();
  const used = new Set<Element>();
  const add = (key: unknown, element: Element) => groups.set(key, [...(groups.get(key) ?? []), element]);
  const take = () => {
    const taken: Element[][] = [];
    for (const members of groups.values()) if (members.length > 1) taken.push(members);
    groups.clear();
    for (const member of taken.flat()) used.add(member);
    return taken;
  };
  const otherMembers = others.flatMap((unit) => unit.members);
  for (const element of checkboxes) {
    const name = attribute(element, 'name');
    const form = (element as HTMLInputElement).form ?? null;
    if (name !== '') add(`${form === null ? '' : [...document.forms].indexOf(form)}:${name}`, element);
  }
  const found = take();
  for (const element of checkboxes) {
    if (used.has(element) || standsAlone(element)) continue;
    const group = choiceGroup(element, checkboxes, otherMembers);
    if (group !== null) add(group, element);
  }
  found.push(...take());
  for (const element of checkboxes) {
    const stem = attribute(element, 'name').replace(/[[\]_.-]*\d+[[\]_.-]*$/, '');
    if (!used.has(element) && !standsAlone(element) && stem !== '' && stem !== attribute(element, 'name')) add(`stem:${stem}`, element);
  }
  found.push(...take());
  const singles = checkboxes.filter((element) => !used.has(element));
  return [...found.map((members) => unitOf('checkbox_group', members)), ...singles.map((element) => unitOf(element.localName === 'input' ? 'checkbox' : 'aria_checkbox', [element]))];
}

export function standsAlone(element: Element): boolean {
  if (element.hasAttribute('required') || attribute(element, 'aria-required') === 'true') return true;
  const name = accessibleName(element, { embedded: 'skip', plain: false });
  return name.length > 120 || /\b(agree|consent|acknowledge|accept|certify|confirm|authori[sz]e|privacy|terms|gdpr|newsletter|contact me|einverstanden|stimme .* zu|accepte|acepto)\b/i.test(name);
}

/** The group around a checkbox that asks one question: named or preceded by text, with checkboxes only. */
export function choiceGroup(element: Element, checkboxes: readonly Element[], others: readonly Element[]): Element | null {
  let current = parentOf(element);
  for (let level = 0; current !== null && level < 5; level += 1, current = parentOf(current)) {
    if (/^(form|body|main|html)$/.test(current.localName)) return null;
    const around: Element = current;
    if (others.some((other) => composedContains(around, other))) return null;
    const inside = checkboxes.filter((checkbox) => composedContains(around, checkbox));
    if (inside.length < 2 || inside.length > 60) continue;
    const group = around.localName === 'fieldset' || /^(group|listbox)$/.test(attribute(around, 'role'));
    if (group && accessibleName(around, { embedded: 'skip', plain: true }) !== '') return around;
    if (startsWithQuestion(around, inside[0] as Element)) return around;
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
