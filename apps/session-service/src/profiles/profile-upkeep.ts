import type { EventLog, Reactor } from '@countersign/event-log';
import { EVENT_LOG } from '@countersign/event-log/nest';
import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Logger } from 'pino';
import { HostedSessions } from '../session/hosted-sessions.ts';
import { LOGGER, SESSION_PROFILES } from '../session/tokens.ts';
import { Profiles } from './profiles.ts';
import type { SessionProfiles } from './session-profiles.ts';

const ERASED = 'countersign.candidate.erased.v1';

/** Keeps records in line with the log: after each session, after the erasure of a candidate, and after a lost service. */
@Injectable()
export class ProfileUpkeep implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #profiles: Profiles;
  readonly #sessions: SessionProfiles;
  readonly #hosted: HostedSessions;
  readonly #log: EventLog;
  readonly #logger: Logger;
  #reactor: Reactor | undefined;

  constructor(
    profiles: Profiles,
    @Inject(SESSION_PROFILES) sessions: SessionProfiles,
    hosted: HostedSessions,
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.#profiles = profiles;
    this.#sessions = sessions;
    this.#hosted = hosted;
    this.#log = log;
    this.#logger = logger;
  }

  async onApplicationBootstrap(): Promise<void> {
    this.#hosted.observe({ started: () => undefined, ended: (session) => this.#sessions.finish(session) });
    if (!(await this.#profiles.isMasterKeyRight())) {
      this.#logger.error('the saved browser profiles were sealed with another key: set SESSION_PROFILE_KEY to it on this node. Sessions with a profile are refused until then');
    }
    // What is not swept now is settled when it is needed, and swept at the next start.
    await this.#profiles.sweep().catch((error: unknown) => this.#logger.warn({ err: error }, 'browser profiles could not be swept'));
    this.#reactor = await this.#log.react({
      name: 'session-service-erased-profiles',
      aggregate: 'candidate',
      handle: async ({ events, subject }) => {
        if (events.some(({ type }) => type === ERASED)) await this.#profiles.eraseAllOf(subject.slice(subject.lastIndexOf('.') + 1));
      },
      onParked: ({ subject }, error) => this.#logger.error({ subject, err: error }, 'profiles of an erased candidate could not be removed; the next start tries again'),
      onError: (error) => this.#logger.warn({ err: error }, 'the log cannot be followed for erased candidates'),
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#reactor?.stop();
  }
}
