import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type {
  AttachConsole, AttachResult, CommandMeta, ConsoleProof, DescribeConsoleResult, GrantConsole, GrantConsoleResult, OpenConsole, OpenConsoleResult, SessionId,
} from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import type { CommandOutcome } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import type { SessionServiceConfig } from '../config.ts';
import type { StreamServer } from '../console/session-streams.ts';
import { attachableConsole } from './domain/consoles.ts';
import { holdsControl } from './domain/control.ts';
import { refuse } from './domain/decision.ts';
import type { SessionState } from './domain/session.ts';
import { HostedSessions } from './hosted-sessions.ts';
import { CONFIG, STREAM_SERVER } from './tokens.ts';

const DEFAULT_GRANT_SECONDS = 60;
const SECRET_BYTES = 32;

const newSecret = (): string => randomBytes(SECRET_BYTES).toString('base64url');
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
/** A name without a kind is a person's. */
const actorOf = (user: string): string => (/^(user|key|service):./.test(user) ? user : `user:${user}`);

export interface Acting {
  readonly meta: CommandMeta;
  readonly consoleId?: string;
}

/** Grants, their exchange for a console, and the way to the streams. Only digests of secrets are kept. */
@Injectable()
export class ConsoleCommands {
  readonly #hosted: HostedSessions;
  readonly #streams: StreamServer;
  readonly #config: SessionServiceConfig;

  constructor(hosted: HostedSessions, @Inject(STREAM_SERVER) streams: StreamServer, @Inject(CONFIG) config: SessionServiceConfig) {
    this.#hosted = hosted;
    this.#streams = streams;
    this.#config = config;
  }

  async grant(data: GrantConsole, meta: CommandMeta): Promise<CommandOutcome<GrantConsoleResult>> {
    const { id, mode } = data;
    const { grantId = randomUUID(), secret = newSecret() } = data;
    const expiresAt = new Date(Date.now() + (data.ttlSeconds ?? DEFAULT_GRANT_SECONDS) * 1000).toISOString();
    const user = actorOf(data.user ?? meta.actor);
    const handled = await this.#hosted.handle(id, { type: 'grant_console', actor: meta.actor, grantId, mode, user, secretSha256: sha256(secret), expiresAt }, meta);
    if (handled.rejected) return handled;
    return { ...handled, result: { grantId, secret, mode, expiresAt: handled.loaded.state.grants[grantId]?.expiresAt ?? expiresAt } };
  }

  async open({ id, secret }: OpenConsole, meta: CommandMeta): Promise<CommandOutcome<OpenConsoleResult>> {
    const consoleId = randomUUID();
    const cookieSecret = newSecret();
    const now = new Date().toISOString();
    const command = { type: 'open_console', secretSha256: sha256(secret), consoleId, cookieSha256: sha256(cookieSecret), actor: meta.actor, now } as const;
    const handled = await this.#hosted.handle(id, command, meta);
    if (handled.rejected) return handled;
    const { mode, user } = handled.loaded.state.consoles[consoleId]!;
    return { ...handled, result: { consoleId, cookieSecret, mode, user } };
  }

  async describe({ id, consoleId, cookieSecret }: AttachConsole, { actor }: CommandMeta): Promise<CommandOutcome<DescribeConsoleResult>> {
    const loaded = await this.#hosted.load(id);
    const opened = attachableConsole(loaded.state, consoleId, sha256(cookieSecret), actor);
    if (opened instanceof Rejected) return opened;
    const { mode, user, lent } = opened;
    const hasControl = mode === 'control' && holdsControl(loaded.state, user, lent ? consoleId : undefined);
    return { loaded, result: { consoleId, mode, user, hasControl, controlIdleSeconds: this.#config.controlIdleSeconds } };
  }

  /** Who acts: the person of the console, or the actor where there is no console; with the console if it is a lent one. */
  async actingAs(id: string, proof: ConsoleProof | undefined, meta: CommandMeta): Promise<Acting | Rejected> {
    if (!proof) return { meta };
    const { state } = await this.#hosted.load(id);
    const opened = attachableConsole(state, proof.consoleId, sha256(proof.cookieSecret), meta.actor);
    if (opened instanceof Rejected) return opened;
    if (opened.mode !== 'control') return refuse('console_view_only');
    return { meta: { ...meta, actor: opened.user }, ...(opened.lent ? { consoleId: opened.consoleId } : {}) };
  }

  async attach({ id, consoleId, cookieSecret }: AttachConsole, { actor }: CommandMeta): Promise<CommandOutcome<AttachResult>> {
    const loaded = await this.#hosted.load(id);
    const opened = attachableConsole(loaded.state, consoleId, sha256(cookieSecret), actor);
    if (opened instanceof Rejected) return opened;
    const { mode, user, lent } = opened;
    return this.#notHere(id, loaded.state) ?? { loaded, result: this.#streams.issueConsoleTicket(id, { consoleId, mode, user, isLent: lent === true }) };
  }

  async attachCdp({ id }: SessionId): Promise<CommandOutcome<AttachResult>> {
    const loaded = await this.#hosted.load(id);
    if (loaded.state.status === 'unknown') return refuse('session_not_found');
    if (loaded.state.status !== 'active') return refuse('session_not_active', { endedReason: loaded.state.endedReason });
    return this.#notHere(id, loaded.state) ?? { loaded, result: this.#streams.issueCdpTicket(id) };
  }

  /** Active in the log, but its browser is not in this process, or going away this very moment. */
  #notHere(id: string, { node }: SessionState): Rejected | undefined {
    const hosted = this.#hosted.get(id);
    if (hosted && !hosted.crashed && !hosted.closing && !hosted.pendingEnd) return undefined;
    return new Rejected('service_unavailable', 'The browser of this session cannot be reached now.', { node });
  }
}
