/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Functions of this folder run inside the page: they are put together by source text (see page-script.ts), so they may
 * use only the DOM and one another, by name. Attributes of elements are read with getAttribute, and what is done with a
 * form goes by the prototypes: a form may have a control named "id" or "parentNode" that hides the property.
 */

/** Parent in the composed tree: leaves a shadow root through its host. */
export function parentOf(node: Node): Element | null {
  const parent = Reflect.get(Node.prototype, 'parentNode', node) as Node | null;
  if (parent === null) return null;
  if (parent.nodeType === Node.DOCUMENT_FRAGMENT_NODE) return (parent as ShadowRoot).host ?? null;
  return parent.nodeType === Node.ELEMENT_NODE ? (parent as Element) : null;
}

/** Children as drawn: of the shadow root where there is one, of the slot's assigned nodes. */
export function drawnChildren(element: Element): readonly Node[] {
  if (element.shadowRoot) return [...element.shadowRoot.childNodes];
  if (element.localName === 'slot') {
    const assigned = (element as HTMLSlotElement).assignedNodes();
    if (assigned.length > 0) return assigned;
  }
  return [...(Reflect.get(Node.prototype, 'childNodes', element) as NodeListOf<ChildNode>)];
}

export function composedContains(ancestor: Element, node: Node): boolean {
  for (let current: Node | null = node; current !== null; current = parentOf(current)) if (current === ancestor) return true;
  return false;
}

/** Every element in the order of the document, open shadow roots included; stops at the limit. */
export function allElements(root: Document | ShadowRoot, limit: number, found: Element[] = []): Element[] {
  for (const element of root.querySelectorAll('*')) {
    if (found.length >= limit) return found;
    found.push(element);
    if (element.shadowRoot) allElements(element.shadowRoot, limit, found);
  }
  return found;
}

export function attribute(element: Element, name: string): string {
  return Element.prototype.getAttribute.call(element, name) ?? '';
}

/** Elements that an id-list attribute names, within the same tree. */
export function referenced(element: Element, name: string): Element[] {
  const root = element.getRootNode() as Document | ShadowRoot;
  const ids = attribute(element, name).split(/\s+/).filter(Boolean).slice(0, 20);
  return ids.map((id) => root.getElementById?.(id) ?? null).filter((found) => found !== null);
}

export function classesOf(element: Element): string {
  return attribute(element, 'class');
}

/** Laid out and not `visibility: hidden`. */
export function isRendered(element: Element): boolean {
  return element.checkVisibility({ visibilityProperty: true });
}

/** Not for assistive technology: not rendered, or in an aria-hidden part. */
export function isHidden(element: Element): boolean {
  if (inAriaHidden(element)) return true;
  if (element.localName === 'option' || element.localName === 'optgroup') return false;
  return !isRendered(element) && getComputedStyle(element).display !== 'contents';
}

export function inAriaHidden(element: Element): boolean {
  for (let current: Element | null = element; current !== null; current = parentOf(current)) if (attribute(current, 'aria-hidden') === 'true') return true;
  return false;
}

/** Cut off by a parent of one pixel, a clip, or a place left of or far above the page: how traps and mirrors are hidden. */
export function isClippedAway(element: Element): boolean {
  const rect = element.getBoundingClientRect();
  if (rect.right + window.scrollX <= 0) return true;
  let current: Element | null = element;
  for (let level = 0; current !== null && level < 5; level += 1, current = parentOf(current)) {
    const style = getComputedStyle(current);
    const positioned = style.position === 'absolute' || style.position === 'fixed';
    if (positioned && (parseFloat(style.top) <= -500 || parseFloat(style.left) <= -500)) return true;
    if (positioned && /^rect\((0|1)px,? (0|1)px,? (0|1)px,? (0|1)px\)$/.test(style.clip)) return true;
    if (/^inset\((50|100)%/.test(style.clipPath)) return true;
    const box = current.getBoundingClientRect();
    if (style.overflow !== 'visible' && style.display !== 'inline' && (box.width <= 1 || box.height <= 1)) return true;
  }
  return false;
}

/** A person can see it. */
export function isShown(element: Element): boolean {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
  const rect = element.getBoundingClientRect();
  return rect.width > 1 && rect.height > 1 && !isClippedAway(element);
}

/** The element, or one of the nearest ancestors, can be seen. */
export function isShownWithin(element: Element, levels: number): boolean {
  let current: Element | null = element;
  for (let level = 0; current !== null && level <= levels; level += 1, current = parentOf(current)) {
    if (current.localName === 'form' || current.localName === 'body') return false;
    if (isShown(current)) return true;
  }
  return false;
}

export function commonAncestor(elements: readonly Element[]): Element {
  let ancestor = elements[0] as Element;
  for (const element of elements.slice(1)) {
    while (!composedContains(ancestor, element)) {
      const parent = parentOf(ancestor);
      if (parent === null) return ancestor;
      ancestor = parent;
    }
  }
  return ancestor;
}

export function collapse(text: string): string {
  return text.replace(/[\u200b\u2060\ufeff]/g, '').replace(/\s+/g, ' ').trim();
}

/** Control, button or link: what a person works. */
export function isInteractive(element: Element): boolean {
  return (element.localName === 'a' && (element.hasAttribute('href') || /(^|[\s_-])(btn|button)([\s_-]|$)/i.test(classesOf(element)))) || isWorked(element);
}

/** Control or button: never part of a question's text; a link may be ("I have read the terms"). */
export function isWorked(element: Element): boolean {
  if (/^(input|select|textarea|button|option|datalist|iframe|object|embed|video|audio)$/.test(element.localName)) return true;
  if (/^(button|combobox|listbox|textbox|searchbox|spinbutton|slider|switch|menu|menubar|option)$/.test(attribute(element, 'role'))) return true;
  return isEditable(element);
}

export function isEditable(element: Element): boolean {
  const value = Element.prototype.getAttribute.call(element, 'contenteditable');
  return value !== null && value.toLowerCase() !== 'false';
}
