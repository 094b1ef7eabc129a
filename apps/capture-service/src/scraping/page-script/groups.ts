/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Place, RawGroup } from '../raw-form.ts';
import { contentText } from './accessible-name.ts';
import { attribute, classesOf, collapse, composedContains, isHidden, parentOf, referenced } from './dom.ts';
import { textLength, type Scan, type Unit } from './units.ts';

/** Name of a fieldset or a labelled group; null: no group, or a nameless one. */
export function groupName(element: Element): { text: string; elements: Element[] } | null {
  const role = attribute(element, 'role');
  const fieldset = element.localName === 'fieldset';
  const box = role === '' && /^(div|span|li|p)$/.test(element.localName) && element.hasAttribute('aria-labelledby');
  if (!fieldset && role !== 'group' && role !== 'radiogroup' && !box) return null;
  const options = { embedded: 'skip', plain: true } as const;
  const references = referenced(element, 'aria-labelledby');
  const byReference = collapse(references.map((reference) => contentText(reference, options)).join(' '));
  if (byReference !== '') return { text: byReference, elements: references };
  const label = collapse(attribute(element, 'aria-label'));
  const legend = fieldset ? [...element.children].find((child) => child.localName === 'legend') : undefined;
  if (label !== '') return { text: label, elements: legend === undefined ? [] : [legend] };
  const text = legend === undefined ? '' : contentText(legend, options);
  return text === '' || legend === undefined ? null : { text, elements: [legend] };
}

/** Named groups around a question, outermost first. */
export function groupsAround(unit: Unit, scan: Scan): RawGroup[] {
  const groups: RawGroup[] = [];
  let current: Element | null = unit.members.length > 1 ? unit.ancestor : parentOf(unit.ancestor);
  for (; current !== null && groups.length < 6; current = parentOf(current)) {
    const name = groupName(current);
    const nameless = name === null && (current.localName === 'fieldset' || attribute(current, 'role') === 'group');
    if (name !== null || nameless) groups.unshift({ key: keyOf(current, scan), name: name?.text ?? '' });
  }
  return groups;
}

export function keyOf(element: Element | null, scan: Scan): number {
  if (element === null) return -1;
  const known = scan.keys.get(element);
  if (known !== undefined) return known;
  scan.keys.set(element, scan.keys.size);
  return scan.keys.size - 1;
}

/** The heading that a question stands under, within the form: a heading before it, or the name of the part around it. Labels of questions do not count. */
export function sectionOf(unit: Unit, scope: Element, labels: readonly Element[], scan: Scan): string {
  let current: Element = unit.ancestor;
  let between = 0;
  for (let level = 0; level < 30 && current !== scope; level += 1) {
    for (let sibling = current.previousElementSibling; sibling !== null; sibling = sibling.previousElementSibling) {
      const heading = headingIn(sibling, labels, scan);
      if (heading !== '') return heading;
      // A heading over a long text is about that text: a job description, not this part of the form.
      if ((scan.unitsWithin.get(sibling) ?? 0) === 0) between += textLength(sibling, scan);
      if (between > 1500) return '';
    }
    const parent = parentOf(current);
    if (parent === null) return '';
    if (current !== unit.ancestor && /^(section|article)$/.test(current.localName)) {
      const name = collapse(attribute(current, 'aria-label')) || referenced(current, 'aria-labelledby').map((reference) => contentText(reference, { embedded: 'skip', plain: true })).join(' ');
      if (name !== '') return name;
    }
    current = parent;
  }
  return '';
}

/** The last h2 to h6 of an element without controls; one with controls has its headings for itself. */
export function headingIn(element: Element, labels: readonly Element[], scan: Scan): string {
  if ((scan.unitsWithin.get(element) ?? 0) > 0) return '';
  if (textLength(element, scan) > 1500) return '';
  const headings = [...(isHeading(element) ? [element] : []), ...element.querySelectorAll('h2,h3,h4,h5,h6,[role=heading],[class*=section-header i],[class*=section-title i],[class*=section-heading i]')];
  for (const heading of headings.reverse().slice(0, 50)) {
    if (heading.closest('label') !== null || isHidden(heading) || labels.some((label) => composedContains(label, heading) || composedContains(heading, label))) continue;
    const text = contentText(heading, { embedded: 'skip', plain: true });
    if (text !== '' && text.length <= 300) return text;
  }
  return '';
}

export function isHeading(element: Element): boolean {
  return /^h[2-6]$/.test(element.localName) || attribute(element, 'role') === 'heading' || /(^|[\s_-])section-?(header|title|heading)(\s|$)/i.test(classesOf(element));
}

/** Hints: what aria-describedby names and texts that are marked as help within the question's own box; no errors. */
export function helpOf(unit: Unit, scan: Scan, labels: readonly Element[]): string {
  const texts: string[] = [];
  const options = { embedded: 'skip', plain: false } as const;
  const add = (element: Element) => {
    if (labels.some((label) => label === element || composedContains(label, element) || composedContains(element, label))) return;
    if (/error|invalid|placeholder|live-?region|single-?value/i.test(`${attribute(element, 'id')} ${classesOf(element)}`) || attribute(element, 'role') === 'alert') return;
    if (unit.members.some((member) => composedContains(element, member))) return;
    const text = contentText(element, options);
    if (/\b(is required|is invalid|invalid|enter a valid|must not be empty|field is mandatory)\b/i.test(text)) return;
    if (text !== '' && !texts.some((known) => known.includes(text))) texts.push(text);
  };
  if (unit.members.length === 1 && unit.widget !== 'file') for (const label of (unit.members[0] as HTMLInputElement).labels ?? []) add(label);
  const described = [...unit.members, ...(unit.members.length > 1 ? [unit.ancestor, parentOf(unit.ancestor) ?? unit.ancestor] : [])];
  for (const element of described.slice(0, 5)) for (const reference of referenced(element, 'aria-describedby')) add(reference);
  let box = parentOf(unit.ancestor);
  for (let level = 0; box !== null && level < 4 && (scan.unitsWithin.get(box) ?? 0) <= 1; level += 1, box = parentOf(box)) {
    if (/^(form|body|main)$/.test(box.localName)) break;
    for (const hint of box.querySelectorAll('[class*=help i],[class*=hint i],[class*=description i],[class*=instruction i],[class*=sublabel i],small')) if (!isHidden(hint)) add(hint);
  }
  return texts.join(' ').slice(0, 4000);
}

/** Parts of a page that are no application form. */
export function placeOf(element: Element): Place {
  for (let current: Element | null = element; current !== null; current = parentOf(current)) {
    const role = attribute(current, 'role');
    const marks = `${attribute(current, 'id')} ${classesOf(current)} ${attribute(current, 'aria-label')}`;
    if (role === 'search' || current.localName === 'search') return 'search';
    if (/(^|[\s_-])(cookie|cookies|onetrust|optanon|cookiebot|usercentrics|didomi|truste|cky|cc-window|osano)([\s_-]|$)|cookie-?(banner|consent|notice|settings|preference)/i.test(marks)) return 'cookie_banner';
    if (/(^|[\s_-])(newsletter|mailing-?list|talent-?(community|network)-?signup|job-?alerts?)([\s_-]|$)/i.test(marks)) return 'newsletter';
    if (current.localName === 'nav' || role === 'navigation') return 'navigation';
    if (current.localName === 'form' || current.localName === 'main' || role === 'form' || role === 'main' || role === 'dialog') continue;
    if (current.localName === 'footer' || role === 'contentinfo') return 'footer';
    if ((current.localName === 'header' && current.closest('form,main,article,section,[role=dialog]') === null) || role === 'banner') return 'navigation';
    if (current.localName === 'aside' || role === 'complementary') return 'aside';
  }
  return 'form';
}
