import { isAboutSomebodyElse, normalise, type Asked } from '../asked.ts';
import type { CandidateFacts } from '../candidate.ts';
import { evidence, isYesNoField, sameWords, yesOrNo, type Finding, type Rule } from '../finding.ts';

const HEARD = /^(how|where) did you (first |come to |initially )?(hear|find out|find|learn|know|discover)\b( out)?( about)?\b/;
const NOT_HEARD = /\b(feel|handle|deal|why)\b/;
/** All of the words of a question about the wanted salary; one more word may make it another question. */
const SALARY_WORDS = /^(?:what|is|are|your|please|enter|state|the|our|annual|annually|yearly|base|gross|minimum|total|expected|desired|target|ideal|preferred|salary|compensation|pay|remuneration|ctc|range|expectations?|requirements?|expect|for|this|next|role|position|job|per|a|year|month|hour|annum|monthly|hourly|in|of|and|usd|eur|gbp|chf|cad|aud|us|dollars?|euros?|pounds?|€|£|\$|before|taxes|tax|package|would|like|to|earn|figure|amount|do|you|have|local|currency)$/;
const SALARY_WANTED = /\b(expected|desired|target|ideal|preferred|expectations?|requirements?|expect)\b/;
const isAboutSalary = (text: string): boolean => /\b(salary|compensation|pay|remuneration|ctc)\b/.test(text) && SALARY_WANTED.test(text) && text.split(/[ /]/).every((word) => SALARY_WORDS.test(word));
const NOTICE = /^(current )?notice period( is)?( (in )?(days|weeks|months))?$|^(what is )?(the )?length of (your )?notice period$|^(what is )?(your )?(current )?notice period( with your current employer)?$|^how (much notice|long is your notice period)( do you (need|have) to (give|serve)| must you give| are you required to give)?( to)?( your| your current| the current)?( employer| company)?$/;
const START = /^(earliest|soonest)( possible| available)? (start(ing)? date|date you can start)$|^(when|how soon) (can|could|would|are) you( be)? (available to )?(start|begin|available to start)( work| working)?( if hired| with us| a new (job|role|position)| this (job|role|position))?$|^(available|desired|preferred|possible|anticipated) start date$|^(date (available|of availability)|availability date|start date availability|date you can start)( to start)?$|^when (would|will|are) you( be)? (available|able) to (start|begin)( work| working)?( with us| for us| a new (job|role|position)| this (job|role|position))?$|^availability to start$|^available (from|to start|starting)( date)?$/;
const RELOCATE = /^(are|would) you (be )?(willing|open|able|prepared|happy|interested) (to|in) relocat(e|ion|ing)( for (this|the|a) (new )?(role|position|job|opportunity)| if (needed|necessary|required)| if offered the (position|job|role))?$|^will you relocate$|^(open|able) to relocat(e|ion)$|^willing(ness)? to relocate$|^would you (consider|be open to) relocat(ing|ion)( for (this|the) (role|position|job))?$|^do you (currently )?(live|reside) in .{1,60} or (are you )?willing to relocate( there)?$/;
const REMOTE = /^(preferred )?(work|working) (arrangement|model|setup|location preference|style)( preference)?$|^(remote|remote work|work arrangement|work model) preference$|^preferred (work|working) (arrangement|model|location)$/;
const WORKS_REMOTELY = /^(are|would) you (be )?(willing|open|able|happy|comfortable) (to )?(work|working)( from home| remotely)( full[ -]time)?$/;
const PRONOUNS = /^(preferred |personal )?pronouns$|^what pronouns do you use$|^pronouns you use$/;

/** What a candidate said about themselves because no resume says it. */
export const preferenceRule: Rule = (asked, { preferences }) => {
  const { core, text, sectionKind } = asked;
  if (sectionKind !== 'applicant') return undefined;
  // Asks about friends and referrals by name, so it comes before the check that it is about nobody else.
  if (HEARD.test(text) && !NOT_HEARD.test(text)) return said('howDidYouHear', preferences.howDidYouHear);
  if (isAboutSomebodyElse(asked)) return undefined;
  if (RELOCATE.test(text)) return relocation(asked, preferences);
  if (isAboutSalary(core)) return salary(asked, preferences);
  if (NOTICE.test(core)) return notice(asked, preferences);
  if (START.test(core)) return said('earliestStart', preferences.earliestStart);
  if (REMOTE.test(core)) return said('remote', preferences.remote);
  if (WORKS_REMOTELY.test(text)) return /^(fully )?remote(ly)?( only)?$/i.test(preferences.remote ?? '') && isYesNoField(asked) ? yesOrNo(true, { source: 'profile', confidence: 'medium', evidence: evidenceFor('remote', preferences.remote!) }) : undefined;
  if (PRONOUNS.test(core)) return said('pronouns', preferences.pronouns);
  return undefined;
};

type Preferences = CandidateFacts['preferences'];

function said(name: keyof Preferences, text: string | undefined): Finding | undefined {
  if (!text || text.trim() === '') return undefined;
  return { text: text.trim(), means: (label) => sameWords(label, text), source: 'profile', confidence: 'high', evidence: evidenceFor(name, text) };
}

function evidenceFor(name: keyof Preferences, text: string) {
  return evidence(`preferences.${name}, as the candidate said it`, [{ path: `preferences.${name}`, text }]);
}

function relocation(asked: Asked, { willingToRelocate }: Preferences): Finding | undefined {
  if (willingToRelocate === undefined || !isYesNoField(asked)) return undefined;
  // Who is not willing may still live there already.
  if (!willingToRelocate && / or /.test(asked.text)) return undefined;
  return yesOrNo(willingToRelocate, { source: 'profile', confidence: 'high', evidence: evidenceFor('willingToRelocate', String(willingToRelocate)) });
}

const CURRENCIES: readonly (readonly [string, RegExp])[] = [
  ['USD', /\b(usd|us dollars?)\b|\$/], ['EUR', /\b(eur|euros?)\b|€/], ['GBP', /\b(gbp|pounds?)\b|£/], ['CHF', /\bchf\b/], ['CAD', /\bcad\b/], ['AUD', /\baud\b/],
];
const PERIODS: readonly (readonly [string, RegExp])[] = [['year', /\b(annual|annually|year|yearly|annum)\b/], ['month', /\b(month|monthly)\b/], ['hour', /\b(hour|hourly)\b/]];

/** The amount, if the question asks for this currency and period or for none in particular. */
function salary({ text, question }: Asked, { salary: wanted }: Preferences): Finding | undefined {
  if (!wanted || question.options) return undefined;
  const original = question.question.toLowerCase();
  const currency = CURRENCIES.find(([, pattern]) => pattern.test(original))?.[0];
  const period = PERIODS.find(([, pattern]) => pattern.test(text))?.[0];
  if ((currency && currency !== wanted.currency.toUpperCase()) || (period && period !== wanted.period)) return undefined;
  const spelled = `${wanted.amount} ${wanted.currency.toUpperCase()} per ${wanted.period}`;
  const isNumber = question.type === 'number';
  // A number alone says neither of what nor for how long.
  return { text: isNumber ? String(wanted.amount) : spelled, source: 'profile', confidence: isNumber && !(currency && period) ? 'medium' : 'high', evidence: evidenceFor('salary', spelled) };
}

/** As it was said; in a number of weeks only if it was said in weeks; the option that is as long. */
function notice({ text, question }: Asked, { noticePeriod }: Preferences): Finding | undefined {
  if (!noticePeriod) return undefined;
  const unit = /\b(?:in|number of|how many|notice period) (day|week|month)s\b/.exec(text)?.[1];
  const stated = /^(\d{1,3}) (day|week|month)s?$/.exec(normalise(noticePeriod));
  if (question.options) return { ...said('noticePeriod', noticePeriod)!, means: (label) => sameWords(label, noticePeriod) || isAsLong(label, noticePeriod) };
  if (question.type !== 'number' && !unit) return said('noticePeriod', noticePeriod);
  if (!stated || !unit || stated[2] !== unit) return undefined;
  return { text: stated[1]!, source: 'profile', confidence: 'high', evidence: evidenceFor('noticePeriod', noticePeriod) };
}

/** Weeks are days; a month is not four weeks. */
function isAsLong(a: string, b: string): boolean {
  const length = (text: string): string | undefined => {
    const words = normalise(text);
    if (/^(none|no notice( period)?|immediate(ly)?( available)?|available immediately)$/.test(words)) return '0';
    const [, count, unit] = /^(\d{1,3}|one|two|three|four|six) (day|week|month)s?('? notice)?$/.exec(words) ?? [];
    const number = count && ({ one: 1, two: 2, three: 3, four: 4, six: 6 }[count] ?? Number(count));
    return number === undefined || number === '' ? undefined : unit === 'month' ? `${number} months` : `${unit === 'week' ? number * 7 : number} days`;
  };
  const first = length(a);
  return first !== undefined && first === length(b);
}
