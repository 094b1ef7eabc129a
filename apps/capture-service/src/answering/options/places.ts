import { normalise } from '../asked.ts';

const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const ALIASES: Record<string, readonly string[]> = {
  US: ['usa', 'us', 'u.s', 'u.s.a', 'united states of america', 'the united states', 'america'],
  GB: ['uk', 'u.k', 'great britain', 'britain', 'the united kingdom'],
  NL: ['holland', 'the netherlands'],
  KR: ['korea republic of', 'republic of korea'],
  RU: ['russian federation'],
  AE: ['uae', 'u.a.e'],
  CZ: ['czech republic'],
  TR: ['turkey'],
  VN: ['viet nam'],
  CN: ["people's republic of china"],
  IE: ['republic of ireland'],
  MK: ['macedonia'],
  HK: ['hong kong'],
  MO: ['macau', 'macao'],
};

/** Every assigned country code with the names by which it is called, in {@link normalise}d form. */
const namesOfCode = new Map<string, readonly string[]>();
const codeOfName = new Map<string, string>();
for (const first of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
  for (const second of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    const code = first + second;
    const name = regionNames.of(code);
    if (!name || ['ZZ', 'EU', 'EZ', 'UN', 'XA', 'XB', 'QO', 'UK', 'AN', 'CS', 'DD', 'FX', 'SU', 'TP', 'YD', 'YU', 'ZR', 'BU', 'DY', 'HV', 'NH', 'RH', 'VD', 'NT'].includes(code)) continue;
    const names = [normalise(name), ...(ALIASES[code] ?? [])];
    namesOfCode.set(code, names);
    for (const each of names) codeOfName.set(each, code);
  }
}

/** `US` → `United States`; undefined for what is no country code. */
export function countryName(code: string): string | undefined {
  const upper = code.trim().toUpperCase();
  return namesOfCode.has(upper) ? regionNames.of(upper) : undefined;
}

/** The code of a country by its name, an alias, or the code itself. */
export function countryCode(name: string): string | undefined {
  const upper = name.trim().toUpperCase();
  return codeOfName.get(normalise(name)) ?? (namesOfCode.has(upper) ? upper : undefined);
}

/** Whether a label ("United States of America (USA)", "United States +1") is the country of this code. */
export function isCountry(label: string, code: string): boolean {
  const text = normalise(label).replace(/ \+?\d[\d -]*$/, '');
  const isCode = text === code.toLowerCase();
  const names = namesOfCode.get(code.toUpperCase()) ?? [];
  return isCode || names.includes(text) || names.some((name) => names.some((other) => text === `${name} ${other}`) || text === `${name} ${code.toLowerCase()}`);
}

/** Codes of all countries that a text names as whole words; codes and short aliases only where they cannot be another word. */
export function countriesIn(text: string): string[] {
  // "us" is a pronoun in lower case and a country in capitals, "in" and "it" as well.
  const words = ` ${normalise(text)} `;
  const capitals = new Set(text.match(/\b(USA?|UK|UAE|U\.S\.A?\.?|U\.K\.)(?![\p{L}\p{N}])/gu) ?? []);
  const found = new Set([...capitals].map((name) => countryCode(name.replace(/\.$/, ''))).filter((code) => code !== undefined));
  for (const [name, code] of codeOfName) {
    if (name.length > 3 && name !== 'america' && words.includes(` ${name} `)) found.add(code);
  }
  return [...found];
}

const STATES: Record<string, string> = {
  al: 'alabama', ak: 'alaska', az: 'arizona', ar: 'arkansas', ca: 'california', co: 'colorado', ct: 'connecticut', de: 'delaware', dc: 'district of columbia',
  fl: 'florida', ga: 'georgia', hi: 'hawaii', id: 'idaho', il: 'illinois', in: 'indiana', ia: 'iowa', ks: 'kansas', ky: 'kentucky', la: 'louisiana', me: 'maine',
  md: 'maryland', ma: 'massachusetts', mi: 'michigan', mn: 'minnesota', ms: 'mississippi', mo: 'missouri', mt: 'montana', ne: 'nebraska', nv: 'nevada',
  nh: 'new hampshire', nj: 'new jersey', nm: 'new mexico', ny: 'new york', nc: 'north carolina', nd: 'north dakota', oh: 'ohio', ok: 'oklahoma', or: 'oregon',
  pa: 'pennsylvania', ri: 'rhode island', sc: 'south carolina', sd: 'south dakota', tn: 'tennessee', tx: 'texas', ut: 'utah', vt: 'vermont', va: 'virginia',
  wa: 'washington', wv: 'west virginia', wi: 'wisconsin', wy: 'wyoming',
};

/** Whether two names of a region are the same; in the United States also by the postal abbreviation. */
export function isSameRegion(a: string, b: string, country: string | undefined): boolean {
  const full = (name: string) => (country === 'US' ? (STATES[normalise(name)] ?? normalise(name)) : normalise(name));
  return full(a) === full(b);
}
