import { normalise } from '../asked.ts';
import { isCountry } from './places.ts';

/** Regions by country: abbreviation, then the names, in normalised form. */
const REGIONS: Readonly<Record<string, string>> = {
  US: 'al alabama|ak alaska|az arizona|ar arkansas|ca california|co colorado|ct connecticut|de delaware|dc district of columbia;washington dc;washington d.c|fl florida|ga georgia|hi hawaii|id idaho|il illinois|in indiana|ia iowa|ks kansas|ky kentucky|la louisiana|me maine|md maryland|ma massachusetts|mi michigan|mn minnesota|ms mississippi|mo missouri|mt montana|ne nebraska|nv nevada|nh new hampshire|nj new jersey|nm new mexico|ny new york|nc north carolina|nd north dakota|oh ohio|ok oklahoma|or oregon|pa pennsylvania|ri rhode island|sc south carolina|sd south dakota|tn tennessee|tx texas|ut utah|vt vermont|va virginia|wa washington;washington state|wv west virginia|wi wisconsin|wy wyoming|pr puerto rico',
  CA: 'ab alberta|bc british columbia|mb manitoba|nb new brunswick|nl newfoundland and labrador;newfoundland & labrador|ns nova scotia|nt northwest territories|nu nunavut|on ontario|pe prince edward island|qc quebec|sk saskatchewan|yt yukon',
  AU: 'act australian capital territory|nsw new south wales|nt northern territory|qld queensland|sa south australia|tas tasmania|vic victoria|wa western australia',
  DE: 'bw baden-wurttemberg|by bayern;bavaria|be berlin|bb brandenburg|hb bremen|hh hamburg|he hessen;hesse|mv mecklenburg-vorpommern;mecklenburg-western pomerania|ni niedersachsen;lower saxony|nw nordrhein-westfalen;north rhine-westphalia|rp rheinland-pfalz;rhineland-palatinate|sl saarland|sn sachsen;saxony|st sachsen-anhalt;saxony-anhalt|sh schleswig-holstein|th thuringen;thuringia',
};

/** Every name and abbreviation of a region to its abbreviation. */
const regionsOf = new Map(Object.entries(REGIONS).map(([country, list]) => [country, new Map(list.split('|').flatMap((entry) => {
  const [abbreviation = '', ...names] = [entry.slice(0, entry.indexOf(' ')), ...entry.slice(entry.indexOf(' ') + 1).split(';')];
  return [abbreviation, ...names].map((name) => [name, abbreviation] as const);
}))]));

/** Which listed region of a country a label names: by name, abbreviation or both ("TX", "Texas (TX)", "US-TX", "Texas, United States"). */
export function knownRegion(label: string, country: string | undefined): string | undefined {
  const regions = country === undefined ? undefined : regionsOf.get(country);
  const text = normalise(label);
  if (!regions || country === undefined) return undefined;
  const known = regions.get(text);
  if (known) return known;
  const words = text.split(/[ -]/);
  for (let at = 1; at < words.length; at++) {
    const [head, tail] = [words.slice(0, at).join(' '), words.slice(at).join(' ')];
    const [first, second] = [regions.get(head), regions.get(tail)];
    if (first && (first === second || isCountry(tail, country))) return first;
    if (second && isCountry(head, country)) return second;
  }
  return undefined;
}

/** Whether two names of a region are the same, in any of their forms. */
export function isSameRegion(a: string, b: string, country: string | undefined): boolean {
  const key = knownRegion(a, country);
  return normalise(a) === normalise(b) || (key !== undefined && key === knownRegion(b, country));
}
