import type { FieldType } from '@countersign/contracts';
import { isYesNo } from './question-options.ts';
import type { RawQuestion } from './raw-form.ts';

/** Formats in which a text field may ask for a date, by its placeholder. */
export type DateFormat = { parts: readonly ('day' | 'month' | 'year')[]; separator: string };

/** `MM/DD/YYYY`, `dd.mm.yyyy`, `YYYY-MM`, `MM/YYYY` …; null: no date format. */
export function dateFormat(placeholder: string): DateFormat | null {
  const match = /^\s*\(?(?:e\.g\.?,?\s*)?((?:dd?|tt|jj|mm?|yy(?:yy)?|jjjj|aaaa)(?:\s*([/.-])\s*(?:dd?|tt|jj|mm?|yyyy|yy|jjjj|aaaa)){1,2})\)?\s*$/i.exec(placeholder);
  if (match === null) return null;
  const separator = match[2] ?? '/';
  const parts = (match[1] ?? '').toLowerCase().split(/\s*[/.-]\s*/).map((part) => (/^m/.test(part) ? 'month' : /^(y|a{4}|j{4})/.test(part) ? 'year' : 'day'));
  return new Set(parts).size === parts.length && parts.includes('month') && parts.includes('year') ? { parts, separator } : null;
}

const CHOICES = new Set(['select', 'mirrored_select', 'combobox', 'listbox_button', 'listbox', 'radio', 'aria_radio', 'toggle']);

export interface TypeHints {
  question: string;
  options: readonly string[];
  /** A list was opened and had nothing to choose: a search box. */
  searches: boolean;
}

export function fieldTypeOf(raw: RawQuestion, hints: TypeHints): FieldType {
  if (raw.widget === 'date_parts') return 'date';
  if (raw.widget === 'file') return 'file';
  if (raw.widget === 'checkbox' || raw.widget === 'aria_checkbox') return 'checkbox';
  if (raw.widget === 'checkbox_group') return 'multi_select';
  if (raw.widget === 'textarea' || raw.widget === 'rich_text') return 'textarea';
  if (CHOICES.has(raw.widget)) {
    if (raw.multiple) return 'multi_select';
    // An input that may be typed into and was not seen to offer anything: a search, unless its markup says that it only selects.
    if (hints.searches || (raw.widget === 'combobox' && hints.options.length === 0 && raw.selectOnly !== true)) return typeOfSearch(raw, hints.question);
    return isYesNo(hints.options) ? 'yes_no' : 'single_select';
  }
  return inputType(raw, hints.question);
}

/** What is typed into a search for places or people is text, whatever its name says. */
function typeOfSearch(raw: RawQuestion, question: string): FieldType {
  const type = inputType(raw, question);
  return type === 'number' || type === 'date' ? 'text' : type;
}

function inputType(raw: RawQuestion, question: string): FieldType {
  switch (raw.inputType) {
    case 'email':
      return 'email';
    case 'tel':
      return isOtherNumber(raw, question) ? 'text' : 'phone';
    case 'url':
      return 'url';
    case 'number':
    case 'range':
      return 'number';
    case 'date':
    case 'month':
    case 'calendar':
      return 'date';
    default:
  }
  if (raw.role === 'spinbutton') return 'number';
  if (dateFormat(raw.placeholder) !== null || raw.datePicker === true) return 'date';
  const autocomplete = raw.autocomplete.split(/\s+/).at(-1) ?? '';
  if (autocomplete === 'email') return 'email';
  if (/^tel(-national)?$/.test(autocomplete)) return 'phone';
  if (autocomplete === 'url') return 'url';
  return typeByWords(raw.attributes.name, question);
}

/** `type=tel` is also used to get a keyboard of digits. */
function isOtherNumber(raw: RawQuestion, question: string): boolean {
  if (/^(tel.*|phone|mobile)$/.test(raw.autocomplete)) return false;
  if (/\b(postal-code|cc-\w+|bday\S*|one-time-code)\b/.test(raw.autocomplete)) return true;
  return /\b(zip|post ?code|postal|card|cvv|cvc|security code|expir\w+|birth\w*|salary|amount|year|day|month|ssn|digits|exp|mm ?\/ ?yy)\b/i.test(question) && !/\b(phone|mobile|telephone|cell)\b/i.test(question);
}

/** A plain text input asks for an address, a number or a link by its name or a short label. */
export function typeByWords(name: string, question: string): FieldType {
  const label = question.toLowerCase();
  const asked = label.length <= 60 && !/\?/.test(label) ? label : '';
  const attribute = (/\[([^[\]]+)\]$/.exec(name)?.[1] ?? name).toLowerCase();
  if (/^(e-?mail|email_?address|e_mail)$/.test(attribute) || /^(?!.*\b(or|phone|mobile|user ?name|preferred|contact by)\b).*\be-?mail([ -]?(address|adresse|id))?$/.test(asked)) return 'email';
  const phoneWord = /\b(phone|telephone|mobile|cell|telefon|téléphone|teléfono|handy)( ?(no\.?|number|nummer))?\b/.test(asked);
  if ((phoneWord && !/\b(type|country|code|extension|ext|preferred|device|app|model|provider)\b/.test(asked)) || /^(phone|telephone|mobile|tel)(_?number)?$/.test(attribute)) return 'phone';
  if (/\b(url|website|web ?site|homepage|linkedin|github|gitlab|portfolio|web page|blog|dribbble|behance|twitter)\b/.test(asked) && !/\b(name|username|handle|many|how|which)\b/.test(asked)) return 'url';
  return 'text';
}
