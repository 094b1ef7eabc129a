import type { Evidence } from '@countersign/contracts';
import type { Asked } from '../asked.ts';
import type { CandidateFacts } from '../candidate.ts';
import { evidence, isYesNoField, yesOrNo, type Finding, type Rule } from '../finding.ts';
import { isRangeOf } from '../options/ranges.ts';
import { periodOf, spelledYears, yearsCovered, type Period } from '../periods.ts';
import { jobs, skills, type Passage } from '../resume.ts';
import { mentions, passagesAbout } from '../terms.ts';

const KIND = '(?:(?:total|overall|professional|prior|previous|hands-on|practical|work|working|industry|paid|full[ -]time) )*';
const TERM = '(.{1,60}?)';
const IN = '(?:with|in|using|of|working with|working in|working on|as an?|developing in|programming in|writing)';
const ASKS = [
  // The term within, before the patterns that take all of the rest.
  new RegExp(`^how many (?:total )?years(?: of|')? ${KIND}experience ${IN} ${TERM} do you (?:have|possess)$`),
  // The term behind: "How many years of experience do you have with React"
  new RegExp(`^how many (?:total )?years(?: of|')? ${KIND}experience (?:do you |you )?(?:have|have got|possess)? ?${IN} ${TERM}$`),
  new RegExp(`^(?:number of |total )?years(?: of|')? ${KIND}experience ${IN} ${TERM}$`),
  new RegExp(`^how (?:many years|long) have you (?:been )?(?:worked|working|used|using|programmed|programming|coded|coding) (?:with |in |as an? |on )?${TERM}$`),
  new RegExp(`^how (?:much|long an?) ${KIND}experience do you have ${IN} ${TERM}$`),
  // The term in front: "How many years of product management experience do you have"
  new RegExp(`^how many years of ${KIND}${TERM} experience (?:do )?(?:you )?have(?: you)?(?: had| gained)?$`),
  new RegExp(`^(?:number of |total )?years of ${KIND}${TERM} experience$`),
  new RegExp(`^how many years(?: of|')? ${TERM} experience do you have$`),
  new RegExp(`^(?:number of |how many )?years (?:${IN}|using) ${TERM}(?<! experience)$`),
  new RegExp(`^${TERM} (?:experience )?(?:in )?years(?: of experience)?$`),
];
const ASKS_TOTAL = new RegExp(`^(?:how many (?:total )?|number of |total (?:number of )?)?years(?: of|')? ${KIND}experience(?: do you have)?(?: in total)?$|^how long have you been working(?: professionally)?$`);
const AT_LEAST = new RegExp(`^do you have (?:at least |a minimum of |minimum (?:of )?|(more than |over ))?(\\d{1,2})(?: ?\\+| or more| plus)?(?: or more)? years(?: of|')? ${KIND}(?:experience(?: ${IN} ${TERM})?|${TERM} experience)$`);

/**
 * Years of experience, in total or with something, from the work history: overlapping jobs count once, and for a term
 * only the jobs that speak of it. What no job speaks of has no answer, since silence is not zero.
 */
export const experienceYearsRule: Rule = (asked, { resume }, now) => {
  if (asked.sectionKind !== 'applicant') return undefined;
  const { text } = asked;
  const atLeast = AT_LEAST.exec(text);
  if (atLeast) {
    const found = isYesNoField(asked) ? experience(resume, termOf(atLeast[3] ?? atLeast[4]), now) : undefined;
    const isReached = found !== undefined && (atLeast[1] === undefined ? found.years >= Number(atLeast[2]) : found.years > Number(atLeast[2]));
    // Fewer years than asked for may only mean that the resume is brief.
    return found && isReached ? yesOrNo(true, { source: 'resume_analysis', confidence: found.confidence, evidence: found.evidence }) : undefined;
  }
  if (ASKS_TOTAL.test(text)) return yearsFinding(asked, experience(resume, undefined, now));
  const match = ASKS.map((pattern) => pattern.exec(text)).find((result) => result !== null);
  return match ? yearsFinding(asked, experience(resume, termOf(match[1]), now)) : undefined;
};

interface Experience {
  readonly years: number;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly evidence: Evidence;
}

/** The part of a question that names what is asked about, without the words around it. */
export function termOf(phrase: string | undefined): string | undefined {
  return phrase?.replace(/^(the|a|an|any) /, '').replace(/ (programming language|programming|language|framework|library|technologies|technology)$/, '').trim();
}

function experience(resume: CandidateFacts['resume'], term: string | undefined, now: Date): Experience | undefined {
  // "Python and Go" asks for one number about two things.
  if (term !== undefined && /,|&| and /.test(term)) return undefined;
  const terms = term?.split(' or ').map((part) => part.trim());
  const periods: Period[] = [];
  const passages: Passage[] = [];
  let isExact = true;
  let counted = 0;
  for (const job of jobs(resume)) {
    const about = terms ? terms.flatMap((each) => aboutWork(job.passages, each)) : [];
    if (terms && about.length === 0) continue;
    const period = periodOf(job, now);
    if (!period) continue;
    periods.push(period);
    counted++;
    isExact &&= job.start?.month !== undefined && (job.end === undefined || job.end.month !== undefined);
    const span = [job.start?.year, job.end?.year ?? 'today'].join('–');
    passages.push({ path: job.path, text: `${job.position?.text ?? 'Job'}, ${job.company?.text ?? 'unnamed company'}, ${span}` }, ...about.slice(0, 2));
  }
  if (counted === 0) return undefined;
  // Leap days must not cost a year: five years less a few hours are five.
  const years = Math.round(yearsCovered(periods) * 100) / 100;
  const about = term ? ` that ${counted === 1 ? 'speaks' : 'speak'} of ${term}` : '';
  const summary = `${spelledYears(years)} from ${counted} ${counted === 1 ? 'job' : 'jobs'}${about}${periods.length > 1 ? ', overlaps counted once' : ''}`;
  // A listed skill that only some of the jobs speak of may well have been used in the others.
  const isPartial = terms !== undefined && counted < jobs(resume).length && skills(resume).some(({ name, keywords }) => [name, ...keywords].some(({ text }) => terms.some((each) => mentions(text, each))));
  return { years, confidence: !isExact || isPartial ? 'low' : term ? 'medium' : 'high', evidence: evidence(summary, passages) };
}

/** "Java development" is done in every job that speaks of Java; "web development" is a job of its own. */
function aboutWork(passages: readonly Passage[], term: string): Passage[] {
  const found = passagesAbout(passages, term);
  const [, language] = /^(.{1,30}) (?:development|programming|coding)$/.exec(term) ?? [];
  const isField = language === undefined || /^(software|web|back-?end|front-?end|full[ -]?stack|mobile|app|application|game|product|business|sales|professional|personal|curriculum|talent|team|people|community)$/.test(language);
  return found.length > 0 || isField ? found : passagesAbout(passages, language);
}

/** Full years, since part of one is not yet a year; an option by the exact time. */
function yearsFinding({ question }: Asked, found: Experience | undefined): Finding | undefined {
  if (!found || question.type === 'yes_no' || question.type === 'textarea') return undefined;
  const years = Math.floor(found.years);
  const text = years >= 1 ? String(years) : question.type === 'number' ? undefined : 'Less than 1';
  return {
    ...(text === undefined ? {} : { text }),
    means: (label, options) => isRangeOf(found.years, label, options),
    source: 'resume_analysis', confidence: found.confidence, evidence: found.evidence,
  };
}
