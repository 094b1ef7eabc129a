/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { RawOption, RawValue } from '../raw-form.ts';
import { attribute, classesOf, collapse, isRendered, isShown, parentOf } from './dom.ts';
import { frameEditor } from './controls.ts';
import { choiceLabel } from './labels.ts';
import type { Scan, Unit } from './units.ts';

/** Choices that can be read without opening anything; null: they must be opened. */
export function optionsOf(unit: Unit, scan: Scan, refOf: (element: Element) => number, limit: number): RawOption[] | null {
  const control = unit.members[0] as Element;
  if (unit.widget === 'select' || unit.widget === 'mirrored_select') return nativeOptions(control as HTMLSelectElement, limit);
  if (unit.optionSource !== null) return nativeOptions(unit.optionSource, limit);
  if (unit.widget === 'listbox') return listOptions(control, limit).map((option) => ({ ...option, value: '', ref: null, placeholder: option.disabled }));
  if (/^(radio|aria_radio|checkbox_group|toggle)$/.test(unit.widget)) {
    return unit.members.slice(0, limit).map((member) => ({
      label: unit.widget === 'toggle' ? collapse(member.textContent ?? '') : choiceLabel(member, scan),
      value: attribute(member, 'value'),
      ref: refOf(member),
      selected: isChosen(member),
      placeholder: false,
    }));
  }
  return unit.widget === 'combobox' || unit.widget === 'listbox_button' ? null : [];
}

export function nativeOptions(select: HTMLSelectElement, limit: number): RawOption[] {
  return [...select.options].slice(0, limit).map((option, index) => ({
    label: collapse(option.label || option.text),
    value: option.value,
    ref: null,
    selected: option.selected,
    placeholder: (option.value === '' && option.hasAttribute('value')) || (index === 0 && option.disabled) || option.hasAttribute('hidden') || collapse(option.label || option.text) === '',
  }));
}

/** Options of a drawn list, as they stand. */
export function listOptions(list: Element, limit: number): { label: string; selected: boolean; disabled: boolean }[] {
  return optionElements(list)
    .slice(0, limit)
    .map((option) => ({
      label: optionLabel(option),
      selected: attribute(option, 'aria-selected') === 'true' || attribute(option, 'aria-checked') === 'true',
      disabled: attribute(option, 'aria-disabled') === 'true',
    }));
}

export function optionElements(list: Element): Element[] {
  const answers = (found: Iterable<Element>) => [...found].filter((option) => !isNotice(option));
  const options = answers(list.querySelectorAll('[role=option],[role=menuitemradio],[role=treeitem]')).filter((option) => option.querySelector('[role=option]') === null);
  if (options.length > 0) return options;
  const classed = answers(list.querySelectorAll('[class*=option i]')).filter((option) => option.querySelector('[class*=option i]') === null);
  return classed.length > 0 ? classed : answers(list.querySelectorAll(':scope > li'));
}

/** "No options", "Loading…", "Type to search": a line in a list that is no entry of it. */
export function isNotice(option: Element): boolean {
  if (/(^|[\s_-])(notice|no-?(options|results)|loading|empty)([\s_-]|$)/i.test(classesOf(option))) return true;
  return /^(no (options|results|matches|items|data)( found| available)?|loading|searching|(start )?typ(e|ing)( to search)?|please (type|enter) .{0,40}characters?)[\s.…]*$/i.test(collapse(option.textContent ?? ''));
}

export function optionLabel(option: Element): string {
  return collapse(attribute(option, 'aria-label') || (option.textContent ?? ''));
}

/** Checked, pressed or marked as the active one. */
export function isChosen(element: Element): boolean {
  if (element.localName === 'input') return (element as HTMLInputElement).checked;
  for (const name of ['aria-checked', 'aria-pressed', 'aria-selected']) if (element.hasAttribute(name)) return attribute(element, name) === 'true';
  const state = attribute(element, 'data-state');
  if (state !== '') return /^(on|checked|active|selected)$/.test(state);
  return /(^|[\s_-])(active|selected|checked|is-active|is-selected|pressed)([\s_-]|$)/i.test(classesOf(element));
}

export function valueOf(unit: Unit, scan: Scan): RawValue {
  const control = unit.members[0] as Element;
  switch (unit.widget) {
    case 'input':
      return control.localName === 'input' ? withDialCode(control as HTMLInputElement) : attribute(control, 'aria-valuetext') || attribute(control, 'aria-valuenow');
    case 'textarea':
      return (control as HTMLTextAreaElement).value;
    case 'rich_text':
      return editorText(frameEditor(control) ?? (control as HTMLElement));
    case 'select':
    case 'mirrored_select':
      return [...(control as HTMLSelectElement).selectedOptions].filter((option) => !(option.value === '' && option.hasAttribute('value'))).map((option) => collapse(option.label || option.text));
    case 'checkbox':
    case 'aria_checkbox':
      return isChosen(control);
    case 'radio':
    case 'aria_radio':
    case 'checkbox_group':
      return unit.members.filter(isChosen).map((member) => choiceLabel(member, scan));
    case 'toggle':
      return unit.members.filter(isChosen).map((member) => collapse(member.textContent ?? ''));
    case 'file':
      return { files: filesOf(control as HTMLInputElement) };
    case 'listbox':
      return listOptions(control, 600).filter((option) => option.selected).map((option) => option.label);
    default:
      return comboboxValue(unit);
  }
}

/** A telephone number with the country code that stands beside its input and is sent along. */
export function withDialCode(input: HTMLInputElement): string {
  const code = input.value.trim() === '' || /^\s*(\+|00)/.test(input.value) ? '' : (dialCodeBox(input)?.textContent ?? '').trim();
  return /^\+\d{1,4}$/.test(code) ? `${code} ${input.value}` : input.value;
}

export function dialCodeBox(input: Element): Element | null {
  return input.closest('.iti')?.querySelector('.iti__selected-dial-code') ?? null;
}

/** The lines of an editor as they would be sent: a paragraph is one line, however far apart paragraphs are drawn. */
export function editorText(root: HTMLElement): string {
  const blocks = [...root.children];
  const isBlock = (element: Element) => /^(p|div|h[1-6]|ul|ol|blockquote|pre)$/.test(element.localName);
  const loose = [...root.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== '');
  if (loose || blocks.length === 0 || !blocks.every(isBlock)) return root.innerText.replace(/\n$/, '');
  return blocks.map((block) => (block as HTMLElement).innerText.replace(/\n$/, '')).join('\n');
}

/** Files in the input; when a script took them away: the file name that the box around it shows. */
export function filesOf(input: HTMLInputElement): { name: string; sizeBytes: number }[] {
  return [...(input.files ?? [])].slice(0, 10).map((file) => ({ name: file.name, sizeBytes: file.size }));
}

/** What a list widget shows as chosen; react-select's input is empty, its value stands beside it. */
export function comboboxValue(unit: Unit): RawValue {
  const control = unit.members[0] as Element;
  const box = widgetBox(control);
  const several = [...box.querySelectorAll('[class*=multi-value__label i],[class*=multiValueLabel],[data-automation-id=selectedItem],[class*=MuiChip-label]')].map((chip) => collapse(chip.textContent ?? ''));
  if (several.length > 0) return several;
  const single = [...box.querySelectorAll('[class*=single-value i],[class*=singleValue]')].find((element) => !element.contains(control));
  if (single !== undefined) return collapse(single.textContent ?? '');
  if (control.localName === 'input') return collapse((control as HTMLInputElement).value);
  if (unit.optionSource !== null) {
    const chosen = [...unit.optionSource.selectedOptions].filter((option) => option.value !== '').map((option) => collapse(option.text));
    if (chosen.length > 0) return chosen;
  }
  const placeholder = control.querySelector('[class*=placeholder i],[data-placeholder]');
  if (placeholder !== null || control.hasAttribute('data-placeholder')) return '';
  return shownText(control);
}

export function shownText(element: Element): string {
  return collapse((element as HTMLElement).innerText ?? element.textContent ?? '');
}

/** The box drawn as the widget: what is around the input, up to a border that a select class names. */
export function widgetBox(control: Element): Element {
  let box = control;
  let current = parentOf(control);
  for (let level = 0; current !== null && level < 5; level += 1, current = parentOf(current)) {
    if (/^(form|body|main|fieldset|li|label)$/.test(current.localName)) break;
    const inputs = [...current.querySelectorAll('input:not([type=hidden]),select,textarea,[role=combobox],[aria-haspopup=listbox]')];
    if (inputs.some((input) => input !== control && !input.contains(control) && attribute(input, 'aria-hidden') !== 'true' && isRendered(input) && isShown(input))) break;
    if (/select|combobox|autocomplete|dropdown|picker|multiselect|control|shell/i.test(`${classesOf(current)} ${attribute(current, 'data-automation-id')}`)) box = current;
  }
  return box;
}
