/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { attribute, collapse, isRendered, parentOf } from './dom.ts';

/** One answer as a page shows it again, without a control. */
export interface ShownAnswer {
  /** What the application names it; empty: nothing. */
  name: string;
  label: string;
  value: string;
}

/** The answers of the earlier steps that the last step of a wizard lists: named boxes, lists of terms, rows, labels with text beside them; at most 1000. */
export function shownAnswers(): ShownAnswer[] {
  const found: ShownAnswer[] = [];
  const taken = new Set<Element>();
  const add = (name: string, label: Element, value: string) => {
    taken.add(label);
    const text = collapse(label.textContent ?? '');
    if (text !== '' && text.length <= 1_000 && found.length < 1_000) found.push({ name: name.slice(0, 200), label: text, value: value.slice(0, 10_000) });
  };
  for (const label of document.querySelectorAll('label,legend,dt,th,[class*=label i],[data-automation-id*=label i]')) {
    if (!isRendered(label) || taken.has(label) || label.querySelector('label,legend,dt,th') !== null) continue;
    const box = shownBox(label);
    if (box !== null) add(attribute(box, 'data-automation-id'), label, textWithout(box, label));
    else if (label.nextElementSibling !== null && isPlainText(label.nextElementSibling)) add(attribute(label.nextElementSibling, 'data-automation-id'), label, shownTextOf(label.nextElementSibling));
  }
  for (const box of document.querySelectorAll('[data-automation-id^="formField-"]')) {
    if (!isPlainText(box) || [...taken].some((label) => box.contains(label))) continue;
    const [label = '', ...value] = ((box as HTMLElement).innerText ?? '').split('\n').map(collapse).filter((line) => line !== '');
    if (label !== '' && label.length <= 1_000 && found.length < 1_000) found.push({ name: attribute(box, 'data-automation-id').slice(0, 200), label, value: value.join(' ').slice(0, 10_000) });
  }
  return found;
}

/** The named box around a label that holds nothing but it and its value. */
export function shownBox(label: Element): Element | null {
  for (let box = parentOf(label), level = 0; box !== null && level < 4; box = parentOf(box), level += 1) {
    if (!/^formField-/.test(attribute(box, 'data-automation-id'))) continue;
    return isPlainText(box) ? box : null;
  }
  return null;
}

export function isPlainText(element: Element): boolean {
  return isRendered(element) && !/^(label|legend|dt|th)$/.test(element.localName) && element.querySelector('input:not([type=hidden]):not(:disabled):not([readonly]),select,textarea,[role=combobox],[contenteditable=true]') === null;
}

export function shownTextOf(element: Element): string {
  const boxes = [...element.querySelectorAll('input')].filter((input) => /^(checkbox|radio)$/.test(input.type)).map((input) => (input.checked ? 'Yes' : 'No'));
  return collapse(`${(element as HTMLElement).innerText ?? ''} ${boxes.join(' ')}`);
}

export function textWithout(box: Element, label: Element): string {
  const text = shownTextOf(box);
  const head = collapse((label as HTMLElement).innerText ?? '');
  return text.startsWith(head) ? collapse(text.slice(head.length)) : text;
}
