/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/**
 * Runs while the language and the DOM are those of the browser. Pages replace them: old libraries by methods of other
 * meanings, hostile ones to mislead a reader. What was replaced is put back as the page had it when the work is done; the
 * work must be synchronous.
 */
export function withNatives<Result>(work: () => Result): Result {
  if (!isTampered(window)) return work();
  const frame = document.createElement('iframe');
  document.documentElement.append(frame);
  const pristine = frame.contentWindow as (Window & typeof globalThis) | null;
  const undo: (() => void)[] = [];
  try {
    if (pristine !== null) for (const name of hardenedNames()) for (const part of ['prototype', 'static']) restoreNatives(objectOf(window, name, part), objectOf(pristine, name, part), undo);
    if (pristine !== null && !isNative(window.getComputedStyle)) {
      const computed = pristine.getComputedStyle;
      replaceProperty(window, 'getComputedStyle', { value: (element: Element, pseudo?: string) => computed.call(window, element, pseudo), configurable: true, writable: true }, undo);
    }
    frame.remove();
    return work();
  } finally {
    for (let at = undo.length - 1; at >= 0; at -= 1) undo[at]?.();
  }
}

export function hardenedNames(): string[] {
  return [
    'Object', 'Array', 'String', 'Number', 'RegExp', 'Map', 'Set', 'Symbol', 'JSON', 'Math', 'EventTarget', 'Node', 'Element', 'HTMLElement', 'Document', 'DocumentFragment', 'ShadowRoot', 'CharacterData', 'NodeList', 'HTMLCollection',
    'HTMLInputElement', 'HTMLSelectElement', 'HTMLOptionElement', 'HTMLTextAreaElement', 'HTMLButtonElement', 'HTMLLabelElement', 'HTMLFormElement', 'HTMLSlotElement', 'TreeWalker', 'CSSStyleDeclaration', 'DOMTokenList', 'DOMRectReadOnly', 'CSS',
  ];
}

export function objectOf(from: Window & typeof globalThis, name: string, part: string): object | null {
  const holder = (from as unknown as Record<string, object | undefined>)[name];
  if (holder === undefined) return null;
  return part === 'static' ? holder : ((holder as { prototype?: object }).prototype ?? null);
}

/** Looks at what a reader needs most: a page that replaced something else is read as it is. */
export function isTampered(from: Window & typeof globalThis): boolean {
  const looked: readonly (readonly [string, readonly string[]])[] = [
    ['Array', ['map', 'filter', 'some', 'every', 'find', 'includes', 'push', 'slice', 'join', 'flatMap', 'indexOf', 'reverse', 'sort', 'at']],
    ['String', ['replace', 'trim', 'split', 'slice', 'match', 'matchAll', 'toLowerCase']],
    ['RegExp', ['test', 'exec']],
    ['Map', ['get', 'set', 'has']],
    ['Set', ['add', 'has']],
    ['Element', ['querySelector', 'querySelectorAll', 'getAttribute', 'hasAttribute', 'closest', 'matches', 'checkVisibility', 'getBoundingClientRect', 'shadowRoot', 'attachShadow', 'children']],
    ['Node', ['textContent', 'parentNode', 'childNodes', 'getRootNode', 'compareDocumentPosition', 'nodeType', 'nextSibling', 'previousSibling']],
    ['Document', ['querySelector', 'querySelectorAll', 'getElementById', 'createTreeWalker']],
    ['HTMLInputElement', ['labels', 'type', 'form', 'checked']],
    ['HTMLSelectElement', ['options']],
  ];
  for (let at = 0; at < looked.length; at += 1) {
    const [name, keys] = looked[at] as readonly [string, readonly string[]];
    const holder = objectOf(from, name, 'prototype');
    for (let index = 0; holder !== null && index < keys.length; index += 1) if (!isNativeProperty(Object.getOwnPropertyDescriptor(holder, keys[index] as string))) return true;
  }
  return Object.hasOwn(Array.prototype, 'toJSON') || Object.hasOwn(Object.prototype, 'toJSON') || !isNative(from.getComputedStyle) || !isNative(from.Array.from) || !isNative(from.JSON.stringify);
}

export function isNativeProperty(found: PropertyDescriptor | undefined): boolean {
  if (found === undefined) return false;
  return (found.value === undefined || isNative(found.value)) && (found.get === undefined || isNative(found.get));
}

export function isNative(value: unknown): boolean {
  if (typeof value !== 'function') return true;
  const source = Function.prototype.toString.call(value);
  return source.length < 300 && source.endsWith('{ [native code] }');
}

export function restoreNatives(tampered: object | null, pristine: object | null, undo: (() => void)[]): void {
  if (tampered === null || pristine === null) return;
  const keys = Reflect.ownKeys(pristine);
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] as string | symbol;
    const found = Object.getOwnPropertyDescriptor(tampered, key);
    if (key !== 'prototype' && key !== 'constructor' && !isNativeProperty(found)) replaceProperty(tampered, key, Object.getOwnPropertyDescriptor(pristine, key), undo);
  }
  if (Object.hasOwn(tampered, 'toJSON') && !Object.hasOwn(pristine, 'toJSON')) replaceProperty(tampered, 'toJSON', undefined, undo);
}

/** `wanted` undefined: takes it away. */
export function replaceProperty(target: object, key: string | symbol, wanted: PropertyDescriptor | undefined, undo: (() => void)[]): void {
  const before = Object.getOwnPropertyDescriptor(target, key);
  if (before?.configurable === false) return;
  const remove = () => delete (target as Record<string | symbol, unknown>)[key];
  if (wanted === undefined) remove();
  else Object.defineProperty(target, key, wanted);
  undo[undo.length] = () => void (before === undefined ? remove() : Object.defineProperty(target, key, before));
}
