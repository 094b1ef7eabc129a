/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Widget } from '../raw-form.ts';
import { groupCheckboxes } from './checkboxes.ts';
import { attribute, commonAncestor, composedContains, parentOf } from './dom.ts';
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
  /** The unit of each member. */
  owners: Map<Element, Unit>;
  /** Where each unit stands in `units`. */
  order: Map<Unit, number>;
  /** How long the text of an element is: a page may have very much. */
  lengths: Map<Element, number>;
  /** Number of an element within this reading. */
  keys: Map<Element, number>;
}

export function scanUnits(elements: readonly Element[]): Scan {
  const toggles = collectToggles(elements);
  const toggleParents = toggles.map((buttons) => commonAncestor(buttons));
  const controls = collectControls(elements).filter(({ element }) => !toggleParents.some((parent) => composedContains(parent, element)));
  const units: Unit[] = groupControls(controls);
  for (const buttons of toggles) units.push(unitOf('toggle', buttons));
  const places = new Map(elements.map((element, index) => [element, index]));
  const position = (unit: Unit) => places.get(unit.members[0] as Element) ?? 0;
  units.sort((a, b) => position(a) - position(b));
  return { units, unitsWithin: countWithin(units), owners: new Map(units.flatMap((unit) => unit.members.map((member) => [member, unit] as const))), order: new Map(units.map((unit, index) => [unit, index])), lengths: new Map(), keys: new Map() };
}

export function textLength(element: Element, scan: Scan): number {
  const known = scan.lengths.get(element) ?? (element.textContent ?? '').length;
  scan.lengths.set(element, known);
  return known;
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
  const { groups, singles } = groupCheckboxes(checkboxes, units.flatMap((unit) => unit.members));
  const alone = (element: Element) => unitOf(element.localName === 'input' ? 'checkbox' : 'aria_checkbox', [element]);
  return [...units, ...groups.map((members) => unitOf('checkbox_group', members)), ...singles.map(alone)];
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
