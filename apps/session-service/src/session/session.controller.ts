import {
  AttachConsole, CompleteHandoff, ExtendSession, GrantConsole, OpenConsole, RequestHandoff, RevokeConsole, sessionCommands, SessionId, StartSession,
  type CommandReply, type SessionHealth,
} from '@countersign/contracts';
import { answerCommand, withSignsOfLife } from '@countersign/event-log/nest';
import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { SessionServiceConfig } from '../config.ts';
import { ConsoleCommands } from './console-commands.ts';
import { refuse } from './domain/decision.ts';
import { HostedSessions } from './hosted-sessions.ts';
import type { SessionLeases } from './session-leases.ts';
import { SessionStarter } from './session-starter.ts';
import { CONFIG, SESSION_LEASES } from './tokens.ts';

/** Every command of a session, by its NATS subject. */
@Controller()
export class SessionController {
  readonly #config: SessionServiceConfig;
  readonly #starter: SessionStarter;
  readonly #hosted: HostedSessions;
  readonly #consoles: ConsoleCommands;
  readonly #leases: SessionLeases;

  constructor(
    @Inject(CONFIG) config: SessionServiceConfig,
    starter: SessionStarter,
    hosted: HostedSessions,
    consoles: ConsoleCommands,
    @Inject(SESSION_LEASES) leases: SessionLeases,
  ) {
    this.#config = config;
    this.#starter = starter;
    this.#hosted = hosted;
    this.#consoles = consoles;
    this.#leases = leases;
  }

  @MessagePattern(sessionCommands.start)
  start(@Payload() message: unknown): ReturnType<typeof withSignsOfLife<{ id: string }>> {
    return withSignsOfLife(answerCommand(StartSession, message, (data, meta) => this.#starter.start(data, meta)));
  }

  @MessagePattern(sessionCommands.heartbeat)
  heartbeat(@Payload() message: unknown): Promise<CommandReply<{ lastHeartbeatAt: string; expiresAt: string }>> {
    return answerCommand(SessionId, message, async ({ id }) => {
      const { state, version } = await this.#hosted.load(id);
      const nowMs = Date.now();
      if (state.status === 'unknown') return refuse('session_not_found');
      if (state.status !== 'active' || nowMs >= Date.parse(state.expiresAt)) return refuse('session_not_active', { endedReason: state.endedReason });
      const lastHeartbeatAt = new Date(nowMs).toISOString();
      this.#hosted.get(id)?.beat(nowMs);
      await this.#leases.put({ sessionId: id, lastHeartbeatAt });
      return { loaded: { sequence: 0, version }, result: { lastHeartbeatAt, expiresAt: state.expiresAt } };
    });
  }

  @MessagePattern(sessionCommands.extend)
  extend(@Payload() message: unknown): Promise<CommandReply<{ expiresAt: string }>> {
    return answerCommand(ExtendSession, message, async ({ id, ttlSeconds }, meta) => {
      const longestLifeMs = this.#config.longestLifeSeconds * 1000;
      const handled = await this.#hosted.handle(id, { type: 'extend', ttlMs: ttlSeconds * 1000, longestLifeMs, now: new Date().toISOString() }, meta);
      return handled.rejected ? handled : { ...handled, result: { expiresAt: handled.loaded.state.expiresAt } };
    });
  }

  @MessagePattern(sessionCommands.terminate)
  terminate(@Payload() message: unknown): Promise<CommandReply> {
    return answerCommand(SessionId, message, async ({ id }, meta) => {
      const lastHeartbeatAt = this.#hosted.get(id)?.lastHeartbeatAt ?? null;
      return this.#hosted.handle(id, { type: 'terminate', reason: 'requested', lastHeartbeatAt }, meta);
    });
  }

  @MessagePattern(sessionCommands.takeControl)
  takeControl(@Payload() message: unknown): Promise<CommandReply<{ token: number }>> {
    return answerCommand(SessionId, message, async ({ id }, meta) => {
      const handled = await this.#hosted.handle(id, { type: 'take_control', holder: meta.actor }, meta);
      return handled.rejected ? handled : { ...handled, result: { token: handled.loaded.state.controlToken } };
    });
  }

  @MessagePattern(sessionCommands.returnControl)
  returnControl(@Payload() message: unknown): Promise<CommandReply> {
    return answerCommand(SessionId, message, ({ id }, meta) =>
      this.#hosted.handle(id, { type: 'return_control', holder: meta.actor, reason: 'returned' }, meta),
    );
  }

  @MessagePattern(sessionCommands.grantConsole)
  grantConsole(@Payload() message: unknown): Promise<CommandReply<unknown>> {
    return answerCommand(GrantConsole, message, (data, meta) => this.#consoles.grant(data, meta));
  }

  @MessagePattern(sessionCommands.revokeConsole)
  revokeConsole(@Payload() message: unknown): Promise<CommandReply> {
    return answerCommand(RevokeConsole, message, ({ id, grantId }, meta) => this.#hosted.handle(id, { type: 'revoke_console', grantId }, meta));
  }

  @MessagePattern(sessionCommands.openConsole)
  openConsole(@Payload() message: unknown): Promise<CommandReply<unknown>> {
    return answerCommand(OpenConsole, message, (data, meta) => this.#consoles.open(data, meta));
  }

  @MessagePattern(sessionCommands.attachConsole)
  attachConsole(@Payload() message: unknown): Promise<CommandReply<unknown>> {
    return answerCommand(AttachConsole, message, (data) => this.#consoles.attach(data));
  }

  @MessagePattern(sessionCommands.attachCdp)
  attachCdp(@Payload() message: unknown): Promise<CommandReply<unknown>> {
    return answerCommand(SessionId, message, (data) => this.#consoles.attachCdp(data));
  }

  @MessagePattern(sessionCommands.requestHandoff)
  requestHandoff(@Payload() message: unknown): Promise<CommandReply<{ handoffId: string }>> {
    return answerCommand(RequestHandoff, message, async ({ id, handoffId, reason, instructions, timeoutSeconds }, meta) => {
      const deadline = new Date(Date.now() + timeoutSeconds * 1000).toISOString();
      const handled = await this.#hosted.handle(id, { type: 'request_handoff', handoffId, reason, instructions, deadline }, meta);
      return handled.rejected ? handled : { ...handled, result: { handoffId } };
    });
  }

  @MessagePattern(sessionCommands.completeHandoff)
  completeHandoff(@Payload() message: unknown): Promise<CommandReply> {
    return answerCommand(CompleteHandoff, message, ({ id, handoffId, outcome, note }, meta) =>
      this.#hosted.handle(id, { type: 'complete_handoff', handoffId, outcome, note: note ?? null, actor: meta.actor }, meta),
    );
  }

  @MessagePattern(sessionCommands.health)
  health(): CommandReply<SessionHealth> {
    const { node, sessionLimit } = this.#config;
    const status = this.#starter.draining ? 'draining' : 'ready';
    return { ok: true, position: 0, version: 0, result: { status, node, sessions: this.#hosted.all().length, sessionLimit } };
  }
}
