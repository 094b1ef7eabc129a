/** The account under which everything of one browser runs. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
  /** false: the service's own account; it had no right to change to another. */
  readonly ownUid: boolean;
}

export const ownIdentity = (): Identity => ({ uid: process.getuid!(), gid: process.getgid!(), ownUid: false });
export const runsAsRoot = (): boolean => process.getuid?.() === 0;

/**
 * Arguments of setpriv(1) before the command: another uid and no capability where that is possible, no way to gain
 * privileges, and SIGKILL by the kernel when the service's process ends, however it ends.
 */
export function confined(identity: Identity, command: string, args: readonly string[]): readonly string[] {
  const account = ['--reuid', String(identity.uid), '--regid', String(identity.gid), '--clear-groups', '--inh-caps=-all', '--bounding-set=-all'];
  return [...(identity.ownUid ? account : []), '--no-new-privs', '--pdeathsig', 'KILL', '--', command, ...args];
}

/** What a service that is not root cannot do; one line for the log, at start. */
export const WEAKER_WITHOUT_ROOT =
  'not root: browsers run under the account of this service. A browser that breaks out of its sandbox reaches the files of the service ' +
  'and other sessions, and leftovers are found by folder instead of by uid';
