import type { SessionView } from '@countersign/contracts';
import { ENDED_WORDS } from '../ui/words.ts';

const WORDS: Readonly<Record<string, string>> = {
  revoked: 'The permission to look was withdrawn.',
  credentials_revoked: 'The permission to look was withdrawn.',
  expired: 'The permission to look has expired.',
  disconnected: 'Nobody looked for a while.',
  browser_gone: 'The browser is gone.',
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
