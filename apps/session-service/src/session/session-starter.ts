import { commandErrors, runErrors, type CommandMeta, type StartSession } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import { parseEgressPatterns } from '@countersign/egress';
import type { EventLog } from '@countersign/event-log';
import { EVENT_LOG, type CommandOutcome } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { BrowserStartError, type HostedBrowser } from '../browser-host/browser-host.ts';
import { BrowserPool } from '../browser-host/browser-pool.ts';
import type { BegunProfile, SessionProfiles } from '../profiles/session-profiles.ts';
import type { SessionServiceConfig } from '../config.ts';
import type { BrowserPipes } from '../console/session-streams.ts';
import type { NodeStanding } from '../nodes/node-membership.ts';
import type { CommandOf } from './domain/commands.ts';
import { refuse } from './domain/decision.ts';
import { HostedSessions } from './hosted-sessions.ts';
import type { TakenPlace } from './run-places.ts';
import { limitReached } from './session-limits.ts';
import type { SessionRegistry } from './session-registry.ts';
import { CONFIG, LOGGER, NODE_STANDING, SESSION_PROFILES, SESSION_REGISTRY } from './tokens.ts';

export const DEFAULT_VIEWPORT = { width: 1280, height: 800 } as const;

type Started = CommandOutcome<{ id: string }>;

/** Starts sessions: a browser first, then the event that says so. */
@Injectable()
export class SessionStarter {
  readonly #config: SessionServiceConfig;
  readonly #log: EventLog;
  readonly #pool: BrowserPool;
  readonly #hosted: HostedSessions;
  readonly #registry: SessionRegistry;
  readonly #logger: Logger;
  readonly #node: NodeStanding;
  readonly #profiles: SessionProfiles | null;
  readonly #underWay = new Map<string, Promise<unknown>>();
  /** Ids that have one of this node's slots and no hosted session yet. */
  readonly #launching = new Set<string>();
  #draining = false;

  constructor(
    @Inject(CONFIG) config: SessionServiceConfig,
    @Inject(EVENT_LOG) log: EventLog,
    pool: BrowserPool,
    hosted: HostedSessions,
    @Inject(SESSION_REGISTRY) registry: SessionRegistry,
    @Inject(LOGGER) logger: Logger,
    @Inject(NODE_STANDING) node: NodeStanding = { mayAct: true, epoch: 0 },
    @Inject(SESSION_PROFILES) profiles: SessionProfiles | null = null,
  ) {
    this.#profiles = profiles;
    this.#node = node;
    this.#config = config;
    this.#log = log;
    this.#pool = pool;
    this.#hosted = hosted;
    this.#registry = registry;
    this.#logger = logger;
  }

  get draining(): boolean {
    return this.#draining;
  }

  /** How many browsers wait to be handed out. */
  get poolReady(): number {
    return this.#pool.ready;
  }

  /** Ids of the sessions that have a slot of this node: those that run and those that are starting. */
  get occupied(): string[] {
    return [...new Set([...this.#hosted.all().map(({ id }) => id), ...this.#launching])];
  }

  isStarting(id: string): boolean {
    return this.#underWay.has(id);
  }

  /** The same id at the same time: one after the other, so that the second finds what the first started. */
  async start(data: StartSession, meta: CommandMeta): Promise<Started> {
    const before = this.#underWay.get(data.id) ?? Promise.resolve();
    const start = before.then(() => this.#start(data, meta));
    const settled = start.catch(() => undefined);
    this.#underWay.set(data.id, settled);
    try {
      return await start;
    } finally {
      if (this.#underWay.get(data.id) === settled) this.#underWay.delete(data.id);
    }
  }

  /** Takes no more sessions; resolves when those that are being started are up or have failed. */
  async drain(): Promise<void> {
    this.#draining = true;
    await Promise.all(this.#underWay.values());
  }

  async #start(data: StartSession, meta: CommandMeta): Promise<Started> {
    const command = this.#command(data);
    if (command instanceof Rejected) return command;
    const { state } = await this.#hosted.load(data.id);
    if (state.status !== 'unknown') {
      const repeated = await this.#hosted.handle(data.id, command, meta);
      return repeated.rejected ? repeated : { ...repeated, result: { id: data.id } };
    }
    if (this.#draining) return new Rejected('service_unavailable', 'This node is shutting down. Try again.');
    if ((await this.#log.load('run', data.runId)).length === 0) return new Rejected('run_not_found', runErrors.run_not_found);
    return this.#full() ?? this.#inPlace(data.id, command, meta);
  }

  #full(): Rejected | undefined {
    const { sessionLimit } = this.#config;
    return this.occupied.length >= sessionLimit ? limitReached('node', sessionLimit, this.occupied, this.#shortestLifeMs()) : undefined;
  }

  /** With the id and a place of the run; both are given back unless there is a session, whose end gives them back. */
  async #inPlace(id: string, command: CommandOf<'start'>, meta: CommandMeta): Promise<Started> {
    const { runId } = command.parameters;
    const { epoch } = this.#node;
    const claim = await this.#registry.claim(id, runId);
    if (!claim.claimed) return new Rejected('service_unavailable', 'Another node starts this session now. Try again.', { node: claim.host.node });
    try {
      const limit = this.#config.sessionLimitPerRun;
      const place = await this.#placeOf(runId, id, limit);
      if (!place.taken) return limitReached('run', limit, place.sessions);
      // Others may have taken the last slot since it was looked; nothing waits between this look and taking it.
      const full = this.#full();
      if (full) return full;
      this.#launching.add(id);
      return await this.#fromProfile(id, command, meta);
    } finally {
      this.#launching.delete(id);
      const session = this.#hosted.get(id);
      // Whoever declared this node lost meanwhile did not know of this session.
      if (session && epoch !== this.#node.epoch) await this.#hosted.end(session, 'host_lost');
      if (!session) await this.#registry.remove(id);
    }
  }

  /** What has places is active in the log, or has a node that starts or ends it; others, left by a fault, are taken back here. */
  async #placeOf(runId: string, id: string, limit: number): Promise<TakenPlace> {
    const place = await this.#registry.takePlace(runId, id, limit);
    if (place.taken) return place;
    const isLeft = async (other: string): Promise<boolean> => (await this.#hosted.load(other)).state.status !== 'active' && !(await this.#registry.host(other));
    const left = await Promise.all(place.sessions.map(async (other) => ((await isLeft(other)) ? [other] : [])));
    for (const other of left.flat()) await this.#registry.freePlace(runId, other);
    return left.flat().length > 0 ? this.#registry.takePlace(runId, id, limit) : place;
  }

  #shortestLifeMs(): number {
    return Math.min(...this.#hosted.all().map((hosted) => Date.parse(hosted.state.expiresAt) - hosted.nowMs()).filter((lifeMs) => lifeMs >= 0));
  }

  /** With the profile that is asked for; it is given back when there is no session. */
  async #fromProfile(id: string, command: CommandOf<'start'>, meta: CommandMeta): Promise<Started> {
    const { runId, profile } = command.parameters;
    const begun = (await this.#profiles?.begin(profile, runId, id)) ?? null;
    if (begun instanceof Rejected) return begun;
    if (begun === null) return this.#launch(id, command, meta);
    try {
      return await this.#launch(id, { ...command, profile: begun.profile }, meta, begun);
    } finally {
      if (!this.#hosted.get(id)) await this.#profiles?.giveBack(begun, id);
    }
  }

  async #launch(id: string, command: CommandOf<'start'>, meta: CommandMeta, begun?: BegunProfile): Promise<Started> {
    const up = await this.#browser(id, command, begun).catch((error: unknown) => {
      if (error instanceof BrowserStartError) return error;
      throw error;
    });
    const { runId } = command.parameters;
    if (up instanceof BrowserStartError) {
      this.#logger.error({ sessionId: id, correlationId: meta.correlationId, reason: up.message }, 'a browser did not start');
      await this.#hosted.handle(id, { type: 'fail_start', runId, reason: up.message }, meta);
      return refuse('session_start_failed', { reason: up.message });
    }
    const session = this.#hosted.host({ id, runId, correlationId: meta.correlationId, profile: begun?.profile, ...up });
    const handled = await this.#hosted.handle(id, { ...command, now: new Date(session.nowMs()).toISOString() }, meta).catch(async (error: unknown) => {
      await this.#hosted.abandon(session);
      throw error;
    });
    if (handled.rejected || handled.events.length === 0) {
      // Another node was faster with the same id: the session is its, not ours.
      await this.#hosted.release(session);
      return handled.rejected ? handled : { ...handled, result: { id } };
    }
    if (session.crashed) await this.#hosted.end(session, 'browser_crashed');
    return { ...handled, result: { id } };
  }

  async #browser(sessionId: string, { parameters }: CommandOf<'start'>, begun?: BegunProfile): Promise<{ browser: HostedBrowser; pipes: BrowserPipes }> {
    const browser = await this.#pool.take(parameters.viewport, begun?.seed);
    try {
      return { browser, pipes: await browser.open(parameters.startUrl, { sessionId, egressAllow: parameters.egressAllow ?? null }) };
    } catch (error) {
      await browser.stop();
      throw error;
    }
  }

  #command(data: StartSession): CommandOf<'start'> | Rejected {
    const { defaultTtlSeconds, longestLifeSeconds, defaultHeartbeatTimeoutSeconds, node } = this.#config;
    const ttlSeconds = data.ttlSeconds ?? defaultTtlSeconds;
    if (ttlSeconds > longestLifeSeconds) return refuse('ttl_too_long', { longestLifeSeconds });
    if (data.startUrl !== undefined && !isWebAddress(data.startUrl)) {
      const details = [{ path: '/data/startUrl', message: 'must be an http or https URL, or about:blank' }];
      return new Rejected('command_invalid', commandErrors.command_invalid, details);
    }
    const [wrongHost] = parseEgressPatterns(data.egressAllow ?? []).problems;
    if (wrongHost !== undefined) return new Rejected('command_invalid', commandErrors.command_invalid, [{ path: '/data/egressAllow', message: wrongHost }]);
    const heartbeatTimeoutSeconds = data.heartbeatTimeoutSeconds === undefined ? defaultHeartbeatTimeoutSeconds : data.heartbeatTimeoutSeconds;
    const parameters = {
      runId: data.runId,
      viewport: data.viewport ?? DEFAULT_VIEWPORT,
      startUrl: data.startUrl ?? null,
      ...(data.profile ? { profile: data.profile } : {}),
      ttlMs: ttlSeconds * 1000,
      heartbeatTimeoutMs: heartbeatTimeoutSeconds === null ? null : heartbeatTimeoutSeconds * 1000,
      ...(data.record ? { recorded: true } : {}),
      ...(data.egressAllow ? { egressAllow: data.egressAllow } : {}),
    };
    return { type: 'start', parameters, node, now: new Date().toISOString() };
  }
}

/** Nothing of this machine: file: and chrome: are for whoever sits at it. */
function isWebAddress(url: string): boolean {
  return url === 'about:blank' || (URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol));
}
