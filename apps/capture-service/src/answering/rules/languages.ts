import { isAboutSomebodyElse, normalise, type Asked } from '../asked.ts';
import { evidence, isYesNoField, yesOrNo, type Finding, type Rule } from '../finding.ts';
import { languages, type Language, type Passage } from '../resume.ts';

/** How well, lowest first; labels of forms and of resumes are read into the same classes. */
const FLUENCIES = ['basic', 'intermediate', 'advanced', 'fluent', 'native'] as const;
type Fluency = (typeof FLUENCIES)[number];
const PATTERNS: readonly (readonly [Fluency, RegExp])[] = [
  ['native', /\b(native|mother tongue|first language|bilingual)\b/],
  ['fluent', /\b(fluent|fluently|full professional|c2|near-native|expert|proficient)\b/],
  ['advanced', /\b(advanced|professional working|professional|business|upper[ -]intermediate|c1)\b/],
  ['intermediate', /\b(intermediate|conversational|limited working|b1|b2|working knowledge)\b/],
  ['basic', /\b(basic|beginner|elementary|a1|a2|novice)\b/],
];

const LEVEL = /^(?:level of )?([a-z]+)(?: language)? (?:language )?(?:proficiency|level|fluency|skills|proficiency level|skill level)$|^(?:level of )(?:proficiency|fluency) (?:in|of|with) ([a-z]+)$|^(?:proficiency|fluency) (?:in|level in) ([a-z]+)$|^how (?:well do you speak|fluent are you in|proficient are you in) ([a-z]+)$|^level of your ([a-z]+)$/;
const SPEAKS = /^(?:do you (?:speak|read and write|speak and write)|can you speak) (fluent )?([a-z]+)( fluently)?$/;
const FLUENT_IN = /^are you (native or fluent|native|fluent|proficient|bilingual) (?:in |speaker of )([a-z]+)$/;
const LIST = /^(?:what|which) languages do you (?:speak|know)(?: fluently)?$|^languages( spoken| you speak)?$|^spoken languages$/;

/** Languages and how well they are spoken. A language that the resume does not list has no answer. */
export const languageRule: Rule = (asked, { resume }) => {
  if (asked.sectionKind !== 'applicant' || isAboutSomebodyElse(asked)) return undefined;
  const known = languages(resume);
  const { core, text } = asked;
  if (LIST.test(core)) return text.includes('fluent') ? undefined : listOf(known, asked);
  const level = LEVEL.exec(core);
  const levelIn = level && find(known, level.slice(1).find((name) => name !== undefined));
  if (levelIn) return fluencyFinding(levelIn);
  const speaks = SPEAKS.exec(text);
  const fluentIn = FLUENT_IN.exec(text);
  if (!isYesNoField(asked) || (!speaks && !fluentIn)) return undefined;
  const spoken = find(known, speaks?.[2] ?? fluentIn?.[2]);
  if (!spoken) return undefined;
  const wanted: Fluency = fluentIn?.[1] === 'native' || fluentIn?.[1] === 'bilingual' ? 'native' : fluentIn || speaks?.[1] || speaks?.[3] ? 'fluent' : 'intermediate';
  return isAtLeast(spoken, wanted) ? yesOrNo(true, { source: 'resume_check', confidence: 'high', evidence: evidenceOf(spoken) }) : undefined;
};

function find(known: readonly Language[], name: string | undefined): Language | undefined {
  const found = known.filter(({ language }) => normalise(language.text) === name);
  return found.length === 1 ? found[0] : undefined;
}

function fluencyClass(text: string): Fluency | undefined {
  const words = normalise(text);
  // The first that matches: "limited working proficiency" says more by its first words.
  if (/\blimited working\b/.test(words)) return 'intermediate';
  const found = PATTERNS.filter(([, pattern]) => pattern.test(words)).map(([fluency]) => fluency);
  return found[0];
}

function isAtLeast({ fluency }: Language, wanted: Fluency): boolean {
  const found = fluencyClass(fluency);
  return found !== undefined && FLUENCIES.indexOf(found) >= FLUENCIES.indexOf(wanted);
}

function fluencyFinding(language: Language): Finding | undefined {
  if (language.fluency === '') return undefined;
  const found = fluencyClass(language.fluency);
  return {
    text: language.fluency,
    means: (label, options) => (options.some((option) => normalise(option) === normalise(language.fluency)) ? normalise(label) === normalise(language.fluency) : found !== undefined && fluencyClass(label) === found),
    source: 'profile', confidence: 'high', evidence: evidenceOf(language),
  };
}

function listOf(known: readonly Language[], { question }: Asked): Finding | undefined {
  if (known.length === 0) return undefined;
  const names = new Set(known.map(({ language }) => normalise(language.text)));
  return {
    text: known.map(({ language, fluency }) => (fluency ? `${language.text} (${fluency})` : language.text)).join(', '),
    means: (label) => names.has(normalise(label)), isMany: question.type === 'multi_select',
    source: 'profile', confidence: 'high', evidence: evidence('languages of the resume', known.map(({ language }) => language)),
  };
}

function evidenceOf({ language, fluency }: Language) {
  const passages: Passage[] = [language, ...(fluency ? [{ path: language.path.replace(/language$/, 'fluency'), text: fluency }] : [])];
  return evidence(`${language.path.replace(/\.language$/, '')} of the resume`, passages);
}
