import type { Confidence } from '@countersign/contracts';
import { isAboutSomebodyElse } from '../asked.ts';
import { fromResume, type Rule } from '../finding.ts';
import { basics } from '../resume.ts';

const FIRST_NAME = '(?:first|given|fore)[ -]?names?';
const LAST_NAME = '(?:(?:last|family|sur)[ -]?names?)';
const EITHER_FIRST = '(?:first(?:\\/| or )given name)';
const EITHER_LAST = '(?:(?:last|family)(?:\\/| or )(?:family|last) name)';
const named = (name: string) => new RegExp(`^(?:legal |official )?${name}(?:(?:\\/| or | )${name})*(?: legal)?$`);
const FIRST = named(`(?:${EITHER_FIRST}|${FIRST_NAME})`);
const LAST = named(`(?:${EITHER_LAST}|${LAST_NAME})`);
const FULL = /^(full |legal |complete |full legal |legal full |official |your )?names?( in full)?( first (and |& )?last)?$|^(first and last|first & last|first\/last|first and family) names?$|^(first|given) name (and|&) (last|family) name$/;
const PREFERRED = /^preferred (first )?name$|^(first )?name you (prefer|go by)$|^(name )?(do )?you (prefer to )?go by$|^what name do you (prefer to )?go by$|^what should we call you$/;

/** First, last, full and preferred name from `basics.name`, which is one text: where it is split is told by the confidence. */
export const nameRule: Rule = (asked, { resume }) => {
  const { core, question, sectionKind } = asked;
  if (sectionKind !== 'applicant' || isAboutSomebodyElse(asked) || (question.type !== 'text' && question.type !== 'textarea')) return undefined;
  const name = basics(resume, 'name');
  if (!name) return undefined;
  if (FULL.test(core)) return fromResume(name, 'high', spelledOut(name.text));
  const parts = split(name.text);
  if (FIRST.test(core)) return fromResume(name, parts.confidence, parts.first);
  if (LAST.test(core)) return fromResume(name, parts.confidence, parts.last);
  if (PREFERRED.test(core)) return fromResume(name, parts.confidence === 'high' ? 'medium' : 'low', parts.first);
  return undefined;
};

interface Names { readonly first: string | undefined; readonly last: string | undefined; readonly confidence: Confidence }
const SUFFIX = /^(jr|sr|ii|iii|iv|ph\.?d|m\.?d|mba|esq)\.?$/i;
/** With one of these the last name begins: Ludwig van Beethoven. */
const PARTICLE = /^(van|von|de|da|do|dos|das|der|den|del|della|di|du|la|le|bin|ibn|ben|al|el|ter|ten|zu|zur|st\.?|san)$/i;

/** "Hendriks, Richard" as one writes it. */
function spelledOut(name: string): string {
  const { first, last } = split(name);
  return name.includes(',') && first && last ? `${first} ${last}` : name;
}

/** Two words are clear; more are split at a particle or an initial; what is a guess (two first or two last names?) is low. */
function split(name: string): Names {
  const [beforeComma = '', afterComma, ...more] = name.split(',').map((part) => part.trim());
  if (afterComma && more.length === 0 && !SUFFIX.test(afterComma)) return { first: afterComma, last: beforeComma, confidence: 'medium' };
  const words = beforeComma.split(/\s+/).filter((word) => word !== '' && !SUFFIX.test(word));
  const [first, second] = words;
  if (words.length <= 1) return { first, last: undefined, confidence: 'medium' };
  if (words.length === 2) return { first, last: second, confidence: 'high' };
  const particle = words.findIndex((word, index) => index > 0 && PARTICLE.test(word));
  if (particle === 1) return { first, last: words.slice(1).join(' '), confidence: 'medium' };
  if (particle > 1) return { first: words.slice(0, particle).join(' '), last: words.slice(particle).join(' '), confidence: 'medium' };
  if (words.length === 3 && /^\p{L}\.?$/u.test(second!)) return { first, last: words[2], confidence: 'medium' };
  return words.length === 3 ? { first, last: words[2], confidence: 'low' } : { first: undefined, last: undefined, confidence: 'low' };
}
