/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { accessibleName } from './accessible-name.ts';
import { attribute, classesOf, collapse, composedContains, isShown, parentOf, referenced } from './dom.ts';
import type { Scan, Unit } from './units.ts';

/** An error that can be seen; `ref` null: not at one question. */
export interface ShownError {
  ref: number | null;
  message: string;
}

export function errorSelector(): string {
  return '[role=alert],[class*=error i],[class*=invalid-feedback i],[class*=validation i],[data-automation-id*=rror]';
}

export function errorText(element: Element): string {
  if (!isShown(element) || element.querySelector('input:not([type=hidden]),select,textarea') !== null) return '';
  const text = collapse((element as HTMLElement).innerText ?? '');
  return text.length >= 2 && text.length <= 500 ? text : '';
}

/** Validation errors that stand on the page, at their questions and elsewhere; at most 200. */
export function shownErrors(units: readonly (readonly [number, Unit])[], scan: Scan): ShownError[] {
  const errors: ShownError[] = [];
  const taken = new Set<Element>();
  for (const [ref, unit] of units) {
    const message = unitError(unit, scan, taken);
    if (message !== '') errors.push({ ref, message });
  }
  const others = [...document.querySelectorAll(errorSelector())].filter((element) => ![...taken].some((known) => composedContains(element, known) || composedContains(known, element)));
  for (const element of others) {
    const text = errorText(element);
    if (text !== '' && !errors.some((error) => error.message.includes(text) || text.includes(error.message)) && /\p{L}/u.test(text)) errors.push({ ref: null, message: text });
  }
  return errors.slice(0, 200);
}

export function unitError(unit: Unit, scan: Scan, taken: Set<Element>): string {
  const invalid = unit.members.some((member) => attribute(member, 'aria-invalid') === 'true');
  for (const member of unit.members) {
    for (const element of [...referenced(member, 'aria-errormessage'), ...referenced(member, 'aria-describedby').filter((described) => /error|invalid|alert/i.test(`${attribute(described, 'id')} ${classesOf(described)} ${attribute(described, 'role')}`))]) {
      const text = errorText(element);
      if (text === '') continue;
      taken.add(element);
      return text;
    }
  }
  let box = parentOf(unit.ancestor);
  for (let level = 0; box !== null && level < 5 && (scan.unitsWithin.get(box) ?? 0) <= 1; level += 1, box = parentOf(box)) {
    if (/^(form|body|main)$/.test(box.localName)) break;
    for (const element of box.querySelectorAll(errorSelector())) {
      const text = errorText(element);
      if (text === '') continue;
      taken.add(element);
      return text;
    }
  }
  return invalid ? 'The page marks this answer as invalid.' : '';
}

/** What the browser itself holds against the form, so that a click on its button sends nothing. */
export function nativeErrors(units: readonly (readonly [number, Unit])[]): ShownError[] {
  const errors: ShownError[] = [];
  for (const [ref, unit] of units) {
    const control = unit.members.find((member) => 'validity' in member && (member as HTMLInputElement).willValidate && !(member as HTMLInputElement).validity.valid) as HTMLInputElement | undefined;
    if (control !== undefined && control.form !== null && !control.form.noValidate) errors.push({ ref, message: control.validationMessage || 'The browser marks this answer as invalid.' });
  }
  return errors.slice(0, 200);
}

/** How many of the questions can still be seen. */
export function shownUnits(units: readonly (readonly [number, Unit])[]): number {
  return units.filter(([, unit]) => unit.members.some((member) => member.isConnected && (isShown(member) || isShown(parentOf(member) ?? member)))).length;
}

/** The text a person sees, by line; at most 100 000 characters. */
export function visibleLines(): string[] {
  const text = (document.body?.innerText ?? '').slice(0, 100_000);
  return text.split('\n').map(collapse).filter((line) => line !== '');
}

/** Text of a button, as it stands now. */
export function buttonText(element: Element): string {
  return accessibleName(element, { embedded: 'skip', plain: false });
}

/** A file name shown near a file control whose script took the file away. */
export function showsFileName(unit: Unit, name: string): boolean {
  let box = parentOf(unit.ancestor);
  for (let level = 0; box !== null && level < 6; level += 1, box = parentOf(box)) {
    if (/^(form|body|main)$/.test(box.localName)) return false;
    if (collapse((box as HTMLElement).innerText ?? '').includes(name)) return true;
  }
  return false;
}
