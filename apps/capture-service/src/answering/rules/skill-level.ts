import { isAboutSomebodyElse, normalise } from '../asked.ts';
import { evidence, type Rule } from '../finding.ts';
import { skills } from '../resume.ts';
import { mentions } from '../terms.ts';

const ASKS = /^(?:rate |how would you rate |describe )?(?:level of )?(?:proficiency|skill|expertise|experience level|skill level|knowledge)(?: level)? (?:in|with|of|using) (?<after>.{1,50})$|^(?<before>.{1,50}?) (?:proficiency|skill level|proficiency level|expertise level|level)$|^how (?:proficient|experienced|skilled) are you (?:in|with|at|using) (?<how>.{1,50})$|^how would you rate your (?<rated>.{1,50}?) (?:skills?|proficiency|level|knowledge)$/;
const CLASSES: readonly RegExp[] = [/^(none|no experience|no knowledge)$/, /^(beginner|basic|novice|elementary|entry level)$/, /^(intermediate|moderate|working knowledge)$/, /^(advanced|proficient|strong|experienced|senior)$/, /^(expert|master|specialist)$/];
const classOf = (label: string): number => CLASSES.findIndex((pattern) => pattern.test(normalise(label).replace(/ (level|user)$/, '')));

/** How well a skill is known, where the resume says so for it or for its group: by the option of the same class. */
export const skillLevelRule: Rule = (asked, { resume }) => {
  const { core, question, sectionKind } = asked;
  if (sectionKind !== 'applicant' || isAboutSomebodyElse(asked) || question.type !== 'single_select') return undefined;
  const groups = ASKS.exec(core)?.groups;
  const term = groups?.['after'] ?? groups?.['before'] ?? groups?.['how'] ?? groups?.['rated'];
  if (!term) return undefined;
  const found = skills(resume).flatMap((skill) => [skill.name, ...skill.keywords].filter(({ text }) => mentions(text, term) || normalise(text) === term).map((passage) => ({ passage, level: skill.level })));
  const levels = new Set(found.map(({ level }) => level).filter((level) => level !== ''));
  const [level] = levels;
  if (level === undefined || levels.size > 1) return undefined;
  const path = found[0]!.passage.path.replace(/^(skills\[\d+\]).*/, '$1.level');
  return {
    text: level, means: (label) => normalise(label) === normalise(level) || (classOf(level) >= 0 && classOf(label) === classOf(level)),
    source: 'resume_check', confidence: 'medium', evidence: evidence(`${path} of the resume`, [found[0]!.passage, { path, text: level }]),
  };
};
