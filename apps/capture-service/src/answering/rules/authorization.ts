import type { Preferences } from '@countersign/contracts';
import { isAboutSomebodyElse, normalise, type Asked } from '../asked.ts';
import { evidence, isYesNoField, yesNoMeaning, yesOrNo, type Finding, type Rule } from '../finding.ts';
import { countriesIn, countryCode, countryName } from '../options/places.ts';
import { location } from '../resume.ts';

const MAY_WORK = /\b(authori[sz]ed|eligible|entitled|permitted|allowed|authori[sz]ation|permission|right|permit|eligibility) to (legally |lawfully )?work\b|\b(legally|lawfully) work\b|\blegal right to work\b|\bwork (authori[sz]ation|permit) (in|for)\b/;
const SPONSOR = /\b(require|need|requiring|needing)\b.*\b(sponsorship|sponsor|visas?|work permits?)\b|\b(sponsorship|visa sponsorship)\b.*\b(required|needed)\b/;
const WITHOUT = /\bfor any employer\b|\bwithout\b.*\b(sponsorship|sponsor|visas?|work permits?)\b/;
/** Kinds of status, documents, permits for something else: no yes or no about working. */
const OTHER = /^(what|which)\b|\b(type|status of|citizen\w*|security clearance|export|explain|describe|transfer|h-?1b transfer|opt|cpt|green card|or are you)\b/;
const NEGATED = /\b(not|don't|won't|unable|cannot|can't|aren't)\b/;
/** No country is named, but the place of the job is meant. */
const HERE = /^(are|do|will) you\b.{0,60}?\bwork$|\b(in|for) (the|this) (country|location|area|region|role|position|job)\b/;

/** May the candidate work in a country, and do they need a sponsor there: only from what they said about this country. */
export const authorizationRule: Rule = (asked, { preferences, resume }) => {
  const { text, sectionKind } = asked;
  if (sectionKind !== 'applicant' || isAboutSomebodyElse(asked) || OTHER.test(text) || NEGATED.test(text)) return undefined;
  if (!isYesNoField(asked) && asked.question.type !== 'text') return undefined;
  const mayWork = MAY_WORK.test(text);
  const sponsor = SPONSOR.test(text);
  if (!mayWork && !sponsor) return undefined;
  const found = permission(asked, preferences, location(resume, 'countryCode')?.text);
  if (!found) return undefined;
  const { authorized, needsSponsorship } = found.entry;
  if (mayWork && WITHOUT.test(text)) return said(found, authorized && !needsSponsorship, false);
  // "Authorized, or do you need a visa?" asks two things at once. "Sponsorship to be authorized to work" asks one.
  if (mayWork && sponsor) return /^(do|will|would) you\b/.test(text) && text.search(SPONSOR) < text.search(MAY_WORK) ? said(found, needsSponsorship, false) : undefined;
  return sponsor ? said(found, needsSponsorship, false) : said(found, authorized, true);
};

type Entry = NonNullable<Preferences['workAuthorization']>[number];
interface Permission { readonly entry: Entry; readonly path: string; readonly isNamed: boolean }

function permission({ question, text }: Asked, { workAuthorization = [] }: Preferences, residence: string | undefined): Permission | undefined {
  const entries = workAuthorization.map((entry, index) => ({ entry, path: `preferences.workAuthorization[${index}]`, code: countryCode(entry.country) }));
  const named = countriesIn(question.question.replace(/\bnew (mexico|jersey)\b/gi, ''));
  if (named.length > 1) return undefined;
  if (named.length === 1) {
    const matching = entries.filter(({ code }) => code === named[0]);
    return matching.length === 1 ? { ...matching[0]!, isNamed: true } : undefined;
  }
  // Without a name it is the place of the job. Told apart it need not be, if all that is known is the country of residence.
  const isHere = HERE.test(text) || (SPONSOR.test(text) && !/\b(in|for) (?!the future|employment|an? |work|visas?|sponsorship)[a-z]/.test(text));
  const [only] = entries;
  return isHere && entries.length === 1 && only!.code !== undefined && only!.code === countryCode(residence ?? '') ? { ...only!, isNamed: false } : undefined;
}

/** What an option says beside yes or no: that somebody must vouch for one, or that nobody need. */
function conditionOf(label: string): 'free' | 'bound' | undefined {
  const words = normalise(label);
  if (/\b(for any employer|without (any )?(sponsorship|restrictions?|a visa|visa)|no restrictions?|unrestricted|(not|don't|no) (need|require)\w* (visa |any )?(sponsorship|a visa)?)\b/.test(words)) return 'free';
  return /\b(sponsor\w*|visas?|permits?|limited|restrict\w*|temporary|temporarily|current employer|opt|cpt)\b/.test(words) ? 'bound' : undefined;
}

/** Of several options that say yes, the one whose condition is the candidate's; a condition that is not theirs is never chosen. */
function isOptionFor(label: string, options: readonly string[], yes: boolean, needsSponsorship: boolean): boolean {
  const fitting = options.filter((each) => yesNoMeaning(each) === yes);
  if (!yes) return yesNoMeaning(label) === false;
  const wanted = needsSponsorship ? 'bound' : 'free';
  const exact = fitting.filter((each) => conditionOf(each) === wanted);
  const chosen = exact.length > 0 ? exact : fitting.filter((each) => conditionOf(each) === undefined);
  return chosen.includes(label);
}

function said({ entry, path, isNamed }: Permission, yes: boolean, isAboutPermission: boolean): Finding {
  const code = countryCode(entry.country);
  const country = (code && countryName(code)) ?? entry.country;
  const summary = isNamed ? `What the candidate said about ${country}` : `What the candidate said about ${country}, where they live; the question names no country`;
  const text = `${country}: ${entry.authorized ? 'authorized' : 'not authorized'} to work, ${entry.needsSponsorship ? 'needs' : 'needs no'} sponsorship`;
  const finding = yesOrNo(yes, { source: 'profile', confidence: isNamed ? 'high' : 'medium', evidence: evidence(summary, [{ path, text }]) });
  return isAboutPermission ? { ...finding, means: (label, options) => isOptionFor(label, options, yes, entry.needsSponsorship) } : finding;
}
