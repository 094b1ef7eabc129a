import { countryCode } from './options/places.ts';
import { knownRegion } from './options/regions.ts';

/** A line of the text that a fact was read from. */
export interface TextPassage {
  /** Where the fact stands in `resume`, e.g. `basics.email`. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
}
/** What rules found in the text of a resume: a JSON Resume of those parts alone, each with its line. */
export interface FactsInText {
  readonly resume: Record<string, unknown>;
  readonly passages: readonly TextPassage[];
}

/** Name and contact data stand at the top; what is further down may be a referee's. */
const HEADER_LINES = 25;
const MAX_ITEMS = 60;
const MAX_ITEM_LENGTH = 60;
const MAX_LINE_LENGTH = 300;

const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu;
const PHONE = /(?<![\d/.-])\+?\(?\d{1,4}\)?(?:[ ./()-]{1,3}\d{1,5}){2,6}(?![\d/])/g;
const LINK = /(?:https?:\/\/|www\.)[^\s|,;<>()]{3,200}|\b(?:[a-z0-9-]{1,63}\.){1,3}(?:com|org|net|io|dev|de|me|co|ai|app|tech|eu|uk|ca|fr|es|ch|at)(?:\/[^\s|,;<>()]{0,200})?(?![\w@.])/gi;
const PROFILES: readonly (readonly [network: string, pattern: RegExp])[] = [
  ['LinkedIn', /^(?:[a-z]{2,3}\.)?linkedin\.com\/in\/([^/?#]{2,100})/i], ['GitHub', /^github\.com\/([\w-]{1,39})\/?$/i], ['GitLab', /^gitlab\.com\/([\w.-]{1,100})\/?$/i],
  ['Twitter', /^(?:twitter|x)\.com\/(\w{1,15})\/?$/i], ['XING', /^xing\.com\/profile\/([\w-]{1,100})/i], ['Stack Overflow', /^stackoverflow\.com\/users\/(\d+)/i],
];
const HEADINGS: readonly (readonly ['skills' | 'languages' | 'other', RegExp])[] = [
  ['skills', /^((technical|key|core|professional|relevant) )?(skills|skills? (and|&) (tools|technologies)|technologies|tech stack|kenntnisse|competences|competencias)$/],
  ['languages', /^(languages|language skills|sprachen|sprachkenntnisse|langues|idiomas)$/],
  ['other', /^(((work|professional|relevant) )?experience|employment( history)?|work history|education|projects|summary|profile|about( me)?|contact|certifications?|certificates|awards|interests|hobbies|publications|references|volunteer\w*( experience)?|berufserfahrung|ausbildung|werdegang|projekte|profil|kontakt|interessen|formation|experience professionnelle|experiencia|educacion|formacion)$/],
];

/** Headings of what belongs to the top. */
const ABOUT_THE_PERSON = /^(contact|kontakt|summary|profile?|about( me)?):?$/i;

/** Facts that stand in a text by themselves. Nothing is concluded: whoever uses them says that they are not certain. */
export function factsInText(text: string): FactsInText {
  const lines = text.split('\n').map((line) => line.trim().slice(0, MAX_LINE_LENGTH));
  const passages: TextPassage[] = [];
  const found = (path: string, line: number) => void passages.push({ path, line: line + 1, text: lines[line]! });
  const section = lines.findIndex((line) => headingOf(line) !== undefined && !ABOUT_THE_PERSON.test(line));
  const header = lines.slice(0, section < 0 ? HEADER_LINES : Math.min(section, HEADER_LINES));
  const basics: Record<string, unknown> = {};
  const single = (name: string, hit: Hit | undefined) => {
    if (!hit) return;
    basics[name] = hit.text;
    found(`basics.${name}`, hit.line);
  };
  single('name', nameIn(header));
  single('email', only(hits(header, EMAIL)));
  single('phone', only(hits(header, PHONE).filter(({ text: number }) => /^(\D*\d){8,15}\D*$/.test(number) && !/^(19|20)\d\d\b.*\b(19|20)\d\d$|\d\/(19|20)\d\d/.test(number))));
  const links = hits(header, LINK).map(({ text: link, ...hit }) => ({ ...hit, text: link, bare: link.replace(/^https?:\/\//i, '').replace(/^www\./i, '').replace(/[.]$/, '') }));
  const profiles = profilesIn(links, found);
  if (profiles.length > 0) basics['profiles'] = profiles;
  // A host that an e-mail address is at is no website.
  single('url', only(links.filter(({ bare }) => !PROFILES.some(([, pattern]) => pattern.test(bare)) && !/^(linkedin|github|gitlab|twitter|x|xing|stackoverflow|facebook|instagram)\.com/i.test(bare) && !text.includes(`@${bare}`))));
  const place = header.map((line, index) => ({ ...placeIn(line), index })).find(({ city }) => city !== undefined);
  if (place) {
    const { index, ...location } = place;
    basics['location'] = location;
    for (const part of Object.keys(location)) found(`basics.location.${part}`, index);
  }
  const skills = items(lines, 'skills').map(({ text: name }) => ({ name }));
  items(lines, 'skills').forEach(({ line }, index) => found(`skills[${index}].name`, line));
  const languages = items(lines, 'languages').map(({ text: item }) => languageIn(item));
  items(lines, 'languages').forEach(({ line }, index) => ['language', 'fluency'].forEach((part) => found(`languages[${index}].${part}`, line)));
  return { resume: { ...(Object.keys(basics).length > 0 ? { basics } : {}), ...(skills.length > 0 ? { skills } : {}), ...(languages.length > 0 ? { languages } : {}) }, passages };
}

interface Hit { readonly text: string; readonly line: number }

function hits(lines: readonly string[], pattern: RegExp): Hit[] {
  return lines.flatMap((line, index) => [...line.matchAll(pattern)].map(([text]) => ({ text: text.trim(), line: index })));
}

/** Of two different ones nobody knows which is meant. */
function only(found: readonly Hit[]): Hit | undefined {
  return new Set(found.map(({ text }) => text)).size === 1 ? found[0] : undefined;
}

/** The first line, if it is one to five words as names are written, and nothing else. */
function nameIn(lines: readonly string[]): Hit | undefined {
  const line = lines.findIndex((each) => each !== '' && !/^(curriculum vitae|cv|resume|résumé|lebenslauf)$/i.test(each));
  const text = lines[line] ?? '';
  const isName = /^\p{Lu}[\p{L}'’.-]*(?: (?:\p{Lu}[\p{L}'’.-]*|van|von|de|da|del|der|den|di|la|le|bin|al)){1,4}$/u.test(text);
  if (!isName || /\b(engineer|developer|manager|analyst|designer|consultant|street|university|company|profile|summary)\b/i.test(text)) return undefined;
  // "LENA FISCHER" is a matter of layout.
  const spelled = text === text.toUpperCase() ? text.toLowerCase().replace(/(^|[ '’-])\p{L}/gu, (start) => start.toUpperCase()) : text;
  return { text: spelled, line };
}

function profilesIn(links: readonly (Hit & { readonly bare: string })[], found: (path: string, line: number) => void) {
  return PROFILES.flatMap(([network, pattern]) => {
    const [link, ...others] = links.filter(({ bare }) => pattern.test(bare));
    return link && others.every(({ bare }) => bare === link.bare) ? [{ link, network, username: pattern.exec(link.bare)![1]! }] : [];
  }).map(({ link, network, username }, index) => {
    for (const part of ['url', 'username']) found(`basics.profiles[${index}].${part}`, link.line);
    return { network, username, url: `https://${network === 'LinkedIn' ? 'www.' : ''}${link.bare}` };
  });
}

/** "Austin, TX 78704", "Berlin, Germany", as one of the parts of a line of contact data. */
function placeIn(line: string): { city?: string; region?: string; postalCode?: string; countryCode?: string } {
  for (const part of line.split(/ ?[|•·–] ?| {2,}/)) {
    const [, city, rest = ''] = /^(?:\d{5} )?(\p{Lu}[\p{L}.' -]{1,40}), ([\p{L}\d .,'-]{2,60})$/u.exec(part.trim()) ?? [];
    if (!city) continue;
    const [, region = '', postalCode] = /^([\p{L} .'-]+?)(?: (\d{5}(?:-\d{4})?))?(?:, (?:USA|US|United States))?$/u.exec(rest) ?? [];
    const country = countryCode(rest);
    if (/^\p{Lu}/u.test(region) && knownRegion(region, 'US') && (rest.length > 2 || rest === rest.toUpperCase())) return { city, region, countryCode: 'US', ...(postalCode ? { postalCode } : {}) };
    if (knownRegion(region, 'CA')) return { city, region, countryCode: 'CA' };
    if (country && rest.length > 2) return { city, countryCode: country };
  }
  return {};
}

/** What stands under a heading, up to the next one or a line that is a sentence. */
function items(lines: readonly string[], section: 'skills' | 'languages'): Hit[] {
  const start = lines.findIndex((line) => headingOf(line) === section);
  if (start < 0) return [];
  const end = lines.findIndex((line, index) => index > start && headingOf(line) !== undefined);
  const under = lines.slice(start + 1, end < 0 ? start + 15 : Math.min(end, start + 15));
  return under.flatMap((line, offset) => line
    .replace(/^[\s•·*\-–▪●◦]+/, '').replace(/^[\p{L} &/]{2,30}:\s+/u, '')
    .split(/[,;|•·]/).map((text) => ({ text: text.trim().replace(/\.$/, ''), line: start + 1 + offset })))
    .filter(({ text }) => text !== '' && text.length <= MAX_ITEM_LENGTH && text.split(' ').length <= 5)
    .slice(0, MAX_ITEMS);
}

function headingOf(line: string): 'skills' | 'languages' | 'other' | undefined {
  const text = line.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/:$/, '').trim();
  return HEADINGS.find(([, pattern]) => pattern.test(text))?.[0];
}

/** "English (fluent)", "German – C1", "Spanish: native". */
function languageIn(item: string): { language: string; fluency?: string } {
  const [, language = item, fluency] = /^([\p{L}\s]+)[(:–-]([^()]+)\)?$/u.exec(item) ?? [];
  return { language: language.trim(), ...(fluency ? { fluency: fluency.trim() } : {}) };
}
