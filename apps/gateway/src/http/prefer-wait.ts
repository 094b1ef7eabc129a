/** A caller that wants to wait longer asks again. */
export const MAX_WAIT_SECONDS = 60;

/**
 * Seconds of the preference `wait` (RFC 7240, 4.3), at most {@link MAX_WAIT_SECONDS}. A preference that cannot be read is as
 * if it were not there (section 2); of several the first counts.
 */
export function preferredWaitSeconds(prefer: string | string[] | undefined): number | undefined {
  const preferences = (Array.isArray(prefer) ? prefer.join(',') : (prefer ?? '')).split(',');
  for (const preference of preferences) {
    const [name = '', value] = (preference.split(';')[0] ?? '').split('=').map((part) => part.trim());
    if (name.toLowerCase() !== 'wait') continue;
    const seconds = value === undefined ? undefined : /^"?([0-9]{1,9})"?$/.exec(value)?.[1];
    return seconds === undefined ? undefined : Math.min(Number(seconds), MAX_WAIT_SECONDS);
  }
  return undefined;
}
