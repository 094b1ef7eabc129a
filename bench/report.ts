/** One measured thing. `ratio` is ours over the other's, both measured in this run, taking turns; a row without one has no target. */
export interface Row {
  readonly name: string;
  readonly median: number;
  readonly p99: number;
  readonly unit: 'ms' | 'MB' | '1/s' | 'µs';
  /** Measurements of ours. */
  readonly n: number;
  /** Median of what it is compared with, in the same unit. */
  readonly peer?: number;
  readonly ratio?: number;
  /** Where the true median of the ratios lies, with 95 % confidence. */
  readonly interval?: readonly [number, number];
  readonly target?: number;
  /** Whether the target is the most that is allowed (times, memory) or the least (rates). */
  readonly atLeast?: boolean;
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** A row from measurements; with those of a peer and a target when there is something to compare with. */
export function row(name: string, unit: Row['unit'], ours: readonly number[], against?: { peer: readonly number[]; target: number; atLeast?: boolean }): Row {
  const base = { name, unit, median: median(ours), p99: percentile(ours, 0.99), n: ours.length };
  if (!against) return base;
  const peer = median(against.peer);
  return { ...base, peer, ratio: base.median / peer, target: against.target, ...(against.atLeast ? { atLeast: true } : {}) };
}

/** A row whose measurements were taken in pairs, ours and the peer's right after each other: the ratio is the median of theirs. */
export function pairedRow(name: string, unit: Row['unit'], ours: readonly number[], peer: readonly number[], against?: { target: number; atLeast?: boolean }): Row {
  const ratios = ours.map((value, index) => value / peer[index]!);
  const base = { ...row(name, unit, ours), peer: median(peer), ratio: median(ratios), interval: medianInterval(ratios) };
  return against ? { ...base, ...against } : base;
}

/** The values between which the median of what was sampled lies with 95 % confidence: order statistics, whatever the distribution. */
export function medianInterval(values: readonly number[]): [number, number] {
  const sorted = values.toSorted((a, b) => a - b);
  const distance = 1.96 * Math.sqrt(values.length) / 2;
  const at = (rank: number): number => sorted[Math.min(sorted.length - 1, Math.max(0, rank))]!;
  return [at(Math.floor(values.length / 2 - distance)), at(Math.ceil(values.length / 2 + distance))];
}

export const meetsTarget = ({ ratio, target, atLeast }: Row): boolean => target === undefined || ratio === undefined || (atLeast ? ratio >= target : ratio <= target);

/** A table for people, then one line of JSON for programs. */
export function report(bench: string, rows: readonly Row[]): string {
  const cells = rows.map((one) => [
    one.name, `${number(one.median)} ${one.unit}`, number(one.p99), String(one.n), one.peer === undefined ? '' : number(one.peer),
    one.ratio === undefined ? '' : `${one.ratio.toFixed(2)}${one.interval ? ` (${one.interval.map((value) => value.toFixed(2)).join('–')})` : ''}`, one.target === undefined ? '' : `${one.atLeast ? '≥' : '≤'} ${one.target}`, one.target === undefined ? '' : meetsTarget(one) ? 'yes' : 'NO',
  ]);
  const table = [['what', 'median', 'p99', 'n', 'peer', 'ratio', 'target', 'met'], ...cells];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)));
  const lines = table.map((line) => line.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join('  '));
  const json = { bench, rows: rows.map((one) => ({ ...rounded(one), ok: meetsTarget(one) })) };
  return `${lines.join('\n')}\n${JSON.stringify(json)}`;
}

const number = (value: number): string => (value >= 1000 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));
const rounding = (value: number): number => Number(value.toFixed(3));
const rounded = (one: Row) => Object.fromEntries(Object.entries(one).map(([key, value]) => [key, typeof value === 'number' ? rounding(value) : Array.isArray(value) ? value.map(rounding) : value]));
