import { isAboutSomebodyElse, normalise, type Asked } from '../asked.ts';
import { evidence, fromResume, isYesNoField, sameWords, yesOrNo, type Finding, type Rule } from '../finding.ts';
import { degreeLevel, DEGREE_LEVELS, isAtLeast, isOptionForDegree, type DegreeLevel } from '../options/degrees.ts';
import { endedBy } from '../periods.ts';
import { schoolings, type Schooling } from '../resume.ts';
import { dateFinding } from './employment.ts';

const A_SCHOOL = '(?:school|university|college|(?:educational |academic )?institution|uni)';
const SCHOOL = new RegExp(`^(?:most recent |highest |last )?(?:name of )?(?:your )?${A_SCHOOL}(?:(?: or |\\/| )${A_SCHOOL})*(?: name| attended| you attended)*$|^(?:which|what) ${A_SCHOOL} (?:did|do) you (?:last )?(?:attend|go to)$|^where did you (?:study|go to (?:university|college|school))$|^alma mater$`);
const DEGREE = /^(highest |most recent )?degree( type| obtained| earned| completed| achieved| name)?$/;
const LEVEL = /^highest (level of )?(education|degree|qualification)( level)?( (you have |that you have |you've |you )?(obtained|completed|achieved|earned|attained|received|hold|finished))?( so far| to date)?$|^(education|degree) level$|^level of education( completed)?$|^highest (educational|academic) (level|qualification|attainment)$|^(what|which) (degree|level of education) (do you (hold|have)|have you (earned|obtained|completed|achieved))$/;
const DISCIPLINE = /^(discipline|major|majors|field|specialization|specialisation|field of study|area of study|course of study|degree major|major(\/| or )(field of study|discipline)|field of study(\/| or )major|what did you study|subject of study)$/;
const GRADE = /^(cumulative |overall |undergraduate )?(gpa|grade point average|overall result gpa)$/;
const GRADUATED = /^(graduation year|year of graduation|graduation date|date of graduation|when did you graduate|year you graduated|(what|which|in what|in which) year did you graduate)$/;
const EXPECTED = /^(expected|anticipated) (graduation|completion)( date| year| month and year)?$|^when (do|will) you (expect to )?graduate$/;
const ENROLLED = /^are you (currently |presently )?(enrolled|a student|studying)\b(?! at| in (?!an? ))/;
const GRADUATE = /^(?:do you (?:have|hold|possess)|have you (?:completed|earned|obtained|received)) (?:an? )?(?:(?:university|college|undergraduate|academic|4[ -]year|four[ -]year) )?degree(?: or higher)?(?: in (?<area>.{2,80}))?$|^have you graduated (?:from )?(?:a )?(?:college|university)$/;
const HAS_DEGREE = /^(do you (have|hold|possess)|have you (completed|earned|obtained|received)) (?<atLeast>at least )?(?:an? )?(?<degree>(?:bachelor|master|associate|doctora|ph)[\w'.]*(?: of \w+)?(?: degree)?)(?<orHigher> or (?:higher|above|equivalent or higher|more))?(?: in (?<area>.{2,80}))?$/;

/** School, degree, discipline, grade and dates: of the highest education, or of the n-th in a section "Education n". */
export const educationRule: Rule = (asked, { resume }, now) => {
  if (asked.sectionKind === 'work' || isAboutSomebodyElse(asked)) return undefined;
  const all = schoolings(resume);
  const { core } = asked;
  const hasDegree = HAS_DEGREE.exec(asked.text);
  if (ENROLLED.test(asked.text) && isYesNoField(asked)) return enrolled(all, now);
  if (EXPECTED.test(core)) return expectedEnd(asked, all, now);
  if (hasDegree) return isYesNoField(asked) ? heldDegree(all, hasDegree.groups!, now) : undefined;
  const graduate = GRADUATE.exec(asked.text);
  if (graduate) return isYesNoField(asked) ? heldDegree(all, { degree: 'bachelor', orHigher: 'or higher', area: graduate.groups!['area'] }, now) : undefined;
  const asksLevel = LEVEL.test(core) || (core === 'education' && (asked.question.options ?? []).some((label) => degreeLevel(label) !== undefined));
  if (asksLevel && asked.sectionKind === 'applicant') {
    const school = highest(all, now);
    return school && degreeFinding(school, now);
  }
  const school = asked.sectionKind === 'education' ? all[asked.entry - 1] : (highest(all, now) ?? (all.length === 1 ? all[0] : undefined));
  return school && (schoolPart(asked, school, now) ?? sectionPart(asked, school));
};

function schoolPart({ core, question }: Asked, school: Schooling, now: Date): Finding | undefined {
  if (SCHOOL.test(core)) return fromResume(school.institution);
  if (DEGREE.test(core)) return question.options ? degreeFinding(school, now) : fromResume(school.studyType);
  if (DISCIPLINE.test(core)) return fromResume(school.area);
  if (GRADE.test(core)) return fromResume(school.score, 'medium', /\d{1,3}([.,]\d{1,2})?/.exec(school.score?.text ?? '')?.[0]);
  if (!GRADUATED.test(core) || !school.end || !endedBy(school.end, now)) return undefined;
  const isYear = /\byear\b/.test(core) || question.type === 'number';
  const finding = dateFinding(school.path, 'endDate', school.end, { core, question, text: isYear ? 'year' : core, sectionKind: 'education', entry: 1 });
  return finding;
}

/** In a section of its own the short labels are clear. */
function sectionPart(asked: Asked, school: Schooling): Finding | undefined {
  if (asked.sectionKind !== 'education') return undefined;
  if (/^(from|start)( date)?( year| month)?$|^(start (year|month)|first year attended)$/.test(asked.core)) return dateFinding(school.path, 'startDate', school.start, asked);
  if (/^(to|end)( date)?( year| month)?$|^(end (year|month)|last year attended|to actual or expected)$/.test(asked.core)) return dateFinding(school.path, 'endDate', school.end, asked);
  return undefined;
}

/** The education of the highest level that was completed; undefined when two are equally high or none has a level. */
function highest(all: readonly Schooling[], now: Date): Schooling | undefined {
  const completed = all.filter((school) => endedBy(school.end, now) && levelOf(school));
  const best = Math.max(-1, ...completed.map((school) => DEGREE_LEVELS.indexOf(levelOf(school)!)));
  const found = completed.filter((school) => DEGREE_LEVELS.indexOf(levelOf(school)!) === best);
  return found.length === 1 ? found[0] : undefined;
}

function levelOf(school: Schooling): DegreeLevel | undefined {
  return school.studyType && degreeLevel(school.studyType.text);
}

/** By the same words, or else by the only option for a degree of its level and kind. */
function degreeFinding(school: Schooling, now: Date): Finding | undefined {
  const finding = fromResume(school.studyType, endedBy(school.end, now) ? 'high' : 'low');
  if (!finding || !levelOf(school)) return finding;
  const degree = school.studyType!.text;
  return { ...finding, means: (label, options) => (options.some((each) => sameWords(each, degree)) ? sameWords(label, degree) : isOptionForDegree(label, degree, options)) };
}

/** The one education that goes on. */
function runningSchool(all: readonly Schooling[], now: Date): Schooling | undefined {
  const running = all.filter((school) => school.start !== undefined && school.end !== undefined && !endedBy(school.end, now));
  return running.length === 1 ? running[0] : undefined;
}

function enrolled(all: readonly Schooling[], now: Date): Finding | undefined {
  const school = runningSchool(all, now);
  const passages = [school?.studyType, school?.institution].filter((passage) => passage !== undefined);
  return school && yesOrNo(true, { source: 'resume_check', confidence: 'medium', evidence: evidence(`${school.path}.endDate is in the future`, passages) });
}

function expectedEnd(asked: Asked, all: readonly Schooling[], now: Date): Finding | undefined {
  const school = runningSchool(all, now);
  return school && dateFinding(school.path, 'endDate', school.end, asked);
}

/** "Do you have a bachelor's degree (or higher) (in …)?": yes where one was completed, in exactly that area if one is named. */
function heldDegree(all: readonly Schooling[], { degree = '', area, atLeast, orHigher }: Record<string, string | undefined>, now: Date): Finding | undefined {
  const wanted = degreeLevel(degree);
  const isOrHigher = (atLeast ?? orHigher) !== undefined;
  if (!wanted) return undefined;
  const held = all.find((school) => {
    const level = levelOf(school);
    if (!level || !endedBy(school.end, now)) return false;
    const isInArea = area === undefined || (school.area !== undefined && normalise(school.area.text) === area.replace(/ or (a )?(related|similar) (field|discipline|area|subject)$/, ''));
    return isInArea && (isOrHigher ? isAtLeast(level, wanted) : level === wanted);
  });
  if (!held) return undefined;
  const passages = [held.studyType, held.area, held.institution].filter((passage) => passage !== undefined);
  return yesOrNo(true, { source: 'resume_check', confidence: 'high', evidence: evidence(`${held.path} of the resume`, passages) });
}
