/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { LabelSource } from '@countersign/contracts';
import { contentText, hasRequiredMarker, pseudoContent, saysRequired } from './accessible-name.ts';
import { attribute, classesOf, collapse, composedContains, isHidden, isInteractive, parentOf, referenced } from './dom.ts';
import { isSelectReplacement } from './controls.ts';
import { groupName } from './groups.ts';
import { textLength, type Scan, type Unit } from './units.ts';

export interface FoundLabel {
  text: string;
  source: LabelSource;
  /** Elements that make up the label: looked through for required markers. */
  elements: Element[];
}

/** Text of an element without the controls and buttons in it. */
export function plainText(element: Element): string {
  return contentText(element, { embedded: 'skip', plain: true });
}

/** Says nothing about what is asked. */
export function isGenericName(text: string): boolean {
  return /^((please )?(select|choose|search|pick)( an?| your| one)?( option| item| value| answer| here| from the list)?|start typing|type (here|to search)|your answer|open|toggle flyout|dropdown|combobox)?[\s.…:-]*$/i.test(text.trim());
}

/** A file input's own name is often that of its button: made of such words, with or without the kind of document. */
export function isButtonName(text: string): boolean {
  return /\b(attach|upload|choose|browse|select|add|drop|drag|file|files|datei|fichier|archivo)\b/i.test(text) && isBareButtonName(text.replace(/\b(resume|résumé|cv|curriculum vitae|lebenslauf)\b/gi, ' '));
}

/** Words between and beside controls that ask nothing. */
export function isAside(text: string): boolean {
  return /^\W*(or|and|oder|und|ou|o|y|e)\W*$/i.test(text) || /^\W*((accepted|allowed|supported) )?(file )?(types|formats|size)\b.{0,120}$/i.test(text) || /^\W*max(imum|\.)? (file )?size\b/i.test(text) || /^\d+ ?(\/|of) ?\d+( characters)?$/i.test(text);
}

export function isBareButtonName(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}]+/gu) ?? [];
  return words.every((word) => /^(attach|upload|choose|browse|select|add|drop|drag|click|tap|no|any|file|files|chosen|selected|document|documents|here|or|and|from|on|computer|device|it|them|to|a|an|the|your|my|new|datei|dateien|auswählen|hochladen|durchsuchen|choisir|un|une|fichier|parcourir|seleccionar|archivo|elegir)$/.test(word));
}


export function labelOf(unit: Unit, scan: Scan): FoundLabel {
  const none: FoundLabel = { text: '', source: 'name_attribute', elements: [] };
  const single = unit.members.length === 1 && unit.widget !== 'toggle';
  const own = single ? ownName(unit, scan) : none;
  const weak = isGenericName(own.text) || (unit.widget === 'file' && isButtonName(own.text));
  if (own.text !== '' && !weak) return /checkbox/.test(unit.widget) && /^(yes|no|true|accept|agree|i (agree|accept|confirm)|ja|oui|sí)\W*$/i.test(own.text) ? withContext(own, unit, scan) : own;
  const group = groupLabel(unit, scan);
  if (group !== null) return group;
  const near = nearText(unit, scan) ?? (unit.widget === 'file' && (own.text === '' || isBareButtonName(own.text)) ? nearText(unit, scan, isBareButtonName) : null);
  if (near !== null) return near;
  const cell = tableText(unit, scan);
  if (cell !== null) return cell;
  const outer = single ? null : outerGroupLabel(unit);
  if (outer !== null) return outer;
  if (own.text !== '' && !isGenericName(own.text)) return own;
  const placeholder = placeholderOf(unit.members[0] as Element);
  if (placeholder !== '' && !isGenericName(placeholder)) return { text: placeholder, source: 'placeholder', elements: [] };
  return { ...none, text: nameAttributeOf(unit.members[0] as Element) || own.text || placeholder };
}

/** What the empty control says; of a select its empty option. */
export function placeholderOf(control: Element): string {
  const empty = control.localName === 'select' ? (control as HTMLSelectElement).options[0] : undefined;
  const option = empty !== undefined && (empty.value === '' || empty.disabled) ? empty.text : '';
  return collapse(attribute(control, 'placeholder') || attribute(control, 'data-placeholder') || option.replace(/^[\s\-–—.…]+|[\s\-–—.…]+$/g, ''));
}

/** A checkbox that says just "Yes": what stands before it is asked. */
export function withContext(own: FoundLabel, unit: Unit, scan: Scan): FoundLabel {
  const near = nearText(unit, scan) ?? tableText(unit, scan);
  return near === null || near.text === own.text ? own : { text: `${near.text} ${own.text}`, source: 'ancestor_text', elements: [...near.elements, ...own.elements] };
}

export function nameAttributeOf(element: Element): string {
  return attribute(element, 'name') || attribute(element, 'id') || attribute(element, 'data-automation-id') || attribute(element, 'data-testid');
}

/** The accessible name, without what the control itself shows: a button that opens a list names itself by its value too. */
export function ownName(unit: Unit, scan: Scan): FoundLabel {
  const control = unit.members[0] as Element;
  const found = (text: string, elements: Element[]): FoundLabel => ({ text: collapse(text), source: 'accessible_name', elements });
  const labels = unit.optionSource === null ? labelsOf(control) : [...labelsOf(unit.optionSource), ...labelsOf(control)];
  // A form builder gives a control a second label below it: that one is help.
  const first = labels.find((label) => labelText(label, control) !== '');
  const byLabels = first === undefined ? found('', []) : found(labelText(first, control), [first]);
  if (unit.widget === 'listbox_button' && byLabels.text !== '') return byLabels;
  const references = referenced(control, 'aria-labelledby').filter(
    (reference) => !composedContains(control, reference) && !/placeholder|single-?value/i.test(`${attribute(reference, 'id')} ${classesOf(reference)}`),
  ).filter((reference, index) => index === 0 || !isSublabel(reference, control));
  const referencedText = references.map((reference) => attribute(reference, 'aria-label') || plainText(reference)).join(' ');
  if (referencedText.trim() !== '') return found(referencedText, references);
  const label = unit.widget === 'listbox_button' ? withoutOwnText(control, attribute(control, 'aria-label')) : collapse(attribute(control, 'aria-label'));
  if (label !== '') return found(label, byLabels.elements);
  if (byLabels.text !== '') return byLabels;
  const title = found(control.localName === 'iframe' ? '' : attribute(control, 'title'), []);
  if (title.text !== '' || !/^(checkbox|aria_checkbox)$/.test(unit.widget)) return title;
  return (control.localName === 'input' ? null : found(plainText(control), [control])) ?? textAfter(unit, scan) ?? title;
}

/** A line below the control that only explains it: unless several controls share the first label and differ by this one. */
export function isSublabel(reference: Element, control: Element): boolean {
  if (!/sub-?label|hint|help/i.test(`${attribute(reference, 'id')} ${classesOf(reference)}`)) return false;
  const main = attribute(control, 'aria-labelledby').split(/\s+/)[0] ?? '';
  return (control.getRootNode() as Document | ShadowRoot).querySelectorAll(`[aria-labelledby~="${CSS.escape(main)}"]:not([role=group]):not(fieldset)`).length === 1;
}

/** Labels of a control; for ARIA widgets also a label whose `for` names it. */
export function labelsOf(control: Element): Element[] {
  const native = (control as HTMLInputElement).labels;
  if (native && typeof native.length === 'number') return [...native];
  // The frame of an editor is named after the textarea that it stands for.
  const id = attribute(control, 'id').replace(control.localName === 'iframe' ? /_ifr$/ : /$^/, '');
  const root = control.getRootNode() as Document | ShadowRoot;
  return id === '' ? [] : [...root.querySelectorAll(`label[for="${CSS.escape(id)}"]`)];
}

/** "Country Select One Required" of a list button: without the value and the word. */
export function withoutOwnText(control: Element, name: string): string {
  const value = collapse(control.textContent ?? '');
  const text = collapse(name);
  if (value === '' || text === value) return text === value ? '' : text;
  return collapse(text.replace(value, ' '));
}

/**
 * The part of a label that asks: all of it when it stands beside its control; when it goes around a control to type
 * into, what stands before it, and what follows it on the same line.
 */
export function labelText(label: Element, control: Element): string {
  const all = plainText(label);
  const choice = control.localName === 'input' && /^(radio|checkbox)$/.test((control as HTMLInputElement).type);
  if (choice || !composedContains(label, control)) return all;
  const before = collapse(textBefore(label, control));
  const parent = parentOf(control);
  const after = parent === label || before === '' ? collapse(inlineTextAfter(control)) : '';
  return collapse(`${before} ${after}`) || all;
}

export function textBefore(box: Element, stop: Element): string {
  let text = pseudoContent(box, '::before');
  for (const child of box.childNodes) {
    if (child === stop) return text;
    if (child.nodeType === Node.TEXT_NODE) text += (child as Text).data;
    if (child.nodeType !== Node.ELEMENT_NODE) continue;
    const element = child as Element;
    if (composedContains(element, stop)) return isInteractive(element) ? text : `${text} ${textBefore(element, stop)}`;
    text += isHidden(element) || isInteractive(element) || isSelectReplacement(element) ? ' ' : spaced(element);
  }
  return text;
}

export function spaced(element: Element): string {
  const text = plainText(element);
  return getComputedStyle(element).display === 'inline' ? text : ` ${text} `;
}

export function inlineTextAfter(control: Element): string {
  let text = '';
  for (let next = control.nextSibling; next !== null; next = next.nextSibling) {
    if (next.nodeType === Node.TEXT_NODE) text += (next as Text).data;
    if (next.nodeType !== Node.ELEMENT_NODE) continue;
    const element = next as Element;
    if (isInteractive(element) || getComputedStyle(element).display !== 'inline') return text;
    if (!isHidden(element)) text += ` ${plainText(element)} `;
  }
  return text;
}

/** The named group that holds this question alone. */
export function groupLabel(unit: Unit, scan: Scan): FoundLabel | null {
  let current: Element | null = unit.members.length > 1 ? unit.ancestor : parentOf(unit.ancestor);
  for (let level = 0; current !== null && level < 8; level += 1, current = parentOf(current)) {
    if ((scan.unitsWithin.get(current) ?? 0) > 1 || /^(form|body|main)$/.test(current.localName)) return null;
    const group = groupName(current);
    if (group === null || isGenericName(group.text)) continue;
    const near = nearText(unit, scan);
    if (near !== null && /\?\W*$/.test(near.text) && !/\?\W*$/.test(group.text) && composedContains(current, near.elements[0] ?? current)) return near;
    return { text: group.text, source: 'group', elements: group.elements };
  }
  return null;
}

/** The nearest named group, although other questions stand in it as well. */
export function outerGroupLabel(unit: Unit): FoundLabel | null {
  let current: Element | null = unit.ancestor;
  for (let level = 0; current !== null && level < 4; level += 1, current = parentOf(current)) {
    const group = groupName(current);
    if (group !== null) return { text: group.text, source: 'group', elements: group.elements };
  }
  return null;
}

export interface NearbyText {
  text: string;
  element: Element | null;
  labelLike: boolean;
  heading: boolean;
  /** Explains more than it asks: a hint, the types of files, the word on a button. */
  aside: boolean;
}

/** Text before the control, in the smallest box that has some; then a label right after it. */
export function nearText(unit: Unit, scan: Scan, isNoName: (text: string) => boolean = isButtonName): FoundLabel | null {
  const first = unit.members[0] as Element;
  if (unit.members.length > 1) {
    const inside = pickText(textsBeforeWithin(unit.ancestor, first, scan), false);

    if (inside !== null) return inside;
  }
  const alone = (element: Element) => (scan.unitsWithin.get(element) ?? 0) <= 1;
  let current: Element = unit.ancestor;
  for (let level = 0; level < 8; level += 1) {
    const parent = parentOf(current);
    if (parent === null || /^(td|th|body|html)$/.test(current.localName)) break;
    const texts = textsBefore(current, scan);
    const found = pickText(unit.widget === 'file' ? texts.filter(({ text }) => !isNoName(text)) : texts, !alone(parent));
    if (found !== null) return found;
    if (!alone(parent) || /^(form|fieldset|td|th)$/.test(parent.localName)) break;
    current = parent;
  }
  return textAfter(unit, scan);
}

/** Texts before a node, among its siblings, nearest first, up to one that holds another control. */
export function textsBefore(node: Node, scan: Scan): NearbyText[] {
  const found: NearbyText[] = [];
  for (let sibling = node.previousSibling; sibling !== null && found.length < 6; sibling = sibling.previousSibling) {
    const nearby = nearbyText(sibling, scan);
    if (nearby === 'stop') break;
    if (nearby !== null) found.push(nearby);
  }
  return found;
}

/** For several members: texts inside their common box, before the first. */
export function textsBeforeWithin(box: Element, first: Element, scan: Scan): NearbyText[] {
  let child: Element = first;
  for (let parent = parentOf(child); parent !== null && parent !== box; parent = parentOf(child)) child = parent;
  return child === box ? [] : textsBefore(child, scan);
}

export function nearbyText(node: Node, scan: Scan): NearbyText | 'stop' | null {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = collapse((node as Text).data);
    return /[\p{L}\p{N}]/u.test(text) ? { text, element: null, labelLike: false, heading: false, aside: isAside(text) } : null;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return null;
  const element = node as Element;
  if ((scan.unitsWithin.get(element) ?? 0) > 0) return 'stop';
  if (/^(legend|script|style|noscript|template|hr)$/.test(element.localName) || isInteractive(element) || isHidden(element)) return null;
  if (/^(alert|status|log)$/.test(attribute(element, 'role')) || element.hasAttribute('aria-live') || /(^|[\s_-])(error|invalid|tooltip)/i.test(classesOf(element))) return null;
  if (element.localName === 'label' && belongsToOther(element, scan)) return null;
  if (textLength(element, scan) > 20_000) return null;
  const text = plainText(element);
  if (!/[\p{L}\p{N}]/u.test(text)) return null;
  const heading = /^h[1-6]$/.test(element.localName) || attribute(element, 'role') === 'heading';
  const hint = /(^|[\s_-])(descriptions?|help|hint|helper|instructions?|sub-?(label|text|title)|note|counter)([\s_-]|$)/i.test(classesOf(element));
  const labelLike = /^(label|dt|th)$/.test(element.localName) || (!hint && /(^|[\s_-])(label|question|prompt|field-?name|field-?title)/i.test(`${classesOf(element)} ${attribute(element, 'data-automation-id')} ${attribute(element, 'id')}`));
  return { text, element, labelLike, heading, aside: hint || isAside(text) };
}

/** A label whose `for` names a control of another question. */
export function belongsToOther(label: Element, scan: Scan): boolean {
  const control = (label as HTMLLabelElement).control;
  return control !== null && scan.owners.has(control) && attribute(label, 'for') !== '';
}

export function pickText(texts: readonly NearbyText[], sharedBox: boolean): FoundLabel | null {
  const short = texts.filter((candidate) => candidate.text.length <= 1500 && !candidate.aside);
  const plain = short.filter((candidate) => !candidate.heading || candidate.labelLike || (sharedBox && /\?\W*$/.test(candidate.text)));
  const usable = plain.length > 0 || sharedBox ? plain : short;
  const chosen = usable.find((candidate) => candidate.labelLike) ?? (sharedBox ? usable[0] : (usable.find((candidate) => /\?\W*$/.test(candidate.text)) ?? usable.at(-1)));
  if (chosen === undefined) return null;
  return { text: chosen.text, source: 'ancestor_text', elements: chosen.element === null ? [] : [chosen.element] };
}

/** A label that follows its control, drawn above it by CSS; for a checkbox or radio any text that follows. */
export function textAfter(unit: Unit, scan: Scan): FoundLabel | null {
  const choice = /^(checkbox|aria_checkbox)$/.test(unit.widget);
  let current: Element = unit.ancestor;
  for (let level = 0; level < 4; level += 1) {
    for (let sibling = current.nextSibling; sibling !== null; sibling = sibling.nextSibling) {
      const nearby = nearbyText(sibling, scan);
      if (nearby === 'stop') break;
      if (nearby !== null && (choice || (nearby.labelLike && nearby.element?.localName === 'label')))
        return { text: nearby.text, source: 'ancestor_text', elements: nearby.element === null ? [] : [nearby.element] };
    }
    const parent = parentOf(current);
    if (parent === null || (scan.unitsWithin.get(parent) ?? 0) > 1 || /^(form|fieldset|td|body)$/.test(parent.localName)) return null;
    current = parent;
  }
  return null;
}

/** Forms laid out as tables: the text of the cell before, of the row's and of the column's head; of a dt. */
export function tableText(unit: Unit, scan: Scan): FoundLabel | null {
  const cell = unit.ancestor.closest('td,th,dd,[role=cell],[role=gridcell]');
  if (cell === null) return null;
  const texts: { text: string; element: Element }[] = [];
  const add = (element: Element | null | undefined) => {
    if (!element || (scan.unitsWithin.get(element) ?? 0) > 0 || isHidden(element)) return false;
    const text = plainText(element);
    if (/[\p{L}\p{N}]/u.test(text)) texts.push({ text, element });
    return /[\p{L}\p{N}]/u.test(text);
  };
  for (let before = cell.previousElementSibling; before !== null; before = before.previousElementSibling) if (add(before)) break;
  const sharedRow = (scan.unitsWithin.get(cell.parentElement ?? cell) ?? 0) > 1;
  if (texts.length === 0 || sharedRow) add(columnHead(cell, scan));
  if (texts.length === 0) return null;
  return { text: texts.map(({ text }) => text).join(' – '), source: 'table_cell', elements: texts.map(({ element }) => element) };
}

/** The cell above in the nearest row without controls. */
export function columnHead(cell: Element, scan: Scan): Element | null {
  const row = cell.parentElement;
  if (row === null || row.localName !== 'tr') return null;
  const index = [...row.children].indexOf(cell);
  const rows = [...(row.closest('table')?.querySelectorAll('tr') ?? [])];
  for (let at = rows.indexOf(row as HTMLTableRowElement) - 1; at >= 0 && at > rows.indexOf(row as HTMLTableRowElement) - 200; at -= 1) {
    const candidate = rows[at];
    if (candidate === undefined || (scan.unitsWithin.get(candidate) ?? 0) > 0) continue;
    return candidate.children.length === row.children.length ? (candidate.children[index] ?? null) : null;
  }
  return null;
}

/** The smallest box that holds this question and one or two others, and the text before it or in it that names them all. */
export function clusterOf(unit: Unit, scan: Scan): { box: Element; size: number; label: string } | null {
  let box: Element | null = unit.ancestor;
  while (box !== null && (scan.unitsWithin.get(box) ?? 0) <= 1) box = parentOf(box);
  const size = box === null ? 0 : (scan.unitsWithin.get(box) ?? 0);
  if (box === null || size > 3 || /^(form|body|main)$/.test(box.localName)) return null;
  const around = box;
  const at = scan.order.get(unit) ?? 0;
  const members = scan.units.slice(Math.max(0, at - 2), at + 3).filter((other) => composedContains(around, other.ancestor)).flatMap((other) => other.members);
  const group = groupName(around);
  const parts = { ...unit, members, ancestor: around };
  const label = group?.text ?? nearText(parts, scan)?.text ?? tableText(parts, scan)?.text ?? '';
  return { box, size, label };
}

/** Name of one radio or checkbox of a group. */
export function choiceLabel(choice: Element, scan: Scan): string {
  const labels = labelsOf(choice);
  const label = labels.find((candidate) => composedContains(candidate, choice)) ?? labels.at(-1);
  const references = referenced(choice, 'aria-labelledby');
  const named = attribute(choice, 'aria-label') || (references.length > 0 ? references.map(plainText).join(' ') : '') || (label === undefined ? '' : plainText(label));
  if (collapse(named) !== '') return collapse(named);
  if (choice.localName !== 'input') return collapse(choice.textContent ?? '') || attribute(choice, 'title');
  const after = textBesideChoice(choice, scan);
  const head = after === '' ? columnHead(choice.closest('td') ?? choice, scan) : null;
  return after || (head === null ? '' : plainText(head)) || attribute(choice, 'title') || attribute(choice, 'value');
}

export function textBesideChoice(choice: Element, scan: Scan): string {
  let current: Element = choice;
  for (let level = 0; level < 3; level += 1) {
    let text = '';
    for (let next = current.nextSibling; next !== null; next = next.nextSibling) {
      if (next.nodeType === Node.ELEMENT_NODE && ((scan.unitsWithin.get(next as Element) ?? 0) > 0 || (next as Element).localName === 'br')) break;
      text += next.nodeType === Node.TEXT_NODE ? (next as Text).data : next.nodeType === Node.ELEMENT_NODE && !isHidden(next as Element) ? ` ${plainText(next as Element)} ` : '';
    }
    if (collapse(text) !== '') return collapse(text);
    const parent = parentOf(current);
    if (parent === null || parent.querySelectorAll('input').length > 1) return '';
    current = parent;
  }
  return '';
}

/** Nothing but a star, the word "required", or a picture that says it. */
export function isMarker(node: Node | null): boolean {
  if (node === null) return false;
  const text = collapse(node.textContent ?? '');
  if (/^[(\s]*([*✱∗＊﹡]|required|mandatory|pflichtfeld)[)\s:]*$/i.test(text)) return node.nodeType === Node.TEXT_NODE || (node.nodeType === Node.ELEMENT_NODE && !isHidden(node as Element));
  return node.nodeType === Node.ELEMENT_NODE && (node as Element).localName === 'img' && /required|mandatory|pflicht/i.test(`${attribute(node as Element, 'alt')} ${attribute(node as Element, 'title')}`);
}

/** A marker right after a label, or before it where both begin their box; also beside the part of a label's cell that holds it. */
export function markerBeside(label: Element, scan: Scan): boolean {
  const solid = (node: Node | null, step: (from: Node) => Node | null): Node | null => {
    let at = node;
    while (at !== null && at.nodeType !== Node.ELEMENT_NODE && collapse(at.textContent ?? '') === '') at = step(at);
    return at;
  };
  let current: Element = label;
  for (let level = 0; level < 2; level += 1) {
    if (isMarker(solid(current.nextSibling, (node) => node.nextSibling))) return true;
    const before = solid(current.previousSibling, (node) => node.previousSibling);
    if (isMarker(before) && solid(before?.previousSibling ?? null, (node) => node.previousSibling) === null) return true;
    const parent = parentOf(current);
    if (parent === null || (scan.unitsWithin.get(parent) ?? 0) > 0) return false;
    current = parent;
  }
  return false;
}

/** Any of the label's elements, or a class of the box around the question alone, says that it must be answered. */
export function isMarkedRequired(unit: Unit, label: FoundLabel, scan: Scan): boolean {
  if (label.elements.some((element) => hasRequiredMarker(element) || markerBeside(element, scan))) return true;
  if (isMarker(unit.members.at(-1)?.nextSibling ?? null)) return true;
  let box = parentOf(unit.ancestor);
  for (let level = 0; box !== null && level < 4 && (scan.unitsWithin.get(box) ?? 0) <= 1; level += 1, box = parentOf(box)) {
    if (/^(form|body)$/.test(box.localName)) return false;
    if (saysRequired(classesOf(box)) || /(^|\s)(required-field|form-required)(\s|$)/i.test(classesOf(box)) || attribute(box, 'data-required') === 'true') return true;
  }
  return false;
}
