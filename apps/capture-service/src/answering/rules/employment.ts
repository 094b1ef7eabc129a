import { isAboutSomebodyElse, normalise, type Asked } from '../asked.ts';
import type { CandidateFacts } from '../candidate.ts';
import { evidence, fromResume, isYesNoField, sameWords, yesOrNo, type Finding, type Rule } from '../finding.ts';
import { endedBy } from '../periods.ts';
import { jobs, type Job, type ResumeDate } from '../resume.ts';

const COMPANY = '(?:company|employer|organi[sz]ation|workplace)(?:(?:\\/| or )(?:company|employer|organi[sz]ation))?(?: name)?';
const TITLE = '(?:job )?(?:title|position|role)(?: title)?';
const NOW = '(?:current|present)';
const LATEST = '(?:most recent|latest|last)';
const EITHER = `(?:${NOW}(?: or |\\/)(?:${LATEST}|previous)|${LATEST}(?: or |\\/)${NOW})`;
const CURRENT_COMPANY = new RegExp(`^${NOW} ${COMPANY}$|^(?:name of )?(?:your )?${NOW} (?:company|employer)$|^${COMPANY} ${NOW}$|^(?:which|what) company do you (?:currently )?work (?:for|at)(?: currently| now)?$|^(?:where|who) do you (?:currently |presently )?work(?: for| at)?(?: currently| now)?$|^(?:who|where) are you currently (?:employed|working)(?: by| at| for)?$`);
const LATEST_COMPANY = new RegExp(`^(?:name of )?(?:your )?(?:${LATEST}|${EITHER}) ${COMPANY}$|^${COMPANY} (?:${LATEST}|${EITHER})$`);
const CURRENT_TITLE = new RegExp(`^${NOW} ${TITLE}$|^${TITLE} ${NOW}$`);
const LATEST_TITLE = new RegExp(`^(?:${LATEST}|${EITHER}) ${TITLE}$|^${TITLE} (?:${LATEST}|${EITHER})$`);
const EMPLOYED = /^are you (currently |presently )?(employed|working|in employment)( currently| at the moment| right now)?$/;
const WORKED_HERE = /^(have you (ever |previously )*(worked|been employed)|are you (now )?an? (current|former|previous|current or former|former or current) employee|did you (ever |previously )*work|do you currently work)\b/;

/** The current or latest job; and, in a section "Work Experience 2", the parts of the second latest. */
export const employmentRule: Rule = (asked, { resume }, now, { company }) => {
  if (asked.sectionKind === 'work') return entryPart(asked, jobs(resume), now);
  if (asked.sectionKind !== 'applicant' || isAboutSomebodyElse(asked)) return undefined;
  const { core, text } = asked;
  if (isYesNoField(asked)) return EMPLOYED.test(text) ? employed(resume, now) : WORKED_HERE.test(text) ? workedAt(resume, company, text) : undefined;
  if (CURRENT_COMPANY.test(core)) return part(currentJob(resume, now), 'company');
  if (CURRENT_TITLE.test(core)) return part(currentJob(resume, now), 'position');
  if (LATEST_COMPANY.test(core)) return part(latestJob(resume, now), 'company');
  if (LATEST_TITLE.test(core)) return part(latestJob(resume, now), 'position');
  return undefined;
};

/** Yes where a job goes on. That none does is no proof of the contrary. */
function employed(resume: CandidateFacts['resume'], now: Date): Finding | undefined {
  const running = jobs(resume).find((job) => !endedBy(job.end, now) && job.start !== undefined);
  const passages = [running?.position, running?.company].filter((passage) => passage !== undefined);
  return running && yesOrNo(true, { source: 'resume_check', confidence: 'high', evidence: evidence(`${running.path} has no end date in the past`, passages) });
}

/** Yes where the resume lists the company that is applied to, and the question names it. */
function workedAt(resume: CandidateFacts['resume'], company: string, text: string): Finding | undefined {
  const name = normalise(company);
  const found = name !== '' && text.endsWith(` ${name}`) ? jobs(resume).find((job) => job.company && sameWords(job.company.text, company)) : undefined;
  return found && yesOrNo(true, { source: 'resume_check', confidence: 'high', evidence: evidence(`${found.path} of the resume`, [found.company!]) });
}

/** The one job that goes on; of several, none. */
function currentJob(resume: CandidateFacts['resume'], now: Date): Job | undefined {
  const running = jobs(resume).filter((job) => !endedBy(job.end, now) && job.start !== undefined);
  return running.length === 1 ? running[0] : undefined;
}

function latestJob(resume: CandidateFacts['resume'], now: Date): Job | undefined {
  const all = jobs(resume);
  const running = all.filter((job) => !endedBy(job.end, now) && job.start !== undefined);
  return running.length > 1 ? undefined : (running[0] ?? all[0]);
}

function part(job: Job | undefined, name: 'company' | 'position'): Finding | undefined {
  return fromResume(job?.[name], job && job.end === undefined ? 'high' : 'medium');
}

function entryPart(asked: Asked, all: readonly Job[], now: Date): Finding | undefined {
  const job = all[asked.entry - 1];
  if (!job) return undefined;
  const { core } = asked;
  if (/^(company|employer|organi[sz]ation)( name)?$|^name of (company|employer)$/.test(core)) return fromResume(job.company);
  if (/^(job )?(title|position)( title)?$|^role$/.test(core)) return fromResume(job.position);
  if (/^(job )?location$/.test(core)) return fromResume(job.location);
  if (/^(role |job |position )?(description|summary|responsibilities|duties)$/.test(core)) return fromResume(job.summary);
  if (/^(i )?currently work( (here|there))?$|^(this is (my )?)?current( job| position| employer| role)?$/.test(core)) return tick(job, now);
  if (/^(from|start)( date)?( year| month)?$|^date (from|started)$|^start (year|month)$/.test(core)) return dateFinding(job.path, 'startDate', job.start, asked);
  if (/^(to|end)( date)?( year| month)?$|^date (to|ended)$|^end (year|month)$/.test(core)) return dateFinding(job.path, 'endDate', job.end, asked);
  return undefined;
}

function tick(job: Job, now: Date): Finding | undefined {
  if (!job.start) return undefined;
  const runs = !endedBy(job.end, now);
  const passages = job.company ? [job.company] : [];
  return {
    tick: runs, source: 'resume_check', confidence: job.end ? 'high' : 'medium',
    evidence: evidence(runs ? `${job.path} has no end date in the past` : `${job.path}.endDate is in the past`, passages),
  };
}

/** A date as the field takes it: the month at least, or the year alone where the question asks for a year. */
export function dateFinding(path: string, name: 'startDate' | 'endDate', date: ResumeDate | undefined, asked: Asked): Finding | undefined {
  if (!date) return undefined;
  if (/\bmonth$/.test(asked.core)) return monthFinding(path, name, date);
  const two = (value: number) => String(value).padStart(2, '0');
  const isYear = /\byear\b/.test(asked.text);
  const spelled = [String(date.year), ...(date.month ? [two(date.month)] : []), ...(date.month && date.day ? [two(date.day)] : [])].join('-');
  if (!isYear && !date.month) return undefined;
  return fromResume({ path: `${path}.${name}`, text: spelled }, 'high', isYear ? String(date.year) : spelled);
}

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** The month alone: by its name, the beginning of it, or its number. */
function monthFinding(path: string, name: string, { year, month }: ResumeDate): Finding | undefined {
  if (!month) return undefined;
  const spelled = MONTHS[month - 1]!;
  const finding = fromResume({ path: `${path}.${name}`, text: `${year}-${String(month).padStart(2, '0')}` }, 'high', String(month).padStart(2, '0'));
  return finding && { ...finding, means: (label) => { const text = normalise(label).replace(/^(\d{1,2}) [a-z]+$/, '$1'); return text === spelled || text === spelled.slice(0, 3) || (/^\d{1,2}$/.test(text) && Number(text) === month); } };
}
