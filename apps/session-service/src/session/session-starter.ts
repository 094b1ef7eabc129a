import { commandErrors, runErrors, type CommandMeta, type StartSession } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import type { EventLog } from '@countersign/event-log';
import { EVENT_LOG, type CommandOutcome } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { BrowserStartError, type HostedBrowser } from '../browser-host/browser-host.ts';
import { BrowserPool } from '../browser-host/browser-pool.ts';
import type { SessionServiceConfig } from '../config.ts';
import type { BrowserPipes } from '../console/session-streams.ts';
import type { CommandOf } from './domain/commands.ts';
import { refuse } from './domain/decision.ts';
import { HostedSessions } from './hosted-sessions.ts';
import type { SessionRegistry } from './session-registry.ts';
import { CONFIG, LOGGER, SESSION_REGISTRY } from './tokens.ts';

export const DEFAULT_VIEWPORT = { width: 1280, height: 800 } as const;
/** What a caller is told to wait when this node is full. */
const RETRY_AFTER_SECONDS = 30;

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
  readonly #underWay = new Map<string, Promise<unknown>>();
  #launching = 0;
  #draining = false;

  constructor(
    @Inject(CONFIG) config: SessionServiceConfig,
    @Inject(EVENT_LOG) log: EventLog,
    pool: BrowserPool,
    hosted: HostedSessions,
    @Inject(SESSION_REGISTRY) registry: SessionRegistry,
    @Inject(LOGGER) logger: Logger,
  ) {
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
    if (this.#draining) return new Rejected('service_unavailable', 'This node is shutting down. Try again.');
    const command = this.#command(data);
    if (command instanceof Rejected) return command;
    const { state } = await this.#hosted.load(data.id);
    if (state.status !== 'unknown') {
      const repeated = await this.#hosted.handle(data.id, command, meta);
      return repeated.rejected ? repeated : { ...repeated, result: { id: data.id } };
    }
    if ((await this.#log.load('run', data.runId)).length === 0) return new Rejected('run_not_found', runErrors.run_not_found);
    const { sessionLimit } = this.#config;
    if (this.#hosted.all().length + this.#launching >= sessionLimit) {
      return refuse('session_limit_reached', { limit: sessionLimit, retryAfterSeconds: RETRY_AFTER_SECONDS });
    }
    this.#launching++;
    try {
      return await this.#launch(data.id, command, meta);
    } finally {
      this.#launching--;
    }
  }

  async #launch(id: string, command: CommandOf<'start'>, meta: CommandMeta): Promise<Started> {
    const up = await this.#browser(command).catch((error: unknown) => {
      if (error instanceof BrowserStartError) return error;
      throw error;
    });
    const { runId } = command.parameters;
    if (up instanceof BrowserStartError) {
      this.#logger.error({ sessionId: id, correlationId: meta.correlationId, reason: up.message }, 'a browser did not start');
      await this.#hosted.handle(id, { type: 'fail_start', runId, reason: up.message }, meta);
      return refuse('session_start_failed', { reason: up.message });
    }
    await this.#registry.add(id);
    const session = this.#hosted.host({ id, runId, correlationId: meta.correlationId, ...up });
    const handled = await this.#hosted.handle(id, { ...command, now: new Date().toISOString() }, meta).catch(async (error: unknown) => {
      await this.#hosted.abandon(session);
      throw error;
    });
    if (handled.rejected || handled.events.length === 0) {
      // Another node was faster with the same id: the session is its, not ours.
      await this.#hosted.release(session);
      await this.#registry.remove(id);
      return handled.rejected ? handled : { ...handled, result: { id } };
    }
    if (session.crashed) await this.#hosted.end(session, 'browser_crashed');
    return { ...handled, result: { id } };
  }

  async #browser({ parameters }: CommandOf<'start'>): Promise<{ browser: HostedBrowser; pipes: BrowserPipes }> {
    const browser = await this.#pool.take(parameters.viewport);
    try {
      return { browser, pipes: await browser.open(parameters.startUrl) };
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
    const heartbeatTimeoutSeconds = data.heartbeatTimeoutSeconds === undefined ? defaultHeartbeatTimeoutSeconds : data.heartbeatTimeoutSeconds;
    const parameters = {
      runId: data.runId,
      viewport: data.viewport ?? DEFAULT_VIEWPORT,
      startUrl: data.startUrl ?? null,
      ttlMs: ttlSeconds * 1000,
      heartbeatTimeoutMs: heartbeatTimeoutSeconds === null ? null : heartbeatTimeoutSeconds * 1000,
    };
    return { type: 'start', parameters, node, now: new Date().toISOString() };
  }
}

/** Nothing of this machine: file: and chrome: are for whoever sits at it. */
function isWebAddress(url: string): boolean {
  return url === 'about:blank' || (URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol));
}
