/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { attribute, classesOf, collapse, drawnChildren, isEditable, isHidden, isWorked, referenced } from './dom.ts';

/**
 * Accessible name and description computation (W3C accname-1.2), the part that form controls need: aria-labelledby,
 * embedded controls, aria-label, native labelling, name from content with CSS content and aria-owns, title.
 */
export interface NameOptions {
  /** `value`: an embedded control speaks its value, as the standard says. `skip`: its text depends on what was typed, so leave it out. */
  embedded: 'value' | 'skip';
  /** Leave out buttons as well. */
  plain: boolean;
}
export interface NameContext extends NameOptions {
  root: Element;
  visited: Set<Node>;
  inLabelledBy: boolean;
  /** Below the element whose name is asked. */
  inContent: boolean;
  hiddenAllowed: boolean;
  /** The element that aria-labelledby names. */
  referenced: Element | null;
}

export function accessibleName(element: Element, options: NameOptions): string {
  const context: NameContext = { ...options, root: element, visited: new Set(), inLabelledBy: false, inContent: false, hiddenAllowed: true, referenced: null };
  return collapse(textAlternative(element, context)).slice(0, 4000);
}

/** The text of an element as a name would have it, whatever its role. */
export function contentText(element: Element, options: NameOptions): string {
  const context: NameContext = { ...options, root: element, visited: new Set(), inLabelledBy: false, inContent: true, hiddenAllowed: isHidden(element), referenced: null };
  return collapse(nameFromContent(element, context)).slice(0, 4000);
}

export function textAlternative(node: Node, context: NameContext): string {
  if (node.nodeType === Node.TEXT_NODE) return (node as Text).data;
  if (node.nodeType !== Node.ELEMENT_NODE) return '';
  const element = node as Element;
  if (context.visited.has(element)) return '';
  if (!context.hiddenAllowed && isHidden(element)) return '';
  if (context.plain && context.inContent && isBesideText(element)) return '';
  if (!context.inLabelledBy) {
    const references = referenced(element, 'aria-labelledby');
    if (references.length > 0) {
      const text = references.map((reference) => referencedText(reference, context)).join(' ');
      if (text.trim() !== '') return text;
    }
  }
  context.visited.add(element);
  if (context.inContent && element !== context.root) {
    const embedded = embeddedValue(element);
    if (embedded !== null) return context.embedded === 'value' ? ` ${embedded} ` : '';
  }
  const label = attribute(element, 'aria-label').trim();
  if (label !== '') return label;
  const native = nativeName(element, context);
  if (native !== '') return native;
  if (context.inContent || context.inLabelledBy || namedByContent(element)) {
    const content = nameFromContent(element, context);
    if (content.trim() !== '') return content;
  }
  const decorative = /^(presentation|none)$/.test(attribute(element, 'role')) || (element.localName === 'img' && element.getAttribute('alt') === '');
  return decorative && context.inContent && element !== context.referenced ? '' : attribute(element, 'title').trim();
}

/** In the text of a question: controls, links without text, tooltips, counters of characters. */
export function isBesideText(element: Element): boolean {
  if (isWorked(element) || attribute(element, 'role') === 'tooltip') return true;
  if (/(^|[\s_-])(tooltip|char(acter)?s?[-_]?(count(er)?|left|limit|remaining)|word-?count)/i.test(classesOf(element))) return true;
  return element.localName === 'a' && collapse(element.textContent ?? '') === '';
}

export function referencedText(reference: Element, context: NameContext): string {
  return textAlternative(reference, { ...context, visited: new Set(context.visited), inLabelledBy: true, inContent: true, hiddenAllowed: isHidden(reference), referenced: reference });
}

export function isFormControl(element: Element): boolean {
  return /^(input|select|textarea)$/.test(element.localName);
}

/** Roles whose name comes from their content. */
export function namedByContent(element: Element): boolean {
  const role = attribute(element, 'role');
  if (role !== '') return /^(button|cell|checkbox|columnheader|gridcell|heading|link|menuitem|menuitemcheckbox|menuitemradio|option|radio|row|rowheader|switch|tab|tooltip|treeitem)$/.test(role);
  return /^(button|h[1-6]|a|option|td|th|tr|label|legend|caption|summary|figcaption)$/.test(element.localName);
}

/** What an embedded control says; null: it is no control. */
export function embeddedValue(element: Element): string | null {
  const role = attribute(element, 'role');
  if (role === 'menu') return '';
  if (element.localName === 'select') {
    return [...(element as HTMLSelectElement).selectedOptions].map((option) => option.text).join(' ');
  }
  if (element.localName === 'textarea') return (element as HTMLTextAreaElement).value;
  if (element.localName === 'input') {
    const type = (element as HTMLInputElement).type;
    if (/^(button|submit|reset|image)$/.test(type)) return null;
    return /^(checkbox|radio|file|hidden|password)$/.test(type) ? '' : (element as HTMLInputElement).value;
  }
  if (/^(slider|spinbutton|scrollbar|progressbar)$/.test(role)) return attribute(element, 'aria-valuetext') || attribute(element, 'aria-valuenow') || collapse(element.textContent ?? '');
  if (role === 'combobox' || role === 'listbox') {
    const input = element.querySelector('input');
    if (input) return input.value;
    const lists = [element, ...referenced(element, 'aria-owns'), ...referenced(element, 'aria-controls')];
    const chosen = lists.flatMap((list) => [...list.querySelectorAll('[role=option][aria-selected=true]')]).map((option) => collapse(option.textContent ?? ''));
    return role === 'combobox' && chosen.length === 0 ? collapse(element.textContent ?? '') : chosen.join(' ');
  }
  if (role === 'textbox' || role === 'searchbox' || isEditable(element)) return collapse(element.textContent ?? '');
  return null;
}

/** HTML-AAM: label, legend, caption, alt. */
export function nativeName(element: Element, context: NameContext): string {
  if (isFormControl(element) || element.localName === 'button' || element.localName === 'meter' || element.localName === 'progress' || element.localName === 'output') {
    const labels = [...((element as HTMLInputElement).labels ?? [])].filter((label) => context.inLabelledBy === false && !context.visited.has(label));
    const text = labels.map((label) => textAlternative(label, { ...context, inContent: true, hiddenAllowed: false })).join(' ');
    if (text.trim() !== '') return text;
  }
  if (element.localName === 'input') {
    const input = element as HTMLInputElement;
    if (/^(button|submit|reset)$/.test(input.type)) return input.value || (input.type === 'submit' ? 'Submit' : input.type === 'reset' ? 'Reset' : '');
    if (input.type === 'image') return attribute(input, 'alt') || input.value;
    return '';
  }
  if (element.localName === 'img' || element.localName === 'area') return attribute(element, 'alt');
  const captions: Record<string, string> = { fieldset: 'legend', table: 'caption', figure: 'figcaption' };
  const caption = captions[element.localName];
  const child = caption === undefined ? undefined : [...element.children].find((candidate) => candidate.localName === caption);
  if (child !== undefined && !context.inContent) return textAlternative(child, { ...context, inContent: true, hiddenAllowed: false });
  if (element.localName === 'svg') return element.querySelector('title')?.textContent ?? '';
  return '';
}

/** Children, CSS content around them, and what aria-owns adds; blocks are set apart by spaces. */
export function nameFromContent(element: Element, context: NameContext): string {
  if (/^(script|style|noscript|template|head)$/.test(element.localName)) return '';
  const before = pseudoContent(element, '::before');
  let text = '';
  for (const child of drawnChildren(element)) {
    const next = spacedText(child, context);
    // Set apart by styles that are not there: "Last nameAs in your passport".
    text += context.plain && /[\p{Ll}\d)]$/u.test(text) && /^\p{Lu}/u.test(next) ? ` ${next}` : next;
  }
  for (const owned of referenced(element, 'aria-owns')) text += ` ${textAlternative(owned, { ...context, inContent: true, hiddenAllowed: false })} `;
  // A label whose content is drawn by CSS alone speaks its tooltip between.
  if (text.trim() === '' && before !== '' && element.localName === 'label') text = ` ${attribute(element, 'title')} `;
  return before + text + pseudoContent(element, '::after');
}

export function spacedText(child: Node, context: NameContext): string {
  const text = textAlternative(child, { ...context, inContent: true, hiddenAllowed: context.hiddenAllowed && child.nodeType === Node.ELEMENT_NODE && isHidden(child as Element) });
  if (child.nodeType !== Node.ELEMENT_NODE) return text;
  if ((child as Element).localName === 'br') return ' ';
  return getComputedStyle(child as Element).display === 'inline' ? text : ` ${text} `;
}

export function pseudoContent(element: Element, pseudo: '::before' | '::after'): string {
  const style = getComputedStyle(element, pseudo);
  const content = style.content;
  if (content === 'none' || content === 'normal' || content === '') return '';
  const alternative = /\/\s*"((?:[^"\\]|\\.)*)"\s*$/.exec(content);
  const text = alternative ? (alternative[1] ?? '') : [...content.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map((match) => match[1] ?? '').join('');
  const decoded = text.replace(/\\([0-9a-f]{1,6}) ?|\\(.)/gi, (_, hex: string | undefined, char: string | undefined) => (hex ? String.fromCodePoint(Math.min(parseInt(hex, 16), 0x10ffff)) : (char ?? '')));
  // Icon fonts draw letters of the private use area: no text.
  const readable = decoded.replace(/[\ue000-\uf8ff]/g, '');
  return style.display === 'inline' ? readable : ` ${readable} `;
}

/** Classes like "required", "is-required", "label--required", "_required_x1"; not "required-note", "not-required". */
export function saysRequired(classes: string): boolean {
  return classes.split(/\s+/).some((name) => /(^|[_-]|^is)(required|mandatory)(_\w+)?$/i.test(name) && !/(not|non|un)[_-]?required|required_?(false|no)$/i.test(name));
}

/** A star or the word "required" in the label: in its text (also what is hidden from the name), its class, or its CSS content. */
export function hasRequiredMarker(label: Element): boolean {
  const text = collapse(label.textContent ?? '');
  if (/(^|[^*])[*✱∗＊﹡]\s*(:|\)|$)|^\s*[*✱∗＊﹡]/.test(text) || /[([]\s*(required|mandatory|obligatory|pflichtfeld|obligatoire|obligatorio)\s*[)\]]/i.test(text)) return true;
  if (saysRequired(classesOf(label))) return true;
  const parts = [label, ...label.querySelectorAll('span,abbr,em,sup,i,b,strong,small,div,p')].slice(0, 40);
  if (parts.some((part) => part !== label && /^\W*required\W*$/i.test(part.textContent ?? ''))) return true;
  if (label.querySelector('img[alt*=required i],img[alt*=mandatory i],[title=required i],[aria-label=required i]') !== null) return true;
  return parts.some((part) => /[*✱∗＊﹡]/.test(pseudoContent(part, '::after') + pseudoContent(part, '::before')) || (part !== label && /(^|[\s_-])(asterisk|required-(mark|star|indicator|asterisk)|is-required)([\s_-]|$)/i.test(classesOf(part))));
}
