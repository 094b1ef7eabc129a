/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Widget } from '../raw-form.ts';
import { attribute, classesOf, collapse, commonAncestor, composedContains, inAriaHidden, isClippedAway, isEditable, isRendered, isShown, isShownWithin, parentOf, referenced } from './dom.ts';

/** A control that can be worked, before radios and checkboxes are put together. */
export interface Control {
  element: Element;
  widget: Widget;
  /** A hidden native select beside an ARIA widget: carries its options. */
  optionSource: HTMLSelectElement | null;
}

/** The widget that an element is; null: no control that a question could have. */
export function widgetOf(element: Element): Widget | null {
  const role = attribute(element, 'role');
  switch (element.localName) {
    case 'input':
      return inputWidget(element as HTMLInputElement, role);
    case 'textarea':
      return /g-recaptcha|h-captcha|cf-turnstile/.test(attribute(element, 'name') + classesOf(element)) ? null : 'textarea';
    case 'select':
      return 'select';
    case 'iframe':
      return frameEditor(element) === null ? null : 'rich_text';
    default:
  }
  if (role === 'radio') return 'aria_radio';
  if (role === 'checkbox' || role === 'switch') return 'aria_checkbox';
  if (role === 'combobox') return element.querySelector('input:not([type=hidden])') ? null : 'listbox_button';
  if (attribute(element, 'aria-haspopup') === 'listbox' || isLabelledMenu(element)) return element.querySelector('input:not([type=hidden])') ? null : 'listbox_button';
  if (role === 'spinbutton') return 'input';
  if (role === 'listbox') return 'listbox';
  if (isEditable(element) && !isEditable(element.parentElement ?? document.documentElement)) return 'rich_text';
  return null;
}

/** A button with a label of its own that opens a menu: a choice, where a menu of the page has none. */
export function isLabelledMenu(element: Element): boolean {
  if (element.localName !== 'button' || !/^(true|menu|dialog)$/.test(attribute(element, 'aria-haspopup'))) return false;
  return [...((element as HTMLButtonElement).labels ?? [])].some((label) => collapse(label.textContent ?? '') !== '');
}

export function inputWidget(input: HTMLInputElement, role: string): Widget | null {
  if (/^(hidden|submit|button|image|reset|password)$/.test(input.type)) return null;
  if (input.type === 'radio') return 'radio';
  if (input.type === 'checkbox') return 'checkbox';
  if (input.type === 'file') return 'file';
  if (isCaptchaAnswer(input)) return null;
  const opensList = role === 'combobox' || /^(list|both)$/.test(attribute(input, 'aria-autocomplete')) || /^(true|listbox)$/.test(attribute(input, 'aria-haspopup'));
  if (opensList || /^react-select-/.test(attribute(input, 'id')) || attribute(input, 'data-uxi-widget-type') === 'selectinput' || /^(listbox|combobox)$/.test(attribute(input.parentElement ?? input, 'role'))) return 'combobox';
  if (input.type === 'search' || role === 'searchbox') return null;
  return 'input';
}

/** Characters to be read from a picture: for a person. */
export function isCaptchaAnswer(element: Element): boolean {
  return /captcha|turing|security-?code-?image/i.test(`${attribute(element, 'name')} ${attribute(element, 'id')} ${classesOf(element)}`);
}

/** The body that is written in, of an editor in a frame of its own (TinyMCE, CKEditor 4): only where the page itself can reach it. */
export function frameEditor(element: Element): HTMLElement | null {
  if (element.localName !== 'iframe') return null;
  try {
    const inner = (element as HTMLIFrameElement).contentDocument;
    return inner?.body && (isEditable(inner.body) || inner.designMode === 'on') ? inner.body : null;
  } catch {
    return null;
  }
}

/** A text input whose date is chosen in a calendar that a script draws. */
export function isCalendarInput(element: Element): boolean {
  if (element.localName !== 'input' || !/^(text|tel|)$/.test((element as HTMLInputElement).type)) return false;
  const around = `${classesOf(element)} ${classesOf(element.parentElement ?? element)}`;
  // flatpickr shows a second input and hides the one that is sent.
  if (element.previousElementSibling?.matches('input[type=hidden].flatpickr-input')) return true;
  return /(^|[\s_-])(flatpickr-input|hasDatepicker|react-datepicker__input-container|react-date-picker|pikaday|datepicker|date-picker|air-datepicker|DayPickerInput|MuiPickers\S*)([\s_-]|$)/i.test(around);
}

/** Set as a trap for robots: named so, or asks to be left empty. */
export function isTrap(element: Element): boolean {
  const marks = `${attribute(element, 'name')} ${attribute(element, 'id')} ${classesOf(element)}`;
  if (/honey-?_?pot|(^|[\s_-])hp([\s_-]|$)|bot[-_]?(trap|field|check)|_gotcha|antispam|anti-spam/i.test(marks)) return true;
  const labels = [...((element as HTMLInputElement).labels ?? [])].map((label) => collapse(label.textContent ?? '')).join(' ');
  return /leave (this|it)?( field)? ?(blank|empty)|do not fill|don.t fill|if you are (a )?human/i.test(`${labels} ${attribute(element, 'aria-label')} ${attribute(element, 'placeholder')}`);
}

export function isDisabled(element: Element): boolean {
  if (attribute(element, 'aria-disabled') === 'true') return true;
  try {
    return element.matches(':disabled');
  } catch {
    return false;
  }
}

/** A person can reach it: seen itself, or (drawn by other means) through its label or the box around it. */
export function isReachable(element: Element, widget: Widget): boolean {
  if (isDisabled(element) || isTrap(element)) return false;
  if (widget === 'file') return hasVisibleBox(element);
  if (inAriaHidden(element)) return false;
  if (/^(aria_)?(radio|checkbox)$/.test(widget)) {
    if (isShown(element)) return true;
    const labels = [...((element as HTMLInputElement).labels ?? []), ...referenced(element, 'aria-labelledby')];
    return labels.some((label) => isShown(label)) || (isShownWithin(element, 2) && !isClippedAway(element));
  }
  if (widget === 'combobox') return isRendered(element) && isShownWithin(element, 4) && !isPartOfPhone(element);
  if (widget === 'listbox_button') return isShown(element) && !isPartOfPhone(element);
  if (widget === 'input' && (element as HTMLInputElement).readOnly && !looksLikeDatePicker(element) && !isCalendarInput(element)) return false;
  return isShown(element);
}

/** File inputs are mostly hidden behind a button or a drop zone: something near must be seen. */
export function hasVisibleBox(element: Element): boolean {
  let current = parentOf(element);
  for (let level = 0; current !== null && level < 6; level += 1, current = parentOf(current)) {
    if (/^(form|body|main|html)$/.test(current.localName)) return isShown(element);
    if (isShown(current)) return true;
    if (attribute(current, 'aria-hidden') === 'true') return false;
  }
  return isShown(element);
}

/** The country chooser inside a telephone field (intl-tel-input and its kind), without a label to be seen: belongs to the number. */
export function isPartOfPhone(element: Element): boolean {
  if (/(^|\s)iti__|flag-dropdown|PhoneInputCountry/.test(`${classesOf(element)} ${classesOf(element.parentElement ?? element)}`)) return true;
  if ([...((element as HTMLInputElement).labels ?? [])].some((label) => isShown(label)) || referenced(element, 'aria-labelledby').some((label) => label !== element && isShown(label))) return false;
  const says = `${attribute(element, 'aria-label')} ${attribute(element, 'title')} ${element.localName === 'select' ? '' : (element.textContent ?? '').slice(0, 100)}`;
  if (!/country|dial|calling|prefix|flag|vorwahl|\+\d/i.test(says)) return false;
  let box: Element | null = element;
  for (let level = 0; box !== null && level < 4; level += 1, box = parentOf(box)) {
    if (/phone|(^|[\s_-])tel([\s_-]|$)/i.test(`${box.localName} ${classesOf(box)} ${attribute(box, 'id')}`) || box.querySelector('input[type=tel]') !== null) return true;
  }
  return false;
}

export function looksLikeDatePicker(element: Element): boolean {
  return /date|calendar|picker/i.test(`${classesOf(element)} ${attribute(element, 'id')} ${attribute(element, 'name')} ${attribute(element, 'placeholder')} ${classesOf(element.parentElement ?? element)}`);
}

/** Libraries that hide a native select and follow its `change` event. */
export function isSelectReplacement(element: Element): boolean {
  return /(^|[\s_-])(select2|chosen|selectize|ts-wrapper|bootstrap-select|nice-select|choices|SumoSelect|ui-selectmenu|selectric|jq-selectbox|customSelect|multiselect-native-select|ms-parent)([\s_-]|$)/i.test(classesOf(element)) && isRendered(element);
}

/** The drawn replacement of a hidden select: next to it, or around it. */
export function replacementOf(select: Element): Element | null {
  const near = [select.nextElementSibling, select.previousElementSibling, select.parentElement, select.parentElement?.parentElement ?? null];
  return near.find((candidate): candidate is Element => candidate !== null && isSelectReplacement(candidate)) ?? null;
}

/** The ARIA widget that a hidden select mirrors: the only one in one of the next three boxes around it. */
export function widgetBeside(select: Element, controls: readonly Control[]): Control | null {
  let box = parentOf(select);
  for (let level = 0; box !== null && level < 3; level += 1, box = parentOf(box)) {
    const around: Element = box;
    const inside = controls.filter((control) => composedContains(around, control.element));
    if (inside.length > 1) return null;
    if (inside[0] !== undefined) return /^(listbox_button|combobox|listbox)$/.test(inside[0].widget) ? inside[0] : null;
  }
  return null;
}

/** All controls that a question may have. */
export function collectControls(elements: readonly Element[]): Control[] {
  const controls: Control[] = [];
  const hiddenSelects: HTMLSelectElement[] = [];
  for (const element of elements) {
    const widget = widgetOf(element);
    if (widget === null) continue;
    if (widget === 'select' && isPartOfPhone(element)) continue;
    if (widget === 'select' && !isDisabled(element) && (!isShown(element) || inAriaHidden(element))) hiddenSelects.push(element as HTMLSelectElement);
    else if (isReachable(element, widget) && !isInsideOther(element, widget)) controls.push({ element, widget, optionSource: null });
  }
  const replaced: Element[] = [];
  for (const select of hiddenSelects) {
    const replacement = replacementOf(select);
    if (replacement !== null) {
      replaced.push(replacement);
      controls.push({ element: select, widget: 'mirrored_select', optionSource: null });
      continue;
    }
    const beside = widgetBeside(select, controls);
    if (beside !== null && select.options.length > 1) beside.optionSource = select;
  }
  return controls.filter(({ element }) => element.localName === 'select' || !replaced.some((replacement) => composedContains(replacement, element)));
}

/** Lists and options that belong to another control: the popup of a combobox, the radios of an open list. */
export function isInsideOther(element: Element, widget: Widget): boolean {
  if (widget === 'listbox') {
    const id = attribute(element, 'id');
    const root = element.getRootNode() as Document | ShadowRoot;
    if (id !== '' && root.querySelector(`[aria-controls~="${CSS.escape(id)}"],[aria-owns~="${CSS.escape(id)}"]`)) return true;
    return element.querySelector('[role=option]') === null;
  }
  const around = parentOf(element)?.closest('[role=listbox],[role=menu],[role=toolbar],[role=grid][aria-label*="alendar"],datalist') ?? null;
  return around !== null && around.querySelector('input[type=file]') === null;
}

/** Buttons that are one question: a Yes/No pair, or two and more with aria-pressed side by side. */
export function collectToggles(elements: readonly Element[]): Element[][] {
  const parents = new Map<Element, Element[]>();
  for (const element of elements) {
    if (element.localName !== 'button' && attribute(element, 'role') !== 'button') continue;
    if (element.localName === 'button' && (element as HTMLButtonElement).type === 'submit' && element.hasAttribute('type')) continue;
    if (element.closest('[role=toolbar],[role=radiogroup],[role=tablist],nav,header,footer') || !isShown(element) || isDisabled(element)) continue;
    const parent = parentOf(element);
    if (parent !== null) parents.set(parent, [...(parents.get(parent) ?? []), element]);
  }
  const yes = /^(yes|ja|oui|s[ií]|sim|sì|tak)$/i;
  const no = /^(no|nein|non|não|nee|nie|nej)$/i;
  return [...parents.values()].filter((buttons) => {
    if (buttons.length < 2 || buttons.length > 12) return false;
    const texts = buttons.map((button) => collapse(button.textContent ?? ''));
    if (texts.some((text) => text === '' || text.length > 80)) return false;
    if (buttons.length === 2 && yes.test(texts[0] ?? '') && no.test(texts[1] ?? '')) return true;
    return buttons.every((button) => button.hasAttribute('aria-pressed')) && commonAncestor(buttons).querySelector('[contenteditable]') === null;
  });
}
