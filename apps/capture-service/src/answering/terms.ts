import type { Passage } from './resume.ts';

/** Names for the same thing, in lower case. */
const SYNONYMS: readonly (readonly string[])[] = [
  ['javascript', 'js', 'ecmascript'], ['typescript', 'ts'], ['node.js', 'node', 'nodejs'], ['react', 'react.js', 'reactjs'], ['vue', 'vue.js', 'vuejs'],
  ['angular', 'angular.js', 'angularjs'], ['next.js', 'nextjs'], ['postgresql', 'postgres'], ['kubernetes', 'k8s'], ['go', 'golang'], ['aws', 'amazon web services'],
  ['gcp', 'google cloud', 'google cloud platform'], ['azure', 'microsoft azure'], ['c#', 'c sharp'], ['.net', 'dotnet'], ['c++', 'cpp'], ['ci/cd', 'cicd'],
  ['machine learning', 'ml'], ['natural language processing', 'nlp'], ['mongodb', 'mongo'], ['ruby on rails', 'rails'], ['css', 'css3'], ['html', 'html5'],
  ['rest', 'restful', 'rest apis', 'rest api'], ['github actions', 'gh actions'], ['scikit-learn', 'sklearn'],
];
/** Also everyday words, or too short to be sure of: they count only where they stand alone, as a keyword does. */
const AMBIGUOUS = new Set([
  'go', 'r', 'c', 'd', 'ts', 'js', 'ml', 'rest', 'node', 'swift', 'rust', 'dart', 'spring', 'express', 'flask', 'next', 'crystal', 'basic', 'less', 'sass', 'scheme', 'ruby', 'julia', 'elixir',
  'phoenix', 'ember', 'backbone', 'play', 'access', 'excel', 'word', 'office', 'mongo', 'vue', 'rails', 'helm', 'chef', 'puppet', 'salt', 'scratch', 'processing', 'pascal', 'ada', 'sketch', 'jest', 'make', 'bash',
]);
/** An activity by the title of who does it, in a `position`. */
const OCCUPATIONS: Record<string, string> = {
  management: '(manager|management)', engineering: '(engineer|engineering)', development: '(developer|development)', design: '(designer|design)', analysis: '(analyst|analysis)',
  consulting: '(consultant|consulting)', architecture: '(architect|architecture)', marketing: '(marketer|marketing)', administration: '(administrator|administration)', testing: '(tester|testing)',
};
/** In the same sentence before a term: then it does not say that somebody did it. */
const DISCLAIMED = /\b(no|not|never|without|lack\w*|learning|interested|interest|eager|want\w*|hope|hoping|plan\w*|would like|aspir\w*|curious|instead of|rather than|away from)\b/;

export function synonymsOf(term: string): readonly string[] {
  return SYNONYMS.find((names) => names.includes(term)) ?? [term];
}

/** Whether a text speaks of a term, under any of its names, as something that was done or is known. */
export function mentions(text: string, term: string): boolean {
  const lower = text.toLowerCase();
  return synonymsOf(term).some((name) => {
    if (AMBIGUOUS.has(name) || name.length < 2) return lower.trim() === name;
    return sentencesWith(lower, wordPattern(escaped(name)));
  });
}

/** Whether a job title is of an occupation: "product management" and "Product Manager". */
export function isOccupation(position: string, term: string): boolean {
  const words = term.split(' ');
  const last = OCCUPATIONS[words.at(-1) ?? ''];
  if (!last || words.length < 2) return false;
  return wordPattern([...words.slice(0, -1).map(escaped), last].join(' ')).test(position.toLowerCase());
}

/** Those of the passages that mention the term. */
export function passagesAbout(passages: readonly Passage[], term: string): Passage[] {
  return passages.filter(({ path, text }) => mentions(text, term) || (path.endsWith('.position') && isOccupation(text, term)));
}

function sentencesWith(text: string, pattern: RegExp): boolean {
  return text.split(/[.;!?](?=\s|$)|\n/).some((sentence) => {
    const match = pattern.exec(sentence);
    return match !== null && !DISCLAIMED.test(sentence.slice(0, match.index));
  });
}

/** Whole words only: `java` is not in `javascript`, `c` not in `c++`, `react` not in `react-native`. */
function wordPattern(source: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}+#.\\-])(?:${source})(?![\\p{L}\\p{N}+#]|[.\\-][\\p{L}\\p{N}]| native)`, 'u');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
