import { evidence, isYesNoField, yesOrNo, type Rule } from '../finding.ts';
import type { CandidateFacts } from '../candidate.ts';
import { jobs, otherPassages, skills, titles, type Passage } from '../resume.ts';
import { isOccupation, mentions, passagesAbout } from '../terms.ts';
import { normalise } from '../asked.ts';
import { termOf } from './experience-years.ts';

const KIND = '(?:(?:any|prior|previous|some|hands-on|professional|practical|work|working|relevant|direct|strong|solid|proven|significant|solid|good|extensive|working|industry|production|commercial) )*';
const HAS = new RegExp(`^(?:do you have )?${KIND}(?:experience|familiarity|knowledge|expertise|proficiency|background)(?: working| developing| building| programming)? (?:with|in|using|of|as an?) (.{1,60})$|^do you have ${KIND}(.{1,60}?) experience$`);
const USED = /^have you (?:ever )?(?:used|worked with|worked in|programmed in|coded in|built (?:software|applications) (?:with|in|using)) (.{1,60})$|^do you (?:know|use) (.{1,40})$/;
const IS = /^are you (?:highly |very )?(proficient|experienced|skilled|familiar|comfortable|fluent) (?:with|in|using|working with|working in) (.{1,60})$/;
const WHICH = /^(?:which|what) (?:of (?:the|these) (?:following )?)?(?:(?:programming|technical) )?(?:technologies|languages|programming languages|frameworks|tools|skills|databases|platforms|cloud platforms|libraries)\b.*\b(?:do you (?:have|know|use)|have you (?:used|worked)|are you (?:proficient|experienced|familiar|comfortable|skilled))/;
const WHICH_OF_THESE = /^(?:which|what) of (?:these|the following) (?:have you (?:used|worked with)|do you (?:know|use))$/;
const SELECT_ALL = /^(?:please )?(?:select|check|choose|tick|indicate|mark)\b.*\b(?:technologies|languages|frameworks|tools|skills|databases|platforms|libraries|software)\b.*\byou (?:have|are|know|use)/;
const CERTIFIED = /^(?:do you (?:have|hold)|are you) (?:an? |any )?(.{2,60}?)(?: certifications?| certificates?| certified| licen[cs]e)(?: in .{1,40})?$/;
const AT_WORK = /\b(professional|production|commercial|work|working|industry) (experience|knowledge)\b|\b(professional|commercial|production)\b/;
const SKILLS = /^((key|technical|top|relevant|core|professional) )*(skills?|skill set|technologies|tech stack)$/;
const SKILLED = /\b(proficient|expert|skilled|fluent|experienced|strong)\b/;
/** Levels at which one is not yet proficient. */
const LOW_LEVEL = /\b(beginner|basic|novice|elementary|learning|junior|limited)\b/;

/**
 * "Do you have experience with X?": yes where the resume says so, with the passages. Never no: that a resume is silent
 * about something does not mean that its owner is new to it.
 */
export const experienceCheckRule: Rule = (asked, { resume }) => {
  const { text, question, sectionKind } = asked;
  if (sectionKind !== 'applicant') return undefined;
  if (question.type === 'multi_select' && (WHICH.test(text) || WHICH_OF_THESE.test(text) || SELECT_ALL.test(text) || SKILLS.test(asked.core))) return known(resume, question.options ?? [], SKILLED.test(text));
  if (!isYesNoField(asked)) return undefined;
  const certified = CERTIFIED.exec(text);
  if (certified) return certificate(resume, certified[1]!);
  const asks = text.replace(/ (before|in the past|previously)$/, '');
  const is = IS.exec(asks);
  const match = HAS.exec(asks) ?? USED.exec(asks);
  const phrase = termOf(is?.[2] ?? match?.[1] ?? match?.[2]);
  if (!phrase) return undefined;
  const isSkilled = is !== null && is[1] !== 'familiar' && is[1] !== 'comfortable';
  const passages = passagesOf(resume, phrase, isSkilled);
  const isFromWork = passages.some(({ path }) => path.startsWith('work'));
  // A skill that is listed may come from a course; experience at work has to be told of a job.
  if (passages.length === 0 || (AT_WORK.test(asks) && !isFromWork)) return undefined;
  const isBeginner = !isFromWork && listedLow(resume, phrase);
  const confidence = isBeginner ? 'low' : isFromWork || passages.some(({ path }) => path.startsWith('skills')) ? 'high' : 'medium';
  return yesOrNo(true, { source: 'resume_check', confidence, evidence: evidence(`The resume speaks of ${phrase}`, passages) });
};

function certificate(resume: CandidateFacts['resume'], name: string) {
  const passages = titles(resume, 'certificates', 'name').filter(({ text }) => mentions(text, name.replace(/^(an?|the) /, '')));
  return passages.length === 0 ? undefined : yesOrNo(true, { source: 'resume_check', confidence: 'medium', evidence: evidence('certificates of the resume', passages) });
}

/** "A or B": passages about either. "A and B", "A, B": only if there are some about each. */
function passagesOf(resume: CandidateFacts['resume'], phrase: string, isSkilled: boolean): Passage[] {
  if (phrase.includes(' or ')) return phrase.split(/,| or /).flatMap((term) => about(resume, term.trim(), isSkilled));
  const each = phrase.split(/,| and | & /).map((term) => about(resume, term.trim(), isSkilled));
  return each.every((passages) => passages.length > 0) ? each.flat() : [];
}

function about(resume: CandidateFacts['resume'], term: string, isSkilled: boolean): Passage[] {
  if (term === '' || term.split(' ').length > 5) return [];
  const listed = skills(resume)
    .filter(({ level }) => !(isSkilled && LOW_LEVEL.test(level.toLowerCase())))
    .flatMap(({ name, keywords }) => [name, ...keywords])
    .filter(({ text }) => mentions(text, term) || normalise(text) === term);
  const done = isSkilled && listedLow(resume, term) ? [] : jobs(resume).flatMap((job) => passagesAbout(job.passages, term));
  const further = otherPassages(resume).filter(({ path, text }) => mentions(text, term) || (path.endsWith('.position') && isOccupation(text, term)));
  return [...listed, ...done, ...further];
}

/** Whether the resume itself says that this is not known well. */
function listedLow(resume: CandidateFacts['resume'], term: string): boolean {
  return skills(resume).some(({ name, level, keywords }) => LOW_LEVEL.test(level.toLowerCase()) && [name, ...keywords].some(({ text }) => mentions(text, term)));
}

/** Those of the offered ones that the resume speaks of; there may be more, so a person should look. */
function known(resume: CandidateFacts['resume'], options: readonly string[], isSkilled: boolean) {
  const found = new Map(options.map((label) => [label, about(resume, normalise(label), isSkilled)]).filter(([, passages]) => passages!.length > 0) as [string, Passage[]][]);
  if (found.size === 0) return undefined;
  return {
    means: (label: string) => found.has(label), isMany: true,
    source: 'resume_check' as const, confidence: 'medium' as const,
    evidence: evidence(`The resume speaks of ${[...found.keys()].join(', ')}`, [...found.values()].map(([first]) => first!)),
  };
}
