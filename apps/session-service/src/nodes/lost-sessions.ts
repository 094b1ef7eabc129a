import { Inject, Injectable } from '@nestjs/common';
import { HostedSessions, ownMeta } from '../session/hosted-sessions.ts';
import type { SessionLeases } from '../session/session-leases.ts';
import type { SessionRegistry } from '../session/session-registry.ts';
import { SESSION_LEASES, SESSION_REGISTRY } from '../session/tokens.ts';

/** Records the end of sessions whose host is gone, and forgets them. */
@Injectable()
export class LostSessions {
  readonly #hosted: HostedSessions;
  readonly #registry: SessionRegistry;
  readonly #leases: SessionLeases;

  constructor(hosted: HostedSessions, @Inject(SESSION_REGISTRY) registry: SessionRegistry, @Inject(SESSION_LEASES) leases: SessionLeases) {
    this.#hosted = hosted;
    this.#registry = registry;
    this.#leases = leases;
  }

  /** A start that never reached the log, or a session that ended meanwhile, leaves nothing to record. */
  async record(sessionId: string): Promise<void> {
    const beatMs = await this.#leases.lastHeartbeatMs(sessionId);
    const lastHeartbeatAt = beatMs === null ? null : new Date(beatMs).toISOString();
    await this.#hosted.handle(sessionId, { type: 'terminate', reason: 'host_lost', lastHeartbeatAt }, ownMeta());
    await this.#leases.remove(sessionId);
    await this.#registry.remove(sessionId);
  }
}
