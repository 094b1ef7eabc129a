/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { RawButton, RawFormElement } from '../raw-form.ts';
import { accessibleName } from './accessible-name.ts';
import { attribute, classesOf, collapse, composedContains, isRendered, isShown, parentOf } from './dom.ts';
import { keyOf, placeOf } from './groups.ts';
import { isDisabled } from './controls.ts';
import type { Scan, Unit } from './units.ts';

/** The form around an element, out of shadow roots as well; null: none. */
export function formOf(element: Element): Element | null {
  const own = (element as HTMLInputElement).form;
  if (own instanceof HTMLFormElement) return own;
  for (let current: Element | null = element; current !== null; current = parentOf(current)) if (current.localName === 'form' || attribute(current, 'role') === 'form') return current;
  return null;
}

/** What is around all questions of one form: where its headings are looked for. */
export function scopeOf(units: readonly Unit[], form: Element | null): Element {
  if (form !== null) return form;
  let scope = units[0]?.ancestor ?? document.documentElement;
  for (const unit of units) while (!composedContains(scope, unit.ancestor)) scope = parentOf(scope) ?? document.documentElement;
  return scope;
}

export function describeForm(form: Element, scan: Scan): RawFormElement {
  const description = ['id', 'name', 'class', 'action', 'role', 'aria-label', 'data-automation-id'].map((name) => attribute(form, name)).join(' ');
  const first = (selector: string) => Element.prototype.querySelector.call(form, selector);
  const heading = collapse((first('h1,h2,h3,h4,legend')?.textContent ?? '').slice(0, 2000));
  return { key: keyOf(form, scan), description: description.slice(0, 1000), hasPassword: first('input[type=password]') !== null, heading: heading.slice(0, 300) };
}

/** Everything that could send the form or go on, seen by a person and with a text. */
export function collectButtons(elements: readonly Element[], scan: Scan, refOf: (element: Element) => number): RawButton[] {
  const lastUnit = scan.units.at(-1)?.members.at(-1) ?? null;
  const members = new Set(scan.units.flatMap((unit) => unit.members));
  const buttons: RawButton[] = [];
  for (const element of elements) {
    const type = buttonType(element);
    if (type === null || members.has(element) || !isShown(element) || buttons.length >= 300) continue;
    const text = accessibleName(element, { embedded: 'skip', plain: false }) || collapse((element as HTMLInputElement).value ?? '');
    if (text === '' || text.length > 120) continue;
    const after = lastUnit !== null && (lastUnit.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
    buttons.push({ ref: refOf(element), text, type, formKey: keyOf(formOf(element), scan), disabled: isDisabled(element), place: placeOf(element), last: after });
  }
  return buttons;
}

export function buttonType(element: Element): string | null {
  if (element.localName === 'button') return attribute(element, 'aria-haspopup') !== '' ? null : (element as HTMLButtonElement).type;
  if (element.localName === 'input') return /^(submit|image)$/.test((element as HTMLInputElement).type) ? 'submit' : (element as HTMLInputElement).type === 'button' ? 'button' : null;
  if (attribute(element, 'role') === 'button') return 'button';
  if (element.localName === 'a' && /(^|[\s_-])(btn|button)([\s_-]|$)/i.test(classesOf(element))) return 'link';
  return null;
}

/** Where a wizard stands: marked steps, a progress bar, or words like "step 2 of 3". */
export function findSteps(elements: readonly Element[]): { current: number; total: number }[] {
  const found: { current: number; total: number }[] = [];
  const add = (current: number, total: number) => {
    if (current >= 1 && current <= total && total <= 50) found.push({ current, total });
  };
  for (const element of elements) {
    if (attribute(element, 'aria-current') === 'step' && isRendered(element)) addListed(element, add);
    if (attribute(element, 'role') === 'progressbar' && /step|page/i.test(`${attribute(element, 'aria-valuetext')} ${attribute(element, 'aria-label')} ${classesOf(element)}`)) {
      add(Number(attribute(element, 'aria-valuenow')), Number(attribute(element, 'aria-valuemax')));
    }
  }
  const marked: { current: number; total: number }[] = [];
  const words = /\b(?:step|page|schritt|seite|[ée]tape|paso|passo|stap)\s*:?\s*(\d{1,2})\s*(?:of|out of|\/|von|de|sur|di|van)\s*(\d{1,2})\b/i;
  const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(), seen = 0; node !== null && seen < 50_000; node = walker.nextNode(), seen += 1) {
    const text = (node as Text).data;
    if (text.length > 200 || !/\d/.test(text)) continue;
    const parent = parentOf(node);
    const match = words.exec(collapse(text.length < 12 ? (parent?.textContent ?? '').slice(0, 200) : text));
    if (match === null || parent === null || !isRendered(parent)) continue;
    const place = { current: Number(match[1]), total: Number(match[2]) };
    if (/current|aktuell|active/i.test(`${collapse(text)} ${classesOf(parent)}`)) add(place.current, place.total);
    else marked.push(place);
  }
  // Several of them are the labels of all steps, not where it stands.
  if (new Set(marked.map(({ current }) => current)).size === 1) for (const place of marked) add(place.current, place.total);
  for (const element of elements) if (/(^|[\s_-])(active|current)([\s_-]|$)|progressBarActiveStep/i.test(`${classesOf(element)} ${attribute(element, 'data-automation-id')}`) && isStepItem(element)) addListed(element, add);
  return found.slice(0, 10);
}

export function isStepItem(element: Element): boolean {
  const list = parentOf(element);
  return list !== null && isRendered(element) && /(^|[\s_-])(step|steps|stepper|wizard|progress)/i.test(`${classesOf(list)} ${attribute(list, 'data-automation-id')} ${attribute(list, 'aria-label')} ${classesOf(element)} ${attribute(element, 'data-automation-id')}`);
}

/** Its number among the items of its list. */
export function addListed(marked: Element, add: (current: number, total: number) => void): void {
  let item: Element = marked;
  for (let level = 0; level < 4; level += 1) {
    const list = parentOf(item);
    if (list === null) return;
    const items = [...list.children].filter((child) => child.localName === item.localName && collapse(child.textContent ?? '') !== '');
    if (items.length > 1) return add(items.indexOf(item) + 1, items.length);
    item = list;
  }
}

/** Marks of known application systems, and of pages that ask to sign in. */
export function findLandmarks(): string[] {
  const inPage: Record<string, string> = {
    'greenhouse-embed': '#grnhse_app,#grnhse_iframe,iframe[src*="greenhouse.io/embed"]',
    'greenhouse-classic': 'form#application_form,input[name^="job_application["],textarea[name^="job_application["]',
    'greenhouse-hosted': '.application--form,form#application-form #first_name,.job-boards,[id^="question_"].select__input,script[src*="job-boards.cdn.greenhouse.io"]',
    lever: '.application-question .application-label,[name^="cards["],[name^="urls["]',
    ashby: '.ashby-application-form-container,.ashby-application-form-field-entry,[name^="_systemfield_"],[id^="_systemfield_"]',
    workday: '[data-automation-id^="applyFlow"],[data-automation-id^="legalNameSection"],[data-automation-id^="formField-"],[data-automation-id="pageFooterNextButton"],[data-automation-id="bottom-navigation-next-button"]',
    'workday-review': '[data-automation-id=applyFlowReviewPage],[data-automation-id=reviewJobApplicationPage],[data-automation-id=reviewSubmitPage]',
    smartrecruiters: 'oc-app,oc-oneclick-form,oc-application,oc-personal-information,sr-screening-questions-form,spl-form,spl-input,spl-phone-field',
    icims: '#icims_content_iframe,iframe[src*=".icims.com/"],#iCIMS_MainWrapper,[class^="iCIMS_"]',
  };
  const shown: Record<string, string> = {
    'workday-account': '[data-automation-id="signInContent"],[data-automation-id="signInSubmitButton"],[data-automation-id="SignInWithEmailButton"],[data-automation-id="createAccountPanel"],[data-automation-id="createAccountSubmitButton"]',
    'icims-account': '#enterEmailForm',
    'password-field': 'input[type=password]',
  };
  const found = Object.keys(inPage).filter((name) => document.querySelector(inPage[name] ?? 'x-none') !== null);
  return [...found, ...Object.keys(shown).filter((name) => [...document.querySelectorAll(shown[name] ?? 'x-none')].some((element) => isShown(element)))];
}

export function hasCaptcha(): boolean {
  return document.querySelector('input[name*=captcha i]:not([type=hidden]),iframe[src*="recaptcha"],iframe[src*="hcaptcha"],iframe[title*="hCaptcha"],iframe[src*="challenges.cloudflare.com"],.g-recaptcha,.h-captcha,.cf-turnstile') !== null;
}
