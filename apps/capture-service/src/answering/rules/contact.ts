import { isAboutSomebodyElse } from '../asked.ts';
import type { CandidateFacts } from '../candidate.ts';
import { evidence, fromResume, type Finding, type Rule } from '../finding.ts';
import { countryCode, countryName, dialCodeOf, isCountry } from '../options/places.ts';
import { basics, location } from '../resume.ts';

const KIND = '(?:(?:primary|personal|private|contact|preferred|best|direct|current) )*';
const EMAIL_WORDS = 'e-?mail(?: ?address(?:es)?| id)?';
const EMAIL = new RegExp(`^${KIND}${EMAIL_WORDS}$|^(?:confirm|verify|re-?enter|repeat|retype|confirmation of)(?: your)? ${EMAIL_WORDS}$|^${EMAIL_WORDS} (?:confirmation|again)$`);
const PHONE_WORDS = '(?:phone (?:mobile|cell)|(?:mobile|cell|cellular|cell\\/mobile|mobile\\/cell|tele)?[ -]?phone|mobile|cell|telephone|contact)';
const PHONE = new RegExp(`^${KIND}(?:${PHONE_WORDS}(?:(?:\\/| or )${PHONE_WORDS})*)(?: (?:number|no|nr|#))?$|^${KIND}(?:contact|mobile|cell) (?:tele)?phone (?:number|no)$`);
const ONLY_CONTACT = /^(primary |preferred |best )*contact$/;
const DIAL_CODE = /^(phone|mobile|telephone)( number)? country( code)?$|^country (phone|dial|dialling|dialing|calling|telephone) code$|^(phone|mobile|telephone)( number)? (dial |calling )?code$|^(international )?(dial|dialling|dialing|calling) code$|^country code( of)? (phone|mobile)( number)?$/;

/** E-mail address and telephone number. A resume has one of each, so "work e-mail" and "home phone" are other questions. */
export const contactRule: Rule = (asked, { resume }) => {
  const { core, sectionKind } = asked;
  if (sectionKind !== 'applicant' || isAboutSomebodyElse(asked)) return undefined;
  if (EMAIL.test(core)) return fromResume(basics(resume, 'email'));
  if (DIAL_CODE.test(core)) return dialCode(resume);
  if (PHONE.test(core) && !ONLY_CONTACT.test(core)) return fromResume(basics(resume, 'phone'));
  return undefined;
};

/** The country code of the number; of several countries with this code, the one where the candidate lives. */
function dialCode(resume: CandidateFacts['resume']): Finding | undefined {
  const phone = basics(resume, 'phone');
  const place = location(resume, 'countryCode');
  const country = place && countryCode(place.text);
  const dial = country && dialCodeOf(country);
  if (!phone || !dial || !phone.text.replace(/^00/, '+').replace(/[^\d+]/g, '').startsWith(`+${dial}`)) return undefined;
  const isThis = (label: string): boolean => {
    const digits = /\+? ?(\d{1,4})\)?\s*$|^\+?(\d{1,4})\b/.exec(label.trim());
    const name = label.replace(/[+\d()]/g, ' ').trim();
    return (digits === null || (digits[1] ?? digits[2]) === dial) && (name === '' ? digits !== null : isCountry(name, country));
  };
  return { text: `+${dial}`, means: isThis, source: 'profile', confidence: 'high', evidence: evidence(`The number in basics.phone begins with the code of ${countryName(country)}`, [phone, place]) };
}
