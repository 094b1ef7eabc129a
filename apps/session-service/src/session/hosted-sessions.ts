import { randomUUID } from 'node:crypto';
import type { CommandMeta, SessionEvent, SessionProfile } from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import { aggregate, type Aggregate, type EventLog, type Handled, type Loaded } from '@countersign/event-log';
import { commitOfCommand, contextOf, EVENT_LOG } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import type { BrowserExit, HostedBrowser } from '../browser-host/browser-host.ts';
import { closeCodes, type BrowserPipes, type StreamServer } from '../console/session-streams.ts';
import { recordDownload } from '../files/record-download.ts';
import type { StoredFile } from '../files/session-files.ts';
import type { NodeStanding } from '../nodes/node-membership.ts';
import type { SessionProfiles } from '../profiles/session-profiles.ts';
import type { CommandOf, SessionCommand } from './domain/commands.ts';
import { sessionDecider } from './domain/decide.ts';
import type { SessionState } from './domain/session.ts';
import { HostedSession } from './hosted-session.ts';
import { systemClock, type SessionClock } from './session-clock.ts';
import type { SessionLeases } from './session-leases.ts';
import type { SessionObserver } from './session-observer.ts';
import type { SessionRegistry } from './session-registry.ts';
import { CLOCK, LOGGER, NODE_STANDING, SESSION_LEASES, SESSION_PROFILES, SESSION_REGISTRY, STREAM_SERVER } from './tokens.ts';

const SOURCE = 'session-service';
/** Has control of everything while this node may not act: neither the automation nor a person gets through to a browser. */
const NOBODY = `service:${SOURCE}`;
export type HandledSession = Handled<SessionEvent, SessionState>;

/** A chain of its own, for what the service does by itself. */
export const ownMeta = (correlationId: string = randomUUID()): CommandMeta => ({ actor: `service:${SOURCE}`, correlationId });

/**
 * The sessions of this process. Every command of a session goes through `handle`: decide, append, and then do to browser
 * and streams what the events say.
 */
@Injectable()
export class HostedSessions {
  readonly #log: EventLog;
  readonly #sessions: Aggregate<SessionCommand, SessionEvent, SessionState>;
  readonly #hosted = new Map<string, HostedSession>();
  readonly #observers: SessionObserver[] = [];
  readonly #releasing = new WeakMap<HostedSession, Promise<void>>();
  readonly #streams: StreamServer;
  readonly #leases: SessionLeases;
  readonly #registry: SessionRegistry;
  readonly #logger: Logger;
  readonly #node: NodeStanding;
  readonly #clock: SessionClock;
  readonly #profiles: SessionProfiles | null;

  constructor(
    @Inject(EVENT_LOG) log: EventLog,
    @Inject(STREAM_SERVER) streams: StreamServer,
    @Inject(SESSION_LEASES) leases: SessionLeases,
    @Inject(SESSION_REGISTRY) registry: SessionRegistry,
    @Inject(LOGGER) logger: Logger,
    @Inject(NODE_STANDING) node: NodeStanding = { mayAct: true, epoch: 0 },
    @Inject(CLOCK) clock: SessionClock = systemClock,
    @Inject(SESSION_PROFILES) profiles: SessionProfiles | null = null,
  ) {
    this.#log = log;
    this.#profiles = profiles;
    this.#node = node;
    this.#clock = clock;
    this.#sessions = aggregate({ log, aggregate: 'session', source: SOURCE, decider: sessionDecider });
    this.#streams = streams;
    this.#leases = leases;
    this.#registry = registry;
    this.#logger = logger;
  }

  /** Told of every session from now on. */
  observe(observer: SessionObserver): void {
    this.#observers.push(observer);
  }

  get(id: string): HostedSession | undefined {
    return this.#hosted.get(id);
  }

  all(): HostedSession[] {
    return [...this.#hosted.values()];
  }

  load(id: string): Promise<Loaded<SessionState>> {
    return this.#sessions.load(id);
  }

  /** For commands that would do something twice: a repeat whose first answer was lost gets the session as it stands. */
  async handleOnce(id: string, command: SessionCommand, meta: CommandMeta, leaves: SessionEvent['type']): Promise<HandledSession> {
    const isCarriedOut = await commitOfCommand(this.#log, 'session', id, meta, leaves);
    return isCarriedOut ? { events: [], loaded: await this.load(id) } : this.handle(id, command, meta);
  }

  /** Resolves after the effects of the events: a terminated session has left nothing when its command is answered. */
  async handle(id: string, command: SessionCommand, meta: CommandMeta): Promise<HandledSession> {
    const hosted = this.#hosted.get(id);
    const runId = runIdOf(command) ?? hosted?.runId ?? (await this.load(id)).state.parameters?.runId;
    const handled = await this.#sessions.handle(id, hosted ? await this.#withProfile(hosted, command) : command, contextOf(meta, runId));
    hosted?.learn(handled.loaded.state, handled.loaded.version);
    if (handled.rejected) {
      this.#logger.info({ sessionId: id, correlationId: meta.correlationId, actor: meta.actor, command: command.type, code: handled.rejected.code }, 'command refused');
    }
    for (const event of handled.rejected ? [] : handled.events) {
      this.#logger.info({ sessionId: id, correlationId: meta.correlationId, actor: meta.actor, event: event.type }, 'session event');
      if (hosted) await this.#perform(hosted, event);
    }
    // An end that another process appended is an end here, too.
    if (hosted && handled.loaded.state.status !== 'active' && handled.loaded.version > 0) await this.release(hosted);
    return handled;
  }

  /**
   * An orderly end of a session that saves a profile: the browser is closed and the profile stored before the end is
   * appended, in one commit with what became of it. From here on the session ends, whatever fails.
   */
  async #withProfile(hosted: HostedSession, command: SessionCommand): Promise<SessionCommand> {
    if (!this.#profiles?.saves(hosted, command)) return command;
    const decision = sessionDecider.decide(command, (await this.load(hosted.id)).state);
    if (decision instanceof Rejected || decision.length === 0) return command;
    try {
      const profile = await this.#profiles.conclude(hosted, command.type === 'terminate' ? `terminated: ${command.reason}` : 'expired');
      return { ...command, profile };
    } finally {
      hosted.pendingEnd ??= command; // The browser is gone: should the append fail, the timer tries again.
    }
  }

  /**
   * Serves a browser that is up as a session, from before `started` is in the log: whoever reads the event may connect
   * at once. The caller appends `started` and releases the session if that fails.
   */
  host(session: { id: string; runId: string; correlationId: string; browser: HostedBrowser; pipes: BrowserPipes; profile?: SessionProfile | undefined }): HostedSession {
    const { id, browser, pipes } = session;
    const hosted = new HostedSession({ ...session, state: sessionDecider.initialState, clock: this.#clock });
    this.#streams.register(id, pipes, () => (this.#node.mayAct ? hosted.state.controlHolder : NOBODY), {
      onConsoleSocketOpened: (consoleId) => hosted.consoleConnected(consoleId, true),
      onConsoleSocketClosed: (consoleId) => hosted.consoleConnected(consoleId, false),
      onControlUsed: () => hosted.controlUsed(),
      controlConsoleId: () => hosted.state.controlConsoleId,
      lease: () => hosted.lease,
      onDownloaded: (file) => void this.#recordDownload(hosted, file),
      onActivity: () => undefined, // An open connection is a sign of life in itself.
    });
    this.#hosted.set(id, hosted);
    void browser.exited.then((exit) => this.#onExit(hosted, exit));
    return hosted;
  }

  #recordDownload(hosted: HostedSession, { id: fileId, name, sizeBytes, sha256 }: StoredFile): Promise<void> {
    const { id, correlationId } = hosted;
    return recordDownload(
      () => this.handle(id, { type: 'record_file', origin: 'download', file: { fileId, name, sizeBytes, sha256 } }, ownMeta(correlationId)),
      () => this.#hosted.get(id) !== hosted,
      (error) => this.#logger.error({ sessionId: id, correlationId, fileId, err: error }, 'a download is not on record'),
    );
  }

  /** Ends a session for a reason of the service's own. What cannot be appended now is tried again by the timer. */
  async end(hosted: HostedSession, reason: CommandOf<'terminate'>['reason']): Promise<void> {
    hosted.pendingEnd ??= { type: 'terminate', reason, lastHeartbeatAt: hosted.lastHeartbeatAt };
    await this.retryEnd(hosted, hosted.pendingEnd);
  }

  async retryEnd(hosted: HostedSession, command: NonNullable<HostedSession['pendingEnd']>): Promise<void> {
    try {
      await this.handle(hosted.id, command, ownMeta(hosted.correlationId));
      await this.release(hosted); // Also when the log never had its start.
    } catch (error) {
      this.#logger.error({ sessionId: hosted.id, correlationId: hosted.correlationId, err: error }, 'the end of a session could not be recorded yet');
    }
  }

  /** Gives up a session whose start the log may have or not: the browser goes at once, the log hears of it when it can. */
  async abandon(hosted: HostedSession): Promise<void> {
    this.#streams.unregister(hosted.id, closeCodes.sessionEnded, 'terminated: host_lost');
    await this.#stop(hosted);
    await this.end(hosted, 'host_lost');
  }

  /** Closes its streams, kills its browser and removes its files. Idempotent; never rejects. */
  release(hosted: HostedSession): Promise<void> {
    let release = this.#releasing.get(hosted);
    if (!release) this.#releasing.set(hosted, (release = this.#release(hosted)));
    return release;
  }

  async #release(hosted: HostedSession): Promise<void> {
    const { id, state, browser } = hosted;
    this.#streams.unregister(id, closeCodes.sessionEnded, state.endedReason === null ? 'ended' : `${state.status}: ${state.endedReason}`);
    await this.#stop(hosted);
    if (this.#hosted.get(id) === hosted) this.#hosted.delete(id);
    await Promise.all(this.#observers.map((observer) => observer.ended(hosted)));
    if (state.status === 'active') return; // Not in the log yet: it stays registered, and the next start says that its host is lost.
    await this.#registry.remove(id).catch((error: unknown) => this.#logger.warn({ sessionId: id, err: error }, 'a session could not be taken off the registry'));
    await this.#leases.remove(id).catch((error: unknown) => this.#logger.warn({ sessionId: id, err: error }, 'a lease could not be removed'));
    this.#logger.info({ sessionId: id, browserId: browser.id, correlationId: hosted.correlationId, reason: state.endedReason }, 'session ended, nothing left of it');
  }

  async #stop({ id, browser, correlationId }: HostedSession): Promise<void> {
    await browser.stop().catch((error: unknown) => {
      this.#logger.error({ sessionId: id, browserId: browser.id, correlationId, err: error }, 'something of a browser could not be removed; the next start tries again');
    });
  }

  async #perform(hosted: HostedSession, event: SessionEvent): Promise<void> {
    const { id, state } = hosted;
    switch (event.type) {
      case 'countersign.session.started.v1':
        for (const observer of this.#observers) observer.started(hosted);
        return;
      case 'countersign.session.control_taken.v1':
      case 'countersign.session.control_returned.v1':
        return this.#streams.controlChanged(id);
      case 'countersign.session.console_closed.v1':
        return this.#streams.closeConsole(id, event.data.consoleId, closeCodes.revoked, event.data.reason);
      case 'countersign.session.console_revoked.v1':
        for (const { consoleId, grantId } of Object.values(state.consoles)) {
          if (grantId === event.data.grantId) this.#streams.closeConsole(id, consoleId, closeCodes.revoked, 'revoked');
        }
        return;
      default:
        return;
    }
  }

  async #onExit(hosted: HostedSession, exit: BrowserExit): Promise<void> {
    if (exit.cause === 'stopped') return;
    const { id, correlationId } = hosted;
    hosted.crashed = true;
    this.#logger.warn({ sessionId: id, correlationId, detail: exit.detail }, 'the browser crashed');
    this.#streams.unregister(id, closeCodes.sessionEnded, 'terminated: browser_crashed');
    await this.#stop(hosted);
    if (hosted.state.status === 'active') await this.end(hosted, 'browser_crashed');
  }
}

function runIdOf(command: SessionCommand): string | undefined {
  if (command.type === 'start') return command.parameters.runId;
  return command.type === 'fail_start' ? command.runId : undefined;
}
