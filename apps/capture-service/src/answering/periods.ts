import type { Job, ResumeDate } from './resume.ts';

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365.2425;

/** A stretch of time in days since 1970; `to` is exclusive. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** Whether what has this end date is over; an end that is not given is not. */
export function endedBy(end: ResumeDate | undefined, now: Date): boolean {
  return end !== undefined && firstDayAfter(end) <= now.getTime() / DAY_MS;
}

/** From the start of a job to its end or today; undefined without a start, or when it ends before it starts. */
export function periodOf(job: Pick<Job, 'start' | 'end'>, now: Date): Period | undefined {
  if (!job.start) return undefined;
  const today = Math.floor(now.getTime() / DAY_MS);
  const from = dayOf(job.start.year, job.start.month ?? 1, job.start.day ?? 1);
  const to = Math.min(today, job.end ? lastDayExclusive(job.end) : today);
  return to > from ? { from, to } : undefined;
}

/** Years covered by at least one of the periods: two jobs at a time count once. */
export function yearsCovered(periods: readonly Period[]): number {
  let days = 0;
  let reached = -Infinity;
  for (const { from, to } of [...periods].sort((a, b) => a.from - b.from)) {
    days += Math.max(0, to - Math.max(from, reached));
    reached = Math.max(reached, to);
  }
  return days / YEAR_DAYS;
}

/** "3 years and 4 months". */
export function spelledYears(years: number): string {
  const months = Math.floor(years * 12 + 0.1);
  const parts = [[Math.floor(months / 12), 'year'], [months % 12, 'month']] as const;
  const words = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`);
  return words.length > 0 ? words.join(' and ') : 'less than a month';
}

function dayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

function firstDayAfter({ year, month, day }: ResumeDate): number {
  if (day && month) return dayOf(year, month, day) + 1;
  return month ? dayOf(year, month + 1, 1) : dayOf(year + 1, 1, 1);
}

/** An end that is only a year counts from its first day: "2013 to 2014" is one year, not two. */
function lastDayExclusive(end: ResumeDate): number {
  return end.month ? firstDayAfter(end) : dayOf(end.year, 1, 1);
}
