import type { SessionView } from '@countersign/contracts';
import { ENDED_WORDS } from '../ui/words.ts';

const WORDS: Readonly<Record<string, string>> = {
  revoked: 'The permission to look was withdrawn.',
  credentials_revoked: 'You are not signed in any more, or your permission was withdrawn.',
  expired: 'The permission to look has expired.',
  disconnected: 'Nobody looked for a while, so the permission to look has ended.',
  not_allowed: 'You may not look at this browser.',
  browser_gone: 'The browser is gone.',
  gateway_stops: 'The server restarts.',
  connection_lost: 'The connection to the browser was lost.',
  too_many_consoles: 'Too many people look at this browser already.',
  too_slow: 'The connection was too slow.',
  ended: '',
};

/** The reason of a closed WebSocket as a sentence. A reason that is one already stays as it is. */
export function describeClose(reason: string): string {
  const known = WORDS[reason];
  if (known !== undefined) return known;
  const ended = ENDED_WORDS[reason.replace(/^(expired|terminated): /, '') as NonNullable<SessionView['endedReason']>] as string | undefined;
  if (ended !== undefined) return `It ended because ${ended}.`;
  return /^[a-z_]+$/.test(reason) ? `${reason.charAt(0).toUpperCase()}${reason.slice(1).replaceAll('_', ' ')}.` : reason;
}
