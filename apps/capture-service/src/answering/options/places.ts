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
/** Also by its name in other languages: for labels and resumes, where the whole text is the name. */
const codeOfForeignName = new Map<string, string>();
const FOREIGN = ['de', 'fr', 'es', 'it', 'nl', 'pt'].map((language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }));
for (const first of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
  for (const second of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    const code = first + second;
    const name = regionNames.of(code);
    if (!name || ['ZZ', 'EU', 'EZ', 'UN', 'XA', 'XB', 'QO', 'UK', 'AN', 'CS', 'DD', 'FX', 'SU', 'TP', 'YD', 'YU', 'ZR', 'BU', 'DY', 'HV', 'NH', 'RH', 'VD', 'NT'].includes(code)) continue;
    const names = [normalise(name), ...(ALIASES[code] ?? [])];
    namesOfCode.set(code, names);
    for (const each of names) codeOfName.set(each, code);
    for (const display of FOREIGN) codeOfForeignName.set(normalise(display.of(code) ?? name), code);
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
  return codeOfName.get(normalise(name)) ?? (namesOfCode.has(upper) ? upper : undefined) ?? codeOfForeignName.get(normalise(name));
}

/** Whether a label ("United States of America (USA)", "United States +1") is the country of this code. */
export function isCountry(label: string, code: string): boolean {
  const text = normalise(label).replace(/ \+?\d[\d -]*$/, '');
  const isCode = text === code.toLowerCase();
  const names = namesOfCode.get(code.toUpperCase()) ?? [];
  if (isCode || names.includes(text) || (!codeOfName.has(text) && codeOfForeignName.get(text) === code.toUpperCase())) return true;
  const isThis = (name: string) => name === code.toLowerCase() || names.includes(name) || codeOfForeignName.get(name) === code.toUpperCase();
  const words = text.split(' ');
  return words.some((_, at) => at > 0 && isThis(words.slice(0, at).join(' ')) && isThis(words.slice(at).join(' ')));
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

const DIAL_CODES = Object.fromEntries(
  ('US1 CA1 GB44 DE49 FR33 ES34 IT39 NL31 BE32 CH41 AT43 SE46 NO47 DK45 FI358 IE353 PT351 PL48 CZ420 SK421 HU36 RO40 BG359 GR30 HR385 SI386 RS381 UA380 EE372 LV371 LT370 LU352 IS354 TR90 IL972 AE971 SA966 EG20 MA212 NG234 KE254 ZA27 GH233 IN91 PK92 BD880 LK94 NP977 CN86 HK852 TW886 JP81 KR82 SG65 MY60 ID62 PH63 TH66 VN84 AU61 NZ64 BR55 MX52 AR54 CL56 CO57 PE51 UY598 CR506 RU7 KZ7 GE995 AM374')
    .split(' ').map((entry) => [entry.slice(0, 2), entry.slice(2)]),
) as Readonly<Record<string, string>>;

/** The telephone code of a country, without the plus. */
export function dialCodeOf(code: string): string | undefined {
  return DIAL_CODES[code];
}
