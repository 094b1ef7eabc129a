/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { isShown } from './dom.ts';

/** What a page may ask after its form was sent, before it takes it. */
export type PersonNeed = 'security_code' | 'captcha';

/** A code that came by e-mail (Greenhouse), or a riddle that stands open; a captcha that waits in a corner is none. */
export function personNeed(): PersonNeed | null {
  const shows = (selector: string) => [...document.querySelectorAll(selector)].some((element) => isShown(element));
  if (shows('#security-input-0,#security_code,input[name=security_code]')) return 'security_code';
  const riddles = document.querySelectorAll('iframe[src*="hcaptcha.com"][src*="frame=challenge"],iframe[title*="hCaptcha challenge"],iframe[src*="recaptcha"][src*="bframe"],iframe[title*="recaptcha challenge"]');
  const isOpen = (riddle: Element) => isShown(riddle) && riddle.getBoundingClientRect().height >= 100 && riddle.getBoundingClientRect().top > -1_000;
  return [...riddles].some(isOpen) ? 'captcha' : null;
}
