import { isAboutSomebodyElse, normalise, type Asked } from '../asked.ts';
import type { CandidateFacts } from '../candidate.ts';
import { evidence, fromResume, isYesNoField, sameWords, yesOrNo, type Finding, type Rule } from '../finding.ts';
import { countryCode, countryName, isCountry } from '../options/places.ts';
import { isSameRegion, knownRegion } from '../options/regions.ts';
import { location, type Passage } from '../resume.ts';

/** "(do) you currently live in", in its many forms. */
const YOU_LIVE = '(?:do |are )?you (?:currently |presently |now )?(?:live|reside|based|located|living|residing|work from|working from)(?: in| at| from)?(?: currently| right now| today| now)?';
const OF_RESIDENCE = `(?: of (?:current |primary )?residen(?:ce|cy)| (?:where |in which |that )?${YOU_LIVE})?`;
const asksFor = (words: string) => new RegExp(`^(?:current |present |home )*(?:${words})(?:(?:\\/| or | )(?:${words}))*${OF_RESIDENCE}$|^(?:in |from )?(?:which|what) (?:${words}) ${YOU_LIVE}$|^residential (?:${words})$`);
const STREET = /^(home |current |mailing |residential )?street( address)?( line 1| 1)?( (and|&) (house )?number)?$|^(home |current |mailing |residential )?address (line )?1$|^street name and number$|^(home |current )?address street$/;
const STREET_2 = /^(street )?address (line )?2$/;
const ADDRESS = /^(home |current |mailing |residential |full |postal |permanent )*address$/;
const CITY = asksFor('city|town');
const STATE = asksFor('state|province|region|territory');
const COUNTRY = asksFor('country|region|country name');
const POSTCODE = /^(current |home )?(zip|zip code|zipcode|postal code|postal|post code|postcode|post-code)((\/| or | )(zip|zip code|zipcode|postal code|postal|post code|postcode|code))*$/;
const PART = '(?:city|town|state|province|region|country|zip|zip code)';
const PARTS = `(?: ?(?:${PART}|and|&|\\/|or))*`;
const LOCATION = new RegExp(`^(?:(?:current |present |home )*(?:location|place)(?: of residence)?|where ${YOU_LIVE}|where you (?:are|live))(?<parts>${PARTS})$|^(?:(?:in )?(?:which|what) )?(?:current )?(?<listed>(?:city|town)(?:(?:\\/| and | & | )(?:state|province|region|country))+)${OF_RESIDENCE}$`);
const LIVES_IN = /^(?:do|are) you (?:currently |presently )?(?:live|reside|based|located|living|residing) (?:in|within|near) (?:the )?(?<place>.{2,80}?)(?<orMoves> or (?:are you )?(?:willing|able|open|prepared|happy|planning) to relocat(?:e|ing|ion)(?: there)?)?$/;

/** Where the candidate lives, whole or by parts; yes to "do you live in …" where it is the very place, never no. */
export const addressRule: Rule = (asked, { resume, preferences }) => {
  const { core, sectionKind } = asked;
  if (sectionKind !== 'applicant' || isAboutSomebodyElse(asked)) return undefined;
  const part = (name: string) => location(resume, name);
  if (STREET.test(core) || STREET_2.test(core)) {
    const [first, second] = (part('address')?.text ?? '').split('\n').map((line) => line.trim());
    return fromResume(part('address'), 'high', STREET_2.test(core) ? second : first);
  }
  if (ADDRESS.test(core)) return wholeAddress(asked, resume);
  if (CITY.test(core)) return fromResume(part('city'));
  if (POSTCODE.test(core)) return fromResume(part('postalCode'), 'high', postalCode(part('postalCode')?.text));
  if (STATE.test(core)) return region(resume);
  if (COUNTRY.test(core)) return country(resume);
  const asksPlace = LOCATION.exec(core);
  if (asksPlace) return place(resume, asksPlace.groups!['listed'] ?? asksPlace.groups!['parts'] ?? '');
  const livesIn = LIVES_IN.exec(asked.text);
  if (!livesIn || !isYesNoField(asked)) return undefined;
  const residing = residence(resume, livesIn.groups!['place']!);
  if (livesIn.groups!['orMoves'] === undefined) return residing;
  if (residing?.text === 'Yes') return residing;
  // Who would move can say yes wherever they live; who would not may still live there by another name of the place.
  const path = 'preferences.willingToRelocate';
  return preferences.willingToRelocate ? yesOrNo(true, { source: 'profile', confidence: 'medium', evidence: evidence(`${path}, as the candidate said it`, [{ path, text: 'true' }]) }) : undefined;
};

type Resume = CandidateFacts['resume'];

/** Without the state that some resumes write before it: "CA 94115". */
function postalCode(text: string | undefined): string | undefined {
  return text?.replace(/^[A-Z]{2} (?=\d{5}(-\d{4})?$)/, '');
}


function countryOf(resume: Resume): { passage: Passage; code: string } | undefined {
  const passage = location(resume, 'countryCode') ?? location(resume, 'country');
  const code = passage && countryCode(passage.text);
  return passage && code ? { passage, code } : undefined;
}

function country(resume: Resume): Finding | undefined {
  const found = countryOf(resume);
  const finding = found && fromResume(found.passage, 'high', countryName(found.code));
  return finding && { ...finding, means: (label) => isCountry(label, found!.code) };
}

function region(resume: Resume): Finding | undefined {
  const passage = location(resume, 'region');
  const finding = fromResume(passage);
  return finding && { ...finding, means: (label) => isSameRegion(label, passage!.text, countryOf(resume)?.code) };
}

/** The city with its region and country, or with those of them that are asked for. */
function place(resume: Resume, parts: string): Finding | undefined {
  const wants = { region: /state|province|region/.test(parts), country: /country/.test(parts) };
  const isWhole = !wants.region && !wants.country;
  const names = ['city', ...(wants.region || isWhole ? ['region'] : []), ...(wants.country || isWhole ? ['countryCode'] : [])];
  const passages = names.map((name) => location(resume, name)).filter((passage) => passage !== undefined);
  if (!passages.some(({ path }) => path.endsWith('.city'))) return undefined;
  // A city that is a region of its own is named once.
  const spelled = passages.map(({ path, text }) => (path.endsWith('countryCode') ? (countryName(text) ?? text) : text)).filter((text, index, all) => text !== all[index - 1]);
  const code = countryOf(resume)?.code;
  return {
    text: spelled.join(', '),
    means: (label) => spelled.some((_, index) => sameWords(label, spelled.slice(0, index + 1).join(', '))) || (code !== undefined && isCountry(label, code)),
    // A part that is asked for and not known makes it less than what was asked.
    source: 'profile', confidence: isWhole || passages.length === names.length ? 'high' : 'medium', evidence: evidence('basics.location of the resume', passages),
  };
}

function wholeAddress({ question }: Asked, resume: Resume): Finding | undefined {
  const names = ['address', 'city', 'region', 'postalCode', 'countryCode'];
  const passages = names.map((name) => location(resume, name)).filter((passage) => passage !== undefined);
  if (!passages[0]?.path.endsWith('.address')) return undefined;
  const spelled = passages.map(({ path, text }) => (path.endsWith('countryCode') ? (countryName(text) ?? text) : path.endsWith('postalCode') ? postalCode(text)! : text.replace(/\s*\n\s*/g, ', ')));
  // One line may be meant for the street alone, with the city in a field of its own.
  return { text: spelled.join(', '), source: 'profile', confidence: question.type === 'textarea' ? 'high' : 'medium', evidence: evidence('basics.location of the resume', passages) };
}

/** Yes for the very place, or one of several; no where another country or another state of the same one is meant. */
function residence(resume: Resume, asksFor: string): Finding | undefined {
  const places = asksFor.split(' or ').map((name) => name.replace(/^(?:in |the |either )+/, '').trim());
  const passage = places.map((name) => passageNaming(resume, name)).find((found) => found !== undefined);
  const about = (yes: boolean, at: Passage) => yesOrNo(yes, { source: 'resume_check', confidence: yes ? 'high' : 'medium', evidence: evidence(`${at.path} of the resume`, [at]) });
  if (passage) return about(true, passage);
  const [only] = places;
  const at = countryOf(resume);
  if (!at || places.length > 1 || only === undefined) return undefined;
  const other = countryCode(only);
  // "ca" and "in" are states as well as countries: a name in full is needed to say no.
  if (other && only.length > 3 && other !== at.code && !knownRegion(only, at.code)) return about(false, at.passage);
  const region = location(resume, 'region');
  const [mine, theirs] = [region && knownRegion(region.text, at.code), only.length > 3 ? knownRegion(only, at.code) : undefined];
  return region && mine && theirs && mine !== theirs ? about(false, region) : undefined;
}

function passageNaming(resume: Resume, name: string): Passage | undefined {
  const city = location(resume, 'city');
  const region = location(resume, 'region');
  const at = countryOf(resume);
  const area = name.replace(/^greater /, '').replace(/ (bay area|metro(politan)? area|area|region)$/, '');
  const cityNames = city && [city.text, `${city.text} ${region?.text ?? ''}`, `${city.text} ${(at && countryName(at.code)) ?? ''}`].map(normalise);
  if (city && cityNames!.some((each) => each === name || each === area)) return city;
  const cityAndRest = city && name.startsWith(`${normalise(city.text)} `) ? name.slice(normalise(city.text).length + 1) : undefined;
  if (cityAndRest && region && isSameRegion(cityAndRest, region.text, at?.code)) return city;
  if (region && normalise(region.text).length > 1 && name.length > 2 && isSameRegion(name, region.text, at?.code)) return region;
  return at && isCountry(name, at.code) ? at.passage : undefined;
}
