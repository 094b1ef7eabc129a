import { isAboutSomebodyElse } from '../asked.ts';
import type { CandidateFacts } from '../candidate.ts';
import { evidence, fromResume, type Finding, type Rule } from '../finding.ts';
import { basics, skills, titles, type Passage } from '../resume.ts';

const SUMMARY = /^((professional|career|executive|personal|profile|resume) )?(summary|profile summary)$|^(brief |short )?(professional )?(bio|biography)$/;
const HEADLINE = /^(professional |profile )?headline$/;
const SKILLS = /^((key|technical|top|relevant|core|main|professional) )*(skills|skill set|tech stack)$|^list (of )?(your )?((key|technical|top|relevant) )*skills$/;
const CERTIFICATES = /^((relevant|professional|current) )*(certifications?|certificates|licenses (and|&) certifications|certifications (and|&) licenses)$/;
const AWARDS = /^((relevant|professional) )*(awards|honou?rs|awards (and|&) honou?rs|honou?rs (and|&) awards)$/;
const INTERESTS = /^(hobbies|interests|(personal )?(hobbies (and|&) interests|interests (and|&) hobbies))$/;

/** Whole parts of the resume: summary, headline, and lists in one field. */
export const resumePartRule: Rule = (asked, { resume }) => {
  const { core, question, sectionKind } = asked;
  if (sectionKind !== 'applicant' || isAboutSomebodyElse(asked) || (question.type !== 'text' && question.type !== 'textarea')) return undefined;
  if (SUMMARY.test(core)) return fromResume(basics(resume, 'summary'), 'medium');
  if (HEADLINE.test(core)) return fromResume(basics(resume, 'label'), 'medium');
  if (SKILLS.test(core)) return listed('skills', skillTerms(resume));
  if (CERTIFICATES.test(core)) return listed('certificates', titles(resume, 'certificates', 'name'));
  if (AWARDS.test(core)) return listed('awards', titles(resume, 'awards', 'title'));
  return INTERESTS.test(core) ? listed('interests', titles(resume, 'interests', 'name')) : undefined;
};

/** The best known first; the name of a group is no skill where the group names some. */
function skillTerms(resume: CandidateFacts['resume']): Passage[] {
  const terms = skills(resume).flatMap(({ name, keywords }) => (keywords.length > 0 && !keywords.some(({ text }) => text === name.text) && isGroup(name.text) ? keywords : [name, ...keywords]));
  return terms.filter(({ text }, index) => terms.findIndex((other) => other.text.toLowerCase() === text.toLowerCase()) === index);
}

/** "Data and cloud", "Operations", "Web development" head a list; "Java" is one of its skills. */
function isGroup(name: string): boolean {
  return /\b(and|&|development|operations|languages?|tools?|frameworks?|databases?|scripting|backend|frontend|back-end|front-end|cloud|systems|design|data|other|skills|technologies|platforms?|devops|testing|web|mobile|programming)\b/i.test(name);
}

function listed(section: string, passages: readonly Passage[]): Finding | undefined {
  if (passages.length === 0) return undefined;
  return { text: passages.map(({ text }) => text).join(', '), source: 'profile', confidence: 'medium', evidence: evidence(`${section} of the resume`, passages) };
}
