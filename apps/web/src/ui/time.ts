const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** "yesterday", "in 4 minutes"; under a minute "just now" or "in a moment". */
export function describeAge(instant: string, nowMs: number): string {
  const differenceMs = Date.parse(instant) - nowMs;
  for (const [unit, lengthMs] of UNITS) {
    if (Math.abs(differenceMs) >= lengthMs) return relative.format(Math.trunc(differenceMs / lengthMs), unit);
  }
  return differenceMs > 5_000 ? 'in a moment' : 'just now';
}

/** "1:05:09", "4:32", "0:07"; "0:00" from the instant on. */
export function describeRemaining(instant: string, nowMs: number): string {
  const seconds = Math.max(0, Math.ceil((Date.parse(instant) - nowMs) / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const twoDigits = (number: number) => String(number).padStart(2, '0');
  return hours > 0 ? `${hours}:${twoDigits(minutes)}:${twoDigits(rest)}` : `${minutes}:${twoDigits(rest)}`;
}

export function describeInstant(instant: string): string {
  return new Date(instant).toLocaleString('en-GB', { dateStyle: 'long', timeStyle: 'medium' });
}

export function describeClock(instant: string): string {
  return new Date(instant).toLocaleTimeString('en-GB');
}

export function describeDay(instant: string): string {
  return new Date(instant).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}
