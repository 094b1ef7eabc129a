import { normalise } from '../asked.ts';

/** Years that a label stands for. `to` is exclusive; Infinity: and more. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * Whether a label ("3–5 years", "9+ years", "less than 1 year") is the one of these options that a number of years
 * falls into. Whole ranges leave gaps ("0-2", "3-5"), so an upper bound includes its year unless the next range begins
 * with it ("1-3", "3-5"). False for all when an option cannot be read or two ranges hold the number.
 */
export function isRangeOf(years: number, label: string, options: readonly string[]): boolean {
  const known = options.filter((option) => !isPlaceholder(option));
  const spans = known.map(rangeOf);
  if (spans.some((span) => span === undefined)) return false;
  const starts = spans.map((span) => span!.from);
  const holding = known.filter((_, index) => {
    const { from, to, includesLast } = spans[index]!;
    const end = includesLast ? Math.min(to + 1, ...starts.filter((start) => start >= to)) : to;
    return years >= from && years < end;
  });
  return holding.length === 1 && holding[0] === label;
}

function isPlaceholder(label: string): boolean {
  return /^((please )?(select|choose)\b.*|-*|n\/a|not applicable|other|i don't know|(i )?prefer not to (say|answer)|decline to (answer|state))$/.test(normalise(label));
}

function rangeOf(label: string): (Range & { readonly includesLast: boolean }) | undefined {
  const spaced = label.replace(/\s*[‐-―-]\s*/g, '-').replace(/[<]/g, 'less than ').replace(/[>]/g, 'more than ');
  const months = /\bmonths?\b/.test(spaced.toLowerCase()) && !/\byears?\b/.test(spaced.toLowerCase());
  if (months) {
    const inYears = rangeOf(label.replace(/\bmonths?\b/gi, 'years'));
    return inYears && { from: inYears.from / 12, to: (inYears.to + (inYears.includesLast ? 1 : 0)) / 12, includesLast: false };
  }
  // "Mid level (3-5 years)": what stands in the parentheses counts.
  const inner = /^[^()\d]*\(([^()]*\d[^()]*)\)\s*$/.exec(spaced)?.[1] ?? spaced;
  const text = normalise(inner).replace(/ ?(years?|yrs?)( of)?( experience)?$/, '').replace(/^(about|approximately|around) /, '');
  const NUMBER = '(\\d{1,3}(?:\\.\\d)?)';
  const match = (pattern: string) => new RegExp(`^${pattern}$`).exec(text)?.slice(1).map(Number);
  const open = { to: Infinity, includesLast: false };
  if (/^(none|no experience|no|i have no experience)$/.test(text)) return { from: 0, to: 0.000_001, includesLast: false };
  const between = match(`(?:between )?${NUMBER} ?(?:-|to|and|years? to|years? -) ?${NUMBER}`);
  if (between && between[0]! < between[1]!) return { from: between[0]!, to: between[1]!, includesLast: true };
  const more = match(`${NUMBER} ?\\+`) ?? match(`${NUMBER} (?:or more|and more|and above|or above|plus|and up|and over)`) ?? match(`${NUMBER} (?:years?|yrs?) (?:or more|and more|and above|or above|or longer|and over|plus|\\+)`) ?? match(`at least ${NUMBER}`);
  if (more) return { from: more[0]!, ...open };
  const over = match(`(?:more than|over|greater than) ?${NUMBER}(?: ?\\+)?`);
  if (over) return { from: over[0]! + 0.000_001, ...open };
  const under = match(`(?:less than|under|fewer than|up to) ?(?:a|${NUMBER})`);
  if (under) return { from: 0, to: Number.isNaN(under[0]) ? 1 : under[0]!, includesLast: false };
  const exact = match(NUMBER);
  return exact ? { from: exact[0]!, to: exact[0]! + 1, includesLast: false } : undefined;
}
