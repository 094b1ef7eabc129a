/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { OpenedList } from '../raw-form.ts';
import { attribute, classesOf, collapse, composedContains, isRendered, isShown, parentOf, referenced } from './dom.ts';
import { listOptions, widgetBox } from './values.ts';

/** Waits without occupying the page. */
export function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}

/** What a person's click sends. */
export function pointerClick(element: Element): void {
  const rect = element.getBoundingClientRect();
  const at = { bubbles: true, cancelable: true, composed: true, view: window, clientX: rect.x + Math.min(rect.width / 2, 20), clientY: rect.y + rect.height / 2, button: 0 };
  const pointer = { ...at, pointerId: 1, pointerType: 'mouse', isPrimary: true };
  element.dispatchEvent(new PointerEvent('pointermove', pointer));
  element.dispatchEvent(new MouseEvent('mousemove', at));
  element.dispatchEvent(new PointerEvent('pointerdown', { ...pointer, buttons: 1 }));
  element.dispatchEvent(new MouseEvent('mousedown', { ...at, buttons: 1, detail: 1 }));
  element.dispatchEvent(new PointerEvent('pointerup', pointer));
  element.dispatchEvent(new MouseEvent('mouseup', { ...at, detail: 1 }));
  if (element.isConnected) element.dispatchEvent(new MouseEvent('click', { ...at, detail: 1 }));
}

/** Where a click opens the list: the drawn control around an input, or the button itself. */
export function openerOf(control: Element): Element {
  if (control.localName !== 'input') return control;
  let current = parentOf(control);
  for (let level = 0; current !== null && level < 4; level += 1, current = parentOf(current)) {
    if (/(^|[\s_-])(control|select2-selection|Select-control)([\s_-]|$)/i.test(classesOf(current))) return current;
  }
  return control;
}

/** Lists that can be seen now, in the page (they are often drawn at its end) or in the control's own shadow tree. */
export function shownLists(control: Element): Element[] {
  const selector = '[role=listbox],[role=tree],[role=menu],[class*=menu-list],.select__menu,.Select-menu';
  const root = control.getRootNode() as Document | ShadowRoot;
  const lists = new Set([...document.querySelectorAll(selector), ...root.querySelectorAll(selector)]);
  return [...lists].filter((element) => isRendered(element) && isShown(element));
}

/** The list that belongs to a control, or one that was not there before it was opened. */
export function openListOf(control: Element, before: readonly Element[]): Element | null {
  const wrapper = control.closest('[aria-owns],[aria-controls]');
  const named = [...referenced(control, 'aria-controls'), ...referenced(control, 'aria-owns'), ...(wrapper === null ? [] : [...referenced(wrapper, 'aria-owns'), ...referenced(wrapper, 'aria-controls')])];
  // Some libraries leave their list in the page all the time: empty, it does not stand open.
  const own = named.map((element) => (/^(listbox|tree)$/.test(attribute(element, 'role')) ? element : (element.querySelector('[role=listbox]') ?? element))).find((element) => isShown(element) && collapse(element.textContent ?? '') !== '');
  if (own !== undefined) return own;
  const fresh = shownLists(control).filter((list) => !before.includes(list) && !composedContains(list, control));
  return fresh.find((list) => composedContains(widgetBox(control), list)) ?? fresh.at(-1) ?? null;
}

export function isOpen(control: Element, before: readonly Element[]): boolean {
  if (attribute(control, 'aria-expanded') === 'true') return true;
  return openListOf(control, before) !== null && attribute(control, 'aria-expanded') !== 'false';
}

/** Opens the list of a control, in page, and waits until its options stand still. */
export async function openList(control: Element, waitMs: number): Promise<{ list: Element | null; before: Element[] }> {
  const before = shownLists(control);
  const alreadyOpen = attribute(control, 'aria-expanded') === 'true';
  if (!alreadyOpen) {
    if (control.localName === 'input') (control as HTMLElement).focus({ preventScroll: true });
    await pause(0);
    if (attribute(control, 'aria-expanded') !== 'true' && openListOf(control, before) === null) pointerClick(openerOf(control));
  }
  const deadline = performance.now() + waitMs;
  let list: Element | null = null;
  let count = -1;
  let steady = 0;
  // A busy machine lets time pass without the page's scripts getting anywhere: they get a number of turns in any case.
  for (let turn = 0; turn < waitMs / 25 || performance.now() < deadline; turn += 1) {
    list = openListOf(control, alreadyOpen ? [] : before);
    const found = list === null ? -1 : listOptions(list, 1000).length;
    steady = found > 0 && found === count ? steady + 1 : 0;
    if (steady >= 2) break;
    count = found;
    await pause(found > 0 ? 4 : 15);
  }
  return { list, before };
}

/** Scrolls through a list that draws only a part of itself; the labels in their order. */
export async function readLongList(list: Element, limit: number): Promise<{ label: string; selected: boolean; disabled: boolean }[]> {
  const found = new Map<string, { label: string; selected: boolean; disabled: boolean }>();
  const add = () => {
    for (const option of listOptions(list, limit)) if (option.label !== '' && found.size < limit) found.set(option.label, found.get(option.label) ?? option);
  };
  add();
  const scroller = [list, ...list.querySelectorAll('*')].slice(0, 50).find((element) => element.scrollHeight > element.clientHeight + 4 && element.clientHeight > 0) ?? parentOf(list);
  const size = Number(attribute(list.querySelector('[aria-setsize]') ?? list, 'aria-setsize') || '0');
  const virtual = scroller !== null && (size > found.size || (scroller.scrollHeight > scroller.clientHeight * 1.5 && found.size * 60 < scroller.scrollHeight));
  if (scroller === null || !virtual) return [...found.values()];
  const start = scroller.scrollTop;
  for (let step = 0; step < 200 && found.size < limit; step += 1) {
    const at = scroller.scrollTop;
    const drawn = list.textContent;
    scroller.scrollTop = at + Math.max(scroller.clientHeight * 0.8, 20);
    if (scroller.scrollTop === at) break;
    // A busy page draws late; what is drawn after a step is awaited, or its rows would be skipped without a word.
    for (let wait = 0; wait < 15 && list.textContent === drawn; wait += 1) await pause(16);
    add();
    if (size > 0 && found.size >= size) break;
  }
  scroller.scrollTop = start;
  return [...found.values()];
}

/** Closes what was opened, in the order from the gentlest way: leaving the field, the same click again, Escape, a click beside. */
export async function closeList(control: Element, before: readonly Element[]): Promise<boolean> {
  const closed = async () => {
    for (let attempt = 0; attempt < 6; attempt += 1) {
      if (!isOpen(control, before) && openListOf(control, before) === null) return true;
      await pause(attempt < 2 ? 2 : 20);
    }
    return false;
  };
  const active = document.activeElement as HTMLElement | null;
  const steps = [
    () => (control as HTMLElement).blur?.(),
    () => pointerClick(openerOf(control)),
    () => (active !== null && active !== document.body ? active : control).dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', keyCode: 27, bubbles: true, cancelable: true, composed: true })),
    () => pointerClick(document.body),
  ];
  for (const step of steps) {
    step();
    if (await closed()) {
      (control as HTMLElement).blur?.();
      return true;
    }
  }
  return false;
}

/** Opens, reads, closes; the page is left as it was, focus included. */
export async function readList(control: Element, waitMs: number, limit: number): Promise<OpenedList> {
  const focused = document.activeElement as HTMLElement | null;
  const scroll = { left: window.scrollX, top: window.scrollY };
  const { list, before } = await openList(control, waitMs);
  const expanded = attribute(control, 'aria-expanded') === 'true';
  const result: OpenedList = { opened: list !== null || expanded, options: [], multiple: false, leftOpen: false };
  if (list !== null) {
    result.options = (await readLongList(list, limit)).filter((option) => collapse(option.label) !== '');
    result.multiple = attribute(list, 'aria-multiselectable') === 'true' || isMultiple(control);
  } else result.multiple = isMultiple(control);
  if (result.opened) result.leftOpen = !(await closeList(control, before));
  if (focused !== null && focused !== document.body && focused.isConnected && focused !== control) focused.focus({ preventScroll: true });
  else if (document.activeElement === control) (control as HTMLElement).blur?.();
  if (window.scrollX !== scroll.left || window.scrollY !== scroll.top) window.scrollTo({ ...scroll, behavior: 'instant' });
  return result;
}

export function isMultiple(control: Element): boolean {
  const box = widgetBox(control);
  if (attribute(control, 'aria-multiselectable') === 'true' || /is-?multi|multi-?select/i.test(`${classesOf(box)} ${attribute(box, 'data-automation-id')}`)) return true;
  return box.querySelector('[class*=is-multi i]') !== null;
}
