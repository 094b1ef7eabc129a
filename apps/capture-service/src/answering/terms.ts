import type { Passage } from './resume.ts';

/** Names for the same thing, in lower case. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['javascript', 'js', 'ecmascript'], ['typescript', 'ts'], ['node.js', 'node', 'nodejs'], ['react', 'react.js', 'reactjs'], ['vue', 'vue.js', 'vuejs'],
  ['angular', 'angular.js', 'angularjs'], ['next.js', 'nextjs'], ['postgresql', 'postgres'], ['kubernetes', 'k8s'], ['go', 'golang'], ['aws', 'amazon web services'],
  ['gcp', 'google cloud', 'google cloud platform'], ['azure', 'microsoft azure'], ['c#', 'c sharp'], ['.net', 'dotnet'], ['c++', 'cpp'], ['ci/cd', 'cicd'],
  ['machine learning', 'ml'], ['natural language processing', 'nlp'], ['mongodb', 'mongo'], ['ruby on rails', 'rails'], ['css', 'css3'], ['html', 'html5'],
  ['rest', 'restful', 'rest apis', 'rest api'], ['github actions', 'gh actions'], ['scikit-learn', 'sklearn'],
  ['excel', 'microsoft excel', 'ms excel'], ['word', 'microsoft word', 'ms word'], ['powerpoint', 'microsoft powerpoint', 'ms powerpoint'], ['microsoft office', 'ms office', 'office 365', 'microsoft 365'], ['power bi', 'powerbi'],
  ['vs code', 'visual studio code'], ['graphql', 'graph ql'], ['mysql', 'my sql'], ['sql server', 'mssql', 'ms sql', 'microsoft sql server'], ['apache kafka', 'kafka'], ['apache spark', 'spark', 'pyspark'], ['apache airflow', 'airflow'], ['elasticsearch', 'elastic search'],
  ['objective-c', 'objective c'], ['tailwind', 'tailwind css', 'tailwindcss'], ['tensorflow', 'tensor flow'], ['dynamodb', 'dynamo db'], ['aws lambda', 'lambda'], ['spring boot', 'springboot'], ['user experience', 'ux'], ['search engine optimization', 'seo'], ['salesforce', 'sfdc'], ['google analytics', 'ga4'],
];
/** Whoever works with one of these works in the language: a job that names only the framework counts for it. */
const WRITTEN_IN: Readonly<Record<string, readonly string[]>> = {
  javascript: ['typescript', 'react', 'react native', 'angular', 'vue', 'node.js', 'next.js', 'svelte', 'jquery'], typescript: ['nestjs'],
  java: ['spring boot', 'spring framework', 'hibernate', 'java ee', 'j2ee'], python: ['django', 'fastapi', 'pandas', 'numpy', 'pytorch', 'scikit-learn', 'pyspark'],
  ruby: ['ruby on rails'], php: ['laravel', 'symfony'], 'c#': ['asp.net'], css: ['tailwind', 'scss'],
};
/** Also everyday words, or too short to be sure of: they count only where they stand alone, as a keyword does. */
const AMBIGUOUS = new Set([
  'go', 'r', 'c', 'd', 'ts', 'js', 'ml', 'rest', 'node', 'swift', 'rust', 'dart', 'spring', 'express', 'flask', 'next', 'crystal', 'basic', 'less', 'sass', 'scheme', 'ruby', 'julia', 'elixir',
  'phoenix', 'ember', 'backbone', 'play', 'access', 'excel', 'word', 'office', 'mongo', 'vue', 'rails', 'helm', 'chef', 'puppet', 'salt', 'scratch', 'processing', 'pascal', 'ada', 'sketch', 'jest', 'make', 'bash', 'lambda', 'spark', 'ux',
]);
/** Everyday words that are certain where a list or "in", "with" names them in capitals: "services in Go and Rust". */
const CAPITALISED = new Set(['go', 'r', 'c', 'rust', 'swift', 'dart', 'flask', 'excel', 'ruby', 'elixir', 'julia', 'scala', 'spark', 'vue', 'helm', 'puppet', 'express', 'word', 'sketch', 'bash', 'jest']);
/** An activity by the title of who does it, in a `position`. */
const OCCUPATIONS: Record<string, string> = {
  management: '(manager|management)', engineering: '(engineer|engineering|developer|development)', development: '(developer|development|engineer|engineering|programmer)', design: '(designer|design)', analysis: '(analyst|analysis)',
  consulting: '(consultant|consulting)', architecture: '(architect|architecture)', marketing: '(marketer|marketing)', administration: '(administrator|administration)', testing: '(tester|testing)', research: '(researcher|research)', accounting: '(accountant|accounting)', teaching: '(teacher|teaching)', recruiting: '(recruiter|recruiting|recruitment)', sales: '(sales)', writing: '(writer|writing)',
};
/** Who writes software, whatever the title says about which kind. */
const SOFTWARE_POSITION =
  /\b(software|back-?end|front-?end|full[ -]?stack|web|mobile|ios|android|applications?|java|javascript|typescript|python|php|ruby|react|node(\.js)?|\.net|c\+\+)\b.*(engineer|developer|programmer|entwickler|architect)|^((junior|senior|lead|staff|principal) )*(developer|programmer)$|softwareentwickler/;
const SOFTWARE_WORK = /^(professional )?(software|computer) (engineering|development|engineer|developer|programming)$|^programming$|^(software )?(coding|programmer)$/;
/** In the same sentence before a term: then it does not say that somebody did it. */
const DISCLAIMED = /\b(no|not|never|without|lack\w*|learning|interested|interest|eager|want\w*|hope|hoping|plan\w*|would like|aspir\w*|curious|instead of|rather than|away from)\b/;

export function synonymsOf(term: string): readonly string[] {
  return SYNONYMS.find((names) => names.includes(term)) ?? [term];
}

/** Whether a text speaks of a term, under any of its names, as something that was done or is known. */
export function mentions(text: string, term: string): boolean {
  const lower = text.toLowerCase();
  return synonymsOf(term).some((name) => {
    if (AMBIGUOUS.has(name) || name.length < 2) return lower.trim() === name || (CAPITALISED.has(name) && sentencesWith(text, listed(name)));
    return sentencesWith(lower, wordPattern(escaped(name)));
  });
}

/** Whether a job title is of an occupation: "product management" and "Product Manager". */
export function isOccupation(position: string, term: string): boolean {
  if (SOFTWARE_WORK.test(term)) return SOFTWARE_POSITION.test(position.toLowerCase());
  const words = term.split(' ');
  const last = OCCUPATIONS[words.at(-1) ?? ''];
  // "As a project manager": the title itself.
  if (!last && words.length > 1) return Object.values(OCCUPATIONS).some((titles) => new RegExp(`^${titles}$`).test(words.at(-1)!)) && wordPattern(escaped(term)).test(position.toLowerCase());
  if (!last || words.length < 2) return false;
  return wordPattern([...words.slice(0, -1).map(escaped), last].join(' ')).test(position.toLowerCase());
}

/** Those of the passages that mention the term, or what is written in it. */
export function passagesAbout(passages: readonly Passage[], term: string): Passage[] {
  const terms = [term, ...(WRITTEN_IN[synonymsOf(term)[0]!] ?? [])];
  return passages.filter(({ path, text }) => terms.some((each) => mentions(text, each)) || (path.endsWith('.position') && isOccupation(text, term)));
}

function sentencesWith(text: string, pattern: RegExp): boolean {
  return text.split(/[.;!?](?=\s|$)|\n/).some((sentence) => {
    const match = pattern.exec(sentence);
    return match !== null && !DISCLAIMED.test(sentence.slice(0, match.index));
  });
}

/** In capitals, behind "in", "with", a comma and the like, and before the end of the phrase. */
function listed(name: string): RegExp {
  const written = escaped(name.charAt(0).toUpperCase() + name.slice(1));
  return new RegExp(`(?:\\b(?:in|with|using|and|or)|,|/) ?${written}(?=$|[,;)/.]| (?:and|or|for|to|on|with)\\b(?! (?:Summer|Autumn|Winter|Fall)))`);
}

/** Whole words only: `java` is not in `javascript`, `c` not in `c++`, `react` not in `react-native`. */
function wordPattern(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}+#.\\-])(?:${source})(?![\\p{L}\\p{N}+#]|[.\\-][\\p{L}\\p{N}]| native)`, 'u');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
