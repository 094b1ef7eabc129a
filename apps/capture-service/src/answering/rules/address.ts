import { isAboutSomebodyElse, normalise, type Asked } from '../asked.ts';
import type { CandidateFacts } from '../candidate.ts';
import { evidence, fromResume, isYesNoField, sameWords, yesOrNo, type Finding, type Rule } from '../finding.ts';
import { countryCode, countryName, isCountry, isSameRegion } from '../options/places.ts';
import { location, type Passage } from '../resume.ts';

const STREET = /^(home |current |mailing |residential )?street( address)?( line 1| 1)?$|^(home |current |mailing )?address (line )?1$|^street name and number$/;
const STREET_2 = /^(street )?address (line )?2$/;
const ADDRESS = /^(home |current |mailing |residential |full |postal |permanent )?address$/;
const CITY = /^(current |home )?(city|town|city\/town|city or town|city of residence)$|^(what|which) city (do you|are you) (currently )?(live|reside|based|located)( in)?$/;
const STATE = /^(current |home )?(state|province|region)$|^state(\/| or )(province|region|territory)(\/region)?$|^state of residence$|^(what|which) state (do you|are you) (currently )?(live|reside|based|located)( in)?$/;
const COUNTRY = /^(current |home )?country$|^country(\/| or )region$|^country of (current )?residence$|^(in )?(what|which) country (do you|are you) (currently )?(live|reside|based|located|residing|living)( in)?$|^country (where|in which) you (currently )?(live|reside)$/;
const POSTCODE = /^(zip|postal|post)[ -]?code$|^zip$|^(zip|zip code|postal code)(\/| or )(zip|zip code|postal|postal code|postcode)$|^postcode\/zip( code)?$/;
const LOCATION = /^(current |home )?location( city| city and state)?$|^where (are|do) you (currently )?(located|based|live|living|reside|residing)( right now| today)?$|^city (and|&) (state|country)$|^city\/(state|country)$|^city state$|^place of residence$/;
const LIVES_IN = /^(do|are) you (currently )?(?:live|reside|based|located|living|residing) in (?:the )?(?<place>.{2,60})$/;

/** Where the candidate lives, whole or by parts; yes to "do you live in …" where it is the very place, never no. */
export const addressRule: Rule = (asked, { resume }) => {
  const { core, sectionKind } = asked;
  if (sectionKind !== 'applicant' || isAboutSomebodyElse(asked)) return undefined;
  const part = (name: string) => location(resume, name);
  if (STREET.test(core) || STREET_2.test(core)) {
    const [first, second] = (part('address')?.text ?? '').split('\n').map((line) => line.trim());
    return fromResume(part('address'), 'high', STREET_2.test(core) ? second : first);
  }
  if (ADDRESS.test(core)) return wholeAddress(asked, resume);
  if (CITY.test(core)) return fromResume(part('city'));
  if (POSTCODE.test(core)) return fromResume(part('postalCode'));
  if (STATE.test(core)) return region(resume);
  if (COUNTRY.test(core)) return country(resume);
  if (LOCATION.test(core)) return place(resume, core.includes('state') ? ['city', 'region'] : core.includes('country') ? ['city', 'countryCode'] : ['city', 'region', 'countryCode']);
  const livesIn = LIVES_IN.exec(asked.text);
  return livesIn && isYesNoField(asked) ? residence(resume, livesIn.groups!['place']!) : undefined;
};

type Resume = CandidateFacts['resume'];

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

function place(resume: Resume, names: readonly string[]): Finding | undefined {
  const passages = names.map((name) => location(resume, name)).filter((passage) => passage !== undefined);
  if (!passages.some(({ path }) => path.endsWith('.city'))) return undefined;
  // A city that is a region of its own is named once.
  const spelled = passages.map(({ path, text }) => (path.endsWith('countryCode') ? (countryName(text) ?? text) : text)).filter((text, index, all) => text !== all[index - 1]);
  const code = countryOf(resume)?.code;
  return {
    text: spelled.join(', '),
    means: (label) => spelled.some((_, index) => sameWords(label, spelled.slice(0, index + 1).join(', '))) || (code !== undefined && isCountry(label, code)),
    source: 'profile', confidence: 'high', evidence: evidence('basics.location of the resume', passages),
  };
}

function wholeAddress({ question }: Asked, resume: Resume): Finding | undefined {
  const names = ['address', 'city', 'region', 'postalCode', 'countryCode'];
  const passages = names.map((name) => location(resume, name)).filter((passage) => passage !== undefined);
  if (!passages[0]?.path.endsWith('.address')) return undefined;
  const spelled = passages.map(({ path, text }) => (path.endsWith('countryCode') ? (countryName(text) ?? text) : text.replace(/\s*\n\s*/g, ', ')));
  // One line may be meant for the street alone, with the city in a field of its own.
  return { text: spelled.join(', '), source: 'profile', confidence: question.type === 'textarea' ? 'high' : 'medium', evidence: evidence('basics.location of the resume', passages) };
}

function residence(resume: Resume, asksFor: string): Finding | undefined {
  const city = location(resume, 'city');
  const regionPassage = location(resume, 'region');
  const at = countryOf(resume);
  const named = normalise(asksFor);
  const isCity = city && [city.text, `${city.text}, ${regionPassage?.text ?? ''}`, `${city.text}, ${(at && countryName(at.code)) ?? ''}`].some((text) => normalise(text) === named);
  const isRegion = regionPassage && normalise(regionPassage.text).length > 2 && isSameRegion(named, regionPassage.text, at?.code);
  const passage = isCity ? city : isRegion ? regionPassage : at && isCountry(named, at.code) ? at.passage : undefined;
  return passage && yesOrNo(true, { source: 'resume_check', confidence: 'high', evidence: evidence(`${passage.path} of the resume`, [passage]) });
}
