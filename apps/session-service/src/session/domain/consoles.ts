import type { SessionEvent } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import type { CommandOf } from './commands.ts';
import { controlReturned } from './control.ts';
import { refuse, type Decision } from './decision.ts';
import type { OpenedConsole, SessionState } from './session.ts';

export function decideGrant(command: CommandOf<'grant_console'>, state: SessionState): Decision {
  const { type: _, actor, ...data } = command;
  if (state.grants[data.grantId]) return [];
  return [{ type: 'countersign.session.console_granted.v1', data: { ...data, ...lentIf(actor !== data.user) } }];
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
  const { grantId, mode, user, lent } = grant;
  const { consoleId, cookieSha256 } = command;
  const data = { grantId, consoleId, mode, user, cookieSha256, ...lentIf(lent === true && command.actor !== user) };
  return [{ type: 'countersign.session.console_opened.v1', data }];
}

function lentIf(isLent: boolean): { readonly lent?: true } {
  return isLent ? { lent: true } : {};
}

export function decideCloseConsole({ consoleId, reason }: CommandOf<'close_console'>, state: SessionState): readonly SessionEvent[] {
  if (!state.consoles[consoleId]?.open) return [];
  return [{ type: 'countersign.session.console_closed.v1', data: { consoleId, reason } }, ...returnedFromConsoles(state, (one) => one.consoleId === consoleId)];
}

export function decideRevokeConsole({ grantId }: CommandOf<'revoke_console'>, state: SessionState): Decision {
  const grant = state.grants[grantId];
  if (!grant) return refuse('grant_not_found');
  if (grant.status === 'revoked') return [];
  return [{ type: 'countersign.session.console_revoked.v1', data: { grantId } }, ...returnedFromConsoles(state, (one) => one.grantId === grantId)];
}

/** Whoever drove the browser by the consoles that are going, and has no other one to drive it by, does not any more. */
function returnedFromConsoles(state: SessionState, isGoing: (opened: OpenedConsole) => boolean): readonly SessionEvent[] {
  const { controlHolder, controlConsoleId, controlToken } = state;
  const mine = Object.values(state.consoles).filter(({ open, mode, user, lent, consoleId }) =>
    open && mode === 'control' && user === controlHolder && (controlConsoleId === null ? !lent : consoleId === controlConsoleId));
  if (controlHolder === null || mine.length === 0 || !mine.every(isGoing)) return [];
  return [controlReturned(controlHolder, controlToken, 'taken_over')];
}

/**
 * The console that a cookie speaks for now; appends nothing. A person who is signed in as somebody else does not get in by it;
 * a key or a service speaks for whoever bears it.
 */
export function attachableConsole(state: SessionState, consoleId: string, cookieSha256: string, actor: string): OpenedConsole | Rejected {
  if (state.status === 'unknown') return refuse('session_not_found');
  if (state.status !== 'active') return refuse('session_not_active', { endedReason: state.endedReason });
  const opened = state.consoles[consoleId];
  if (!opened?.open || opened.cookieSha256 !== cookieSha256) return refuse('console_not_open');
  return actor.startsWith('user:') && actor !== opened.user ? refuse('grant_not_yours') : opened;
}
