/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { attribute, collapse } from './dom.ts';
import { choiceLabel } from './labels.ts';
import { closeList, openList, openListOf, pause, pointerClick } from './lists.ts';
import { isChosen, optionElements, optionLabel, valueOf } from './values.ts';
import type { Scan, Unit } from './units.ts';

/** Sets a text field as typing does for the page's scripts: through the native setter, with input and change events. */
export function setText(control: Element, text: string): void {
  const prototype = control.localName === 'textarea' ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
  (control as HTMLElement).focus({ preventScroll: true });
  if (control.localName !== 'input' && control.localName !== 'textarea') return;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(control, text);
  control.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, data: text, inputType: 'insertText' }));
  control.dispatchEvent(new Event('change', { bubbles: true }));
  (control as HTMLElement).blur();
}

/** Chooses options of a native select by label; libraries that replace it follow its `change` event. False: one is not there. */
export function setSelect(select: HTMLSelectElement, labels: readonly string[]): boolean {
  const options = [...select.options];
  const wanted = labels.map((label) => options.find((option) => !option.disabled && collapse(option.label || option.text) === label));
  if (wanted.some((option) => option === undefined)) return false;
  for (const option of options) if (option.selected !== wanted.includes(option) && (select.multiple || wanted.includes(option))) option.selected = wanted.includes(option);
  select.dispatchEvent(new Event('input', { bubbles: true }));
  select.dispatchEvent(new Event('change', { bubbles: true }));
  select.dispatchEvent(new CustomEvent('chosen:updated', { bubbles: true }));
  return true;
}

/** Makes exactly the members with these labels chosen. False: a label is not there, or a click had no effect. */
export async function setChoices(unit: Unit, scan: Scan, labels: readonly string[]): Promise<boolean> {
  const named = unit.members.map((member) => ({ member, label: unit.widget === 'toggle' ? collapse(member.textContent ?? '') : choiceLabel(member, scan) }));
  if (labels.some((label) => !named.some((choice) => choice.label === label))) return false;
  for (const { member, label } of named) {
    const wanted = labels.includes(label);
    if (isChosen(member) === wanted || (!wanted && unit.widget !== 'checkbox_group')) continue;
    await clickChoice(member);
  }
  const chosen = named.filter(({ member }) => isChosen(member)).map(({ label }) => label);
  return chosen.length === labels.length && labels.every((label) => chosen.includes(label));
}

/** A native radio or checkbox only needs `click`; a button that plays one gets all that a pointer sends. */
export async function clickChoice(member: Element): Promise<void> {
  const before = isChosen(member);
  if (member.localName === 'input') (member as HTMLInputElement).click();
  else pointerClick(member);
  for (let attempt = 0; attempt < 20 && isChosen(member) === before && member.isConnected; attempt += 1) await pause(10);
}

export interface LocatedOption {
  element: Element | null;
  /** What the list offered instead. */
  offered: string[];
  opened: boolean;
}

/** Opens a list and finds the option with this label, scrolling through a list that draws only a part of itself. */
export async function locateOption(unit: Unit, label: string, waitMs: number): Promise<LocatedOption> {
  const control = unit.members[0] as Element;
  const list = unit.widget === 'listbox' ? control : ((await openList(control, waitMs)).list ?? null);
  if (list === null) return { element: null, offered: [], opened: attribute(control, 'aria-expanded') === 'true' };
  const offered = new Set<string>();
  const find = () => {
    for (const option of optionElements(list)) {
      const text = optionLabel(option);
      if (text === label && attribute(option, 'aria-disabled') !== 'true') return option;
      if (text !== '' && offered.size < 50) offered.add(text);
    }
    return null;
  };
  let found = find();
  const scroller = [list, ...list.querySelectorAll('*')].slice(0, 50).find((element) => element.scrollHeight > element.clientHeight + 4 && element.clientHeight > 0) ?? list.parentElement;
  for (let step = 0; found === null && scroller !== null && step < 200; step += 1) {
    const at = scroller.scrollTop;
    scroller.scrollTop = at + Math.max(scroller.clientHeight * 0.8, 20);
    if (scroller.scrollTop === at) break;
    await pause(16);
    found = find();
  }
  found?.scrollIntoView({ block: 'nearest' });
  return { element: found, offered: [...offered], opened: true };
}

/** What a list offers after something was typed into its input; waits until it stands still. */
export async function offeredOptions(control: Element, waitMs: number): Promise<Element[]> {
  // Workday's prompts search at the key only. No browser sends a form for a key that a script made up.
  if (control.closest('[data-automation-id*=multiselect i]') !== null) control.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 13, bubbles: true, cancelable: true, composed: true }));
  const deadline = performance.now() + waitMs;
  let last = -1;
  let steady = 0;
  let options: Element[] = [];
  while (performance.now() < deadline) {
    const list = openListOf(control, []);
    options = list === null ? [] : optionElements(list).filter((option) => optionLabel(option) !== '' && attribute(option, 'aria-disabled') !== 'true');
    steady = options.length > 0 && options.length === last ? steady + 1 : 0;
    if (steady >= 6) return options;
    last = options.length;
    await pause(50);
  }
  return options;
}

/** Closes the list of a control if it stands open. */
export async function ensureClosed(unit: Unit): Promise<void> {
  const control = unit.members[0] as Element;
  if (unit.widget !== 'listbox' && (attribute(control, 'aria-expanded') === 'true' || openListOf(control, []) !== null)) await closeList(control, []);
}

/** Takes chosen entries out of a multiple list that are not wanted: by their remove buttons, else by choosing them again. */
export async function removeOthers(unit: Unit, scan: Scan, labels: readonly string[]): Promise<void> {
  const control = unit.members[0] as Element;
  for (let round = 0; round < 50; round += 1) {
    const value = valueOf(unit, scan);
    const surplus = (Array.isArray(value) ? value : []).find((label) => !labels.includes(label));
    if (surplus === undefined) return;
    const box = control.closest('[class*=control i],[class*=multiselect i]') ?? control.parentElement;
    const chip = [...(box?.querySelectorAll('[class*=multi-value i],[class*=multiValue],[data-automation-id=selectedItem],[class*=MuiChip-root]') ?? [])].find((element) => collapse(element.textContent ?? '') === surplus);
    const remove = chip?.querySelector('[class*=remove i],[aria-label^=Remove i],[aria-label^=Delete i],svg,button') ?? chip?.parentElement?.querySelector(`[aria-label="Remove ${CSS.escape(surplus)}"]`);
    if (!remove) return;
    pointerClick(remove);
    await pause(20);
  }
}
