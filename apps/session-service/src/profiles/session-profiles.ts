import { setTimeout as delay } from 'node:timers/promises';
import type { ProfileChoice, ProfileNotSavedReason, SessionProfile } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import type { EventLog } from '@countersign/event-log';
import type { BrowserSeed, HostedBrowser } from '../browser-host/browser-host.ts';
import { closeCodes, type StreamServer } from '../console/session-streams.ts';
import type { CommandOf, ProfileOutcome, SessionCommand } from '../session/domain/commands.ts';
import { notSaved, type Profiles } from './profiles.ts';
import { packProfile, placeFiles, ProfileTooLargeError, readKeptFiles, type Cookie } from './profile-archive.ts';

/** A browser that is told to close has this long to write down what it holds; usually it takes a fifth of a second. */
const CLOSE_TIMEOUT_MS = 5_000;
const COOKIES_TIMEOUT_MS = 3_000;
/** A store that does not take the profile for this long keeps the session from ending no longer. */
const STORE_DEADLINE_MS = 60_000;

/** What of a hosted session matters here. */
export interface ProfiledSession {
  readonly id: string;
  readonly correlationId: string;
  readonly browser: HostedBrowser;
  readonly crashed: boolean;
  readonly profile: SessionProfile | null;
  /** Its browser is being closed: nobody may come to it any more. */
  closing: boolean;
}
export interface BegunProfile {
  readonly profile: SessionProfile;
  /** Missing: the browser starts empty. */
  readonly seed?: BrowserSeed;
}
type EndCommand = CommandOf<'terminate'> | CommandOf<'expire'>;
type Packed = { readonly bytes: Buffer } | { readonly failed: ProfileNotSavedReason };

type SavedProfiles = Pick<Profiles, 'begin' | 'store' | 'settle' | 'finish' | 'maxBytes'>;

interface ProfilesLogger {
  warn(fields: object, message: string): void;
}

/** What the sessions of this process do with profiles: start from one, and save what the browser held to one at an orderly end. */
export class SessionProfiles {
  readonly #profiles: SavedProfiles;
  readonly #streams: Pick<StreamServer, 'command' | 'unregister'>;
  readonly #log: EventLog;
  readonly #logger: ProfilesLogger;
  readonly #packed = new WeakMap<ProfiledSession, Promise<Packed>>();
  readonly #outcomes = new WeakMap<ProfiledSession, Promise<ProfileOutcome>>();
  readonly #giveUpAtMs = new WeakMap<ProfiledSession, number>();
  readonly #storeDeadlineMs: number;

  constructor(profiles: SavedProfiles, streams: Pick<StreamServer, 'command' | 'unregister'>, log: EventLog, logger: ProfilesLogger, storeDeadlineMs = STORE_DEADLINE_MS) {
    this.#storeDeadlineMs = storeDeadlineMs;
    this.#profiles = profiles;
    this.#streams = streams;
    this.#log = log;
    this.#logger = logger;
  }

  /** The profile of the run's candidate; null when none was asked for. */
  async begin(choice: ProfileChoice | undefined, runId: string, sessionId: string): Promise<BegunProfile | Rejected | null> {
    if (!choice) return null;
    const registered = (await this.#log.load('run', runId))[0]?.events[0];
    const { candidateId } = (registered?.data ?? {}) as { candidateId?: string };
    if (candidateId === undefined) return new Rejected('profile_not_found', 'The run has no candidate whose profile this could be.');
    const begun = await this.#profiles.begin({ candidateId, ...choice, sessionId });
    if (begun instanceof Rejected) return begun;
    const { profile, contents } = begun;
    if (!contents) return { profile };
    const { cookies, files } = contents;
    return { profile, seed: { cookies: cookies.map(settable), place: (folder, account) => placeFiles(files, folder, account) } };
  }

  /** A session that was to start with it did not, or not here. */
  async giveBack({ profile }: BegunProfile, sessionId: string): Promise<void> {
    if (profile.save) await this.#profiles.settle(profile, sessionId);
  }

  /** Whether this end is an orderly one of a session that saves. */
  saves(session: ProfiledSession, command: SessionCommand): command is EndCommand {
    if (!session.profile?.save || session.crashed) return false;
    return command.type === 'expire' || (command.type === 'terminate' && (command.reason === 'requested' || command.reason === 'shutdown'));
  }

  /**
   * Closes the browser and stores what it held; returns what belongs into the commit of the end. A repeat goes on where the
   * last one failed. @throws when storing failed and may be tried again.
   */
  conclude(session: ProfiledSession, why: string): Promise<ProfileOutcome> {
    let outcome = this.#outcomes.get(session);
    if (!outcome) {
      outcome = this.#conclude(session, why);
      this.#outcomes.set(session, outcome);
      outcome.catch(() => this.#outcomes.delete(session));
    }
    return outcome;
  }

  /** After the end is in the log. Never rejects: whoever needs the profile next settles what could not be settled here. */
  async finish({ id, correlationId, profile }: ProfiledSession): Promise<void> {
    if (!profile?.save) return;
    await this.#profiles.finish(profile, id).catch((error: unknown) => {
      this.#logger.warn({ sessionId: id, correlationId, err: error }, 'the record of a browser profile could not be settled yet');
    });
  }

  async #conclude(session: ProfiledSession, why: string): Promise<ProfileOutcome> {
    const { id, correlationId } = session;
    const profile = session.profile!;
    let packing = this.#packed.get(session);
    if (!packing) this.#packed.set(session, (packing = this.#pack(session, why)));
    const packed = await packing;
    if ('failed' in packed) return notSaved(profile, packed.failed);
    const giveUpAtMs = this.#giveUpAtMs.get(session) ?? performance.now() + this.#storeDeadlineMs;
    this.#giveUpAtMs.set(session, giveUpAtMs);
    try {
      return await this.#profiles.store(profile, id, packed.bytes);
    } catch (error) {
      this.#logger.warn({ sessionId: id, correlationId, err: error }, 'a browser profile could not be stored');
      if (performance.now() < giveUpAtMs) throw error;
      return notSaved(profile, 'storage_failed');
    }
  }

  async #pack(session: ProfiledSession, why: string): Promise<Packed> {
    const { id, correlationId, browser } = session;
    session.closing = true;
    try {
      const cookies = await this.#cookies(id);
      this.#streams.unregister(id, closeCodes.sessionEnded, why);
      const { userDataFolder, account } = await browser.close(CLOSE_TIMEOUT_MS);
      if (!cookies) return { failed: 'browser_not_answering' };
      const { maxBytes } = this.#profiles;
      return { bytes: await packProfile({ cookies, files: await readKeptFiles(userDataFolder, account, maxBytes) }, maxBytes) };
    } catch (error) {
      const failed = error instanceof ProfileTooLargeError ? 'too_large' : 'storage_failed';
      this.#logger.warn({ sessionId: id, correlationId, reason: (error as Error).message }, 'what a browser held could not be packed');
      return { failed };
    }
  }

  /** Of the browser's own context: what an automation did in contexts of its own is not kept. */
  async #cookies(sessionId: string): Promise<readonly Cookie[] | null> {
    const unanswered = new AbortController();
    const answer = this.#streams.command(sessionId, 'Storage.getCookies', {}).then(
      ({ cookies }) => cookies as Cookie[],
      () => null,
    );
    const timeout = delay(COOKIES_TIMEOUT_MS, null, { signal: unanswered.signal }).catch(() => null);
    return Promise.race([answer, timeout]).finally(() => unanswered.abort());
  }
}

/** What `getCookies` says of a cookie, without what `setCookies` does not know; a session cookie is one without an end. */
function settable({ size: _size, session, expires, ...cookie }: Cookie): Cookie {
  return session === true ? cookie : { ...cookie, expires };
}
