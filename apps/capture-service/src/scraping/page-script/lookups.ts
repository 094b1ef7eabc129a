/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { replacementOf } from './controls.ts';
import { attribute, collapse, isShown, parentOf } from './dom.ts';
import { pause, pointerClick } from './lists.ts';
import { dialCodeBox, isNotice } from './values.ts';

/** Hidden inputs beside an input that only a chosen suggestion fills: the coordinates of a place, the id of a school. */
export function hiddenCompanions(control: Element): HTMLInputElement[] {
  let box = parentOf(control);
  for (let level = 0; box !== null && level < 3; level += 1, box = parentOf(box)) {
    if (/^(form|body)$/.test(box.localName) || box.querySelectorAll('input:not([type=hidden]),select,textarea').length > 1) return [];
    const found = [...box.querySelectorAll<HTMLInputElement>('input[type=hidden]')].filter((input) => /lat(itude)?$|lng$|lon(gitude)?$|place_?id|selected|location|_id$/i.test(`${input.name || input.id}`));
    if (found.length > 0) return found;
  }
  return [];
}

/** Entries that a script draws below an input as one types, where it does not say so by roles. */
export function suggestionElements(): Element[] {
  const selector = '[role=option],.pac-item,.ui-menu-item,.tt-suggestion,.dropdown-location,[class*=suggestion i] li,[class*=suggestion-item i],[class*=autocomplete i] li,[class*=autocomplete-item i],[class*=dropdown-results i] > *,[class*=typeahead i] li';
  const found = [...document.querySelectorAll(selector)].filter((element) => isShown(element) && !isNotice(element) && collapse(element.textContent ?? '') !== '');
  return found.filter((element) => !found.some((other) => other !== element && element.contains(other)));
}

/** The suggestions below an input; waits until they stand still. */
export async function suggestedOptions(control: Element, waitMs: number): Promise<Element[]> {
  const keyboard = { bubbles: true, composed: true, key: 'Unidentified' };
  for (const type of ['keydown', 'keyup']) control.dispatchEvent(new KeyboardEvent(type, keyboard));
  const deadline = performance.now() + waitMs;
  let options: Element[] = [];
  let last = '';
  let steady = 0;
  while (performance.now() < deadline) {
    options = suggestionElements();
    const now = options.map((option) => collapse(option.textContent ?? '')).join('\n');
    steady = now !== '' && now === last ? steady + 1 : 0;
    if (steady >= 4) return options;
    last = now;
    await pause(40);
  }
  return options;
}

/** Opens what stands in the place of a select (select2, chosen, selectize, Tom Select); the input that searches in it. */
export async function openReplacement(select: Element, waitMs: number): Promise<Element | null> {
  const shown = replacementOf(select);
  if (shown === null) return null;
  const fields = '.select2-search__field,.select2-input,.chosen-search input,.chosen-search-input,.selectize-input input,.ts-control input,.dropdown-input';
  const search = () => [...shown.querySelectorAll(fields), ...document.querySelectorAll('.select2-container--open .select2-dropdown .select2-search__field,.select2-drop-active .select2-input')].find(isShown) ?? null;
  if (search() === null) pointerClick(shown.querySelector('.select2-selection,.select2-choice,.chosen-single,.selectize-input,.ts-control') ?? shown);
  for (const deadline = performance.now() + waitMs; search() === null && performance.now() < deadline; ) await pause(20);
  return search();
}

/** Calendars with an interface on their input: flatpickr, jQuery UI and Bootstrap date pickers. */
export function setCalendar(input: HTMLInputElement, isoDate: string): boolean {
  const [year = 0, month = 1, day = 1] = isoDate.split('-').map(Number);
  const date = new Date(year, month - 1, day);
  const hidden = input.previousElementSibling as (HTMLInputElement & { _flatpickr?: { setDate(date: Date, tell: boolean): void } }) | null;
  const calendar = (input as typeof hidden)?._flatpickr ?? hidden?._flatpickr;
  if (calendar) {
    calendar.setDate(date, true);
    return true;
  }
  const query = (window as { jQuery?: (element: Element) => { datepicker?: (method: string, date: Date) => { trigger(event: string): void }; data(name: string): unknown } }).jQuery?.(input);
  if (!query?.datepicker || !(query.data('datepicker') || /hasDatepicker/.test(input.className))) return false;
  query.datepicker('setDate', date).trigger('change');
  return true;
}

/** Chooses the country of an international number where its code stands beside the input (intl-tel-input); what is left to type. */
export async function chooseDialCode(input: HTMLInputElement, number: string): Promise<string> {
  const digits = number.replace(/^\s*00/, '+').replace(/[^\d+]/g, '');
  if (dialCodeBox(input) === null || !digits.startsWith('+')) return number;
  const box = input.closest('.iti') as Element;
  const rest = (code: string) => digits.slice(1 + code.length);
  const shown = (dialCodeBox(input)?.textContent ?? '').replace(/\D/g, '');
  if (shown !== '' && digits.slice(1).startsWith(shown)) return rest(shown);
  pointerClick(box.querySelector('.iti__selected-country,.iti__selected-flag,.iti__flag-container button') ?? box);
  await pause(50);
  // The list stands in the field, or at the end of the page; other telephone fields have lists too.
  const countries = [...document.querySelectorAll<HTMLElement>('.iti__country[data-dial-code]')].filter((country) => (box.contains(country) || (country.closest('.iti')?.querySelector('input[type=tel]') ?? null) === null) && digits.slice(1).startsWith(country.dataset['dialCode'] as string));
  const best = countries.sort((a, b) => (b.dataset['dialCode'] as string).length - (a.dataset['dialCode'] as string).length)[0];
  if (best === undefined) return number;
  pointerClick(best);
  await pause(20);
  return rest(best.dataset['dialCode'] as string);
}

/** "Choose Monday, March 1st, 2027" of the day that an open calendar shows as chosen. */
export function chosenDay(): string {
  const chosen = [...document.querySelectorAll('.react-datepicker__day--selected,.flatpickr-day.selected,[role=gridcell][aria-selected=true],[role=gridcell] [aria-pressed=true]')].find(isShown);
  return chosen === undefined ? '' : attribute(chosen, 'aria-label').slice(0, 200);
}
