import { isAboutSomebodyElse, normalise, type Asked } from '../asked.ts';
import { evidence, isYesNoField, yesOrNo, type Finding, type Rule } from '../finding.ts';
import { languages, type Language, type Passage } from '../resume.ts';

/** How well, lowest first; labels of forms and of resumes are read into the same classes. */
const FLUENCIES = ['basic', 'intermediate', 'advanced', 'fluent', 'native'] as const;
type Fluency = (typeof FLUENCIES)[number];
const PATTERNS: readonly (readonly [Fluency, RegExp])[] = [
  ['native', /(?<!near-|near |non-|non )\bnative\b|\b(mother tongue|first language|bilingual|muttersprach\w*|langue maternelle|nativo)\b/],
  ['fluent', /\b(fluent|fluently|full professional|c2|near[- ]native|expert|proficient|fliessend|fließend|courant)\b/],
  ['advanced', /\b(advanced|professional working|professional|business|upper[ -]intermediate|c1|verhandlungssicher)\b/],
  ['intermediate', /\b(intermediate|conversational|limited working|b1|b2|working knowledge)\b/],
  ['basic', /\b(basic|basics|beginner|elementary|a1|a2|novice|grundkenntnisse)\b/],
];
const CEFR = /\b(a1|a2|b1|b2|c1|c2)\b/;

/** Every name of a language, in English and in itself, to its code. */
const codeOfLanguage = new Map('en de fr es it pt nl pl cs sk hu ro bg el hr sr sl uk ru tr ar he fa hi ur bn ta te ml mr gu pa zh ja ko vi th id ms tl fil sv da fi no nb et lv lt is ca eu ga cy sw am af'.split(' ').flatMap((code) =>
  ['en', 'de', 'fr', 'es', code].map((display) => [normalise(new Intl.DisplayNames([display], { type: 'language' }).of(code)!), code] as const)));
for (const [name, code] of [['mandarin', 'zh'], ['mandarin chinese', 'zh'], ['farsi', 'fa'], ['tagalog', 'fil'], ['castilian', 'es']] as const) codeOfLanguage.set(name, code);
const languageKey = (name: string): string => codeOfLanguage.get(normalise(name)) ?? normalise(name);

/** Words of a question about how well a language is known, and nothing else. */
const LEVEL_WORDS = /^(?:what|is|would|you|do|how|well|your|rate|rates|describe|select|level|levels|of|in|language|proficiency|fluency|skills?|knowledge|command|proficient|fluent|speak|are|spoken|written|and|with|the|overall|please|indicate|current)$/;
const ASKS_LEVEL = /\b(level|proficiency|fluency|skills?|how (well|fluent|proficient)|rate|knowledge|command)\b/;
const CHECK_WORDS = /^(?:do|are|can|you|a|an|the|speak|read|write|and|understand|communicate|native|fluent|fluently|proficient|proficiency|bilingual|speaker|in|of|at|level|professional|business|working|language|good|have|well|conversational|or|both|written|spoken|verbal|verbally|able|to|command|knowledge|skills|fluency|languages|comfortable|speaking)$/;
const LIST = /^(?:(?:what|which) )?languages(?: (?:do|can) you (?:speak|know))?(?: fluently)?$|^(?:what|which) languages are you fluent in$|^languages( spoken| you speak| known| skills)?$|^spoken languages$|^(?:list |what are )?(?:the )?languages (?:that )?you (?:speak|know)$/;

/** Languages and how well they are spoken. A language that the resume does not list has no answer. */
export const languageRule: Rule = (asked, { resume }) => {
  if (asked.sectionKind !== 'applicant' || isAboutSomebodyElse(asked)) return undefined;
  const known = languages(resume);
  const { core, text } = asked;
  if (LIST.test(core)) return listOf(text.includes('fluent') ? known.filter((language) => isAtLeast(language, 'fluent')) : known, asked);
  const words = text.split(/[ /]/);
  const named = words.filter((word) => codeOfLanguage.has(word));
  const rest = words.filter((word) => !codeOfLanguage.has(word));
  const spoken = named.length === 1 ? find(known, named[0]!) : undefined;
  if (!spoken) return undefined;
  if (isYesNoField(asked)) return /^(do|are|can) you\b/.test(text) && rest.every((word) => CHECK_WORDS.test(word)) ? checked(spoken, rest) : undefined;
  return ASKS_LEVEL.test(text) && rest.every((word) => LEVEL_WORDS.test(word)) ? fluencyFinding(spoken) : undefined;
};

function find(known: readonly Language[], name: string): Language | undefined {
  const found = known.filter(({ language }) => languageKey(language.text) === languageKey(name));
  return found.length === 1 ? found[0] : undefined;
}

/** Yes, if it is spoken as well as is asked for; what is less, or not said, is left to a person. */
function checked(spoken: Language, words: readonly string[]): Finding | undefined {
  const wants = (...any: string[]) => any.some((word) => words.includes(word));
  // "Native or fluent" is content with the lower one.
  const wanted: Fluency = wants('fluent', 'fluently', 'fluency', 'proficient', 'proficiency', 'professional', 'business') ? (wants('professional', 'business') ? 'advanced' : 'fluent') : wants('native', 'bilingual') ? 'native' : 'intermediate';
  return isAtLeast(spoken, wanted) ? yesOrNo(true, { source: 'resume_check', confidence: 'high', evidence: evidenceOf(spoken) }) : undefined;
}

function fluencyClass(text: string): Fluency | undefined {
  const words = normalise(text);
  // The first that matches: "limited working proficiency" says more by its first words.
  if (/\b(not|no)\b/.test(words)) return undefined;
  if (/\blimited working\b/.test(words)) return 'intermediate';
  const found = PATTERNS.filter(([, pattern]) => pattern.test(words)).map(([fluency]) => fluency);
  return found[0];
}

function isAtLeast({ fluency }: Language, wanted: Fluency): boolean {
  const found = fluencyClass(fluency);
  if (found === undefined) return false;
  // By the Common European Framework C1 is "can express ideas fluently".
  const reached = /\bc1\b/i.test(fluency) ? 'fluent' : found;
  return FLUENCIES.indexOf(reached) >= FLUENCIES.indexOf(wanted);
}

/** The option of the same words, else of the same level of the Common European Framework, else the only one of the same class. */
function fluencyFinding(language: Language): Finding | undefined {
  if (language.fluency === '') return undefined;
  const [own, cefr, ownClass] = [normalise(language.fluency), CEFR.exec(normalise(language.fluency))?.[1], fluencyClass(language.fluency)];
  const tests: ((label: string) => boolean)[] = [
    (label) => normalise(label) === own,
    (label) => cefr !== undefined && CEFR.exec(normalise(label))?.[1] === cefr,
    (label) => ownClass !== undefined && fluencyClass(label) === ownClass,
    // Where "advanced" is not on offer, C1 is fluent.
    (label) => cefr === 'c1' && fluencyClass(label) === 'fluent',
  ];
  return {
    text: language.fluency,
    means: (label, options) => (tests.find((test) => options.some(test)) ?? (() => false))(label),
    source: 'profile', confidence: 'high', evidence: evidenceOf(language),
  };
}

function listOf(known: readonly Language[], { question }: Asked): Finding | undefined {
  if (known.length === 0) return undefined;
  const names = new Set(known.map(({ language }) => languageKey(language.text)));
  return {
    text: known.map(({ language, fluency }) => (fluency ? `${language.text} (${fluency})` : language.text)).join(', '),
    means: (label) => names.has(languageKey(label)), isMany: question.type === 'multi_select',
    source: 'profile', confidence: 'high', evidence: evidence('languages of the resume', known.map(({ language }) => language)),
  };
}

function evidenceOf({ language, fluency }: Language) {
  const passages: Passage[] = [language, ...(fluency ? [{ path: language.path.replace(/language$/, 'fluency'), text: fluency }] : [])];
  return evidence(`${language.path.replace(/\.language$/, '')} of the resume`, passages);
}
