/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { attribute, classesOf, collapse, parentOf } from './dom.ts';
import type { FoundLabel } from './labels.ts';
import type { Scan, Unit } from './units.ts';

/** An input with a list that takes nothing but its entries: read only, or drawn by a library for selects. */
export function selectsOnly(control: HTMLInputElement): boolean {
  if (control.readOnly) return true;
  let box: Element | null = control;
  for (let level = 0; box !== null && level < 4; level += 1, box = parentOf(box)) {
    if (/^(form|body|main|fieldset|li|label)$/.test(box.localName)) return false;
    const marks = `${classesOf(box)} ${attribute(box, 'id')} ${attribute(box, 'data-automation-id')}`;
    if (/(^|[\s_-])(autocomplete|typeahead|autosuggest|geo|places?)([\s_-]|$)/i.test(marks)) return false;
    if (/select(?!ed|ion-?range)|combo-?box|dropdown|listbox|vs__search/i.test(marks.replace(/select-all/gi, ''))) return true;
  }
  return false;
}

/** Part of a date picker: named so, or with a calendar button beside it. */
export function hasCalendar(control: Element): boolean {
  if (/^(search|email|tel|url|number|range)$/.test(attribute(control, 'type'))) return false;
  if (/^(pick|select|choose|enter) (a )?date/i.test(attribute(control, 'placeholder'))) return true;
  let box: Element | null = control;
  for (let level = 0; box !== null && level < 3; level += 1, box = parentOf(box)) {
    if (/(^|[\s_-])(date-?picker|datepicker__input-container|input-date|date-?input|flatpickr-input|hasDatepicker|calendar-input)([\s_-]|$)/i.test(classesOf(box))) return true;
  }
  return false;
}

/** "Autofill from resume": an upload that fills the other fields is no question of its own. */
export function fillsOthers(unit: Unit, label: FoundLabel, scan: Scan): boolean {
  const words = /\b(auto-?(fill|complete)\w*|parse (my|your)? ?(resume|cv)|import (your |my )?(from )?(resume|cv|linkedin)|(pre-?)?fill (in|out)? ?(the |this |your )?(form|application|fields)|apply with (my |your )?(resume|cv))\b/i;
  if (words.test(label.text)) return true;
  let box = parentOf(unit.ancestor);
  for (let level = 0; box !== null && level < 5 && (scan.unitsWithin.get(box) ?? 0) <= 1; level += 1, box = parentOf(box)) {
    if (/^(form|body|main)$/.test(box.localName)) return false;
    if (/auto-?fill|apply-with-resume|resume-?pars/i.test(`${box.localName} ${classesOf(box)} ${attribute(box, 'data-test')} ${attribute(box, 'data-testid')} ${attribute(box, 'data-automation-id')}`)) return true;
    const text = collapse(box.textContent ?? '');
    if (text.length <= 300 && words.test(text)) return true;
  }
  return false;
}
