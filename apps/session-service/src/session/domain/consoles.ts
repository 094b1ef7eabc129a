import type { SessionEvent } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import type { CommandOf } from './commands.ts';
import { refuse, type Decision } from './decision.ts';
import type { OpenedConsole, SessionState } from './session.ts';

export function decideGrant(command: CommandOf<'grant_console'>, state: SessionState): Decision {
  const { type: _, ...data } = command;
  if (state.grants[data.grantId]) return [];
  return [{ type: 'countersign.session.console_granted.v1', data }];
}

/**
 * A grant opens once. A signed-in person opens only their own; a service speaks for whoever bears the secret, who then
 * acts as the person that the grant names.
 */
export function decideOpenConsole(command: CommandOf<'open_console'>, state: SessionState): Decision {
  const grant = Object.values(state.grants).find(({ secretSha256 }) => secretSha256 === command.secretSha256);
  if (!grant) return refuse('grant_not_found');
  if (grant.status === 'revoked') return refuse('grant_revoked');
  if (grant.status === 'opened') return refuse('grant_used');
  if (Date.parse(command.now) >= Date.parse(grant.expiresAt)) return refuse('grant_expired');
  if (command.actor !== grant.user && !command.actor.startsWith('service:')) return refuse('grant_not_yours');
  const { grantId, mode, user } = grant;
  const { consoleId, cookieSha256 } = command;
  return [{ type: 'countersign.session.console_opened.v1', data: { grantId, consoleId, mode, user, cookieSha256 } }];
}

export function decideCloseConsole({ consoleId, reason }: CommandOf<'close_console'>, state: SessionState): readonly SessionEvent[] {
  if (!state.consoles[consoleId]?.open) return [];
  return [{ type: 'countersign.session.console_closed.v1', data: { consoleId, reason } }];
}

export function decideRevokeConsole({ grantId }: CommandOf<'revoke_console'>, state: SessionState): Decision {
  const grant = state.grants[grantId];
  if (!grant) return refuse('grant_not_found');
  return grant.status === 'revoked' ? [] : [{ type: 'countersign.session.console_revoked.v1', data: { grantId } }];
}

/** The console that a cookie may attach to now; appends nothing. */
export function attachableConsole(state: SessionState, consoleId: string, cookieSha256: string): OpenedConsole | Rejected {
  if (state.status === 'unknown') return refuse('session_not_found');
  if (state.status !== 'active') return refuse('session_not_active', { endedReason: state.endedReason });
  const opened = state.consoles[consoleId];
  return opened?.open && opened.cookieSha256 === cookieSha256 ? opened : refuse('console_not_open');
}
