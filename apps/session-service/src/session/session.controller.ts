import {
  AttachConsole, CompleteHandoff, ExtendSession, GrantConsole, OpenConsole, RequestHandoff, ReturnControl, RevokeConsole, sessionCommands, SessionId, StartSession, TakeControl,
  type CommandReply, type HeartbeatResult, type SessionHealth,
} from '@countersign/contracts';
import { Rejected } from '@countersign/decider';
import { answerCommand, withSignsOfLife } from '@countersign/event-log/nest';
import { Controller, Inject } from '@nestjs/common';
import { MessagePattern, Payload } from '@nestjs/microservices';
import type { SessionServiceConfig } from '../config.ts';
import { ConsoleCommands, type Acting } from './console-commands.ts';
import { Heartbeats } from './heartbeats.ts';
import { HostedSessions } from './hosted-sessions.ts';
import { SessionStarter } from './session-starter.ts';
import { CONFIG } from './tokens.ts';

/** Every command of a session, by its NATS subject. */
@Controller()
export class SessionController {
  readonly #config: SessionServiceConfig;
  readonly #starter: SessionStarter;
  readonly #hosted: HostedSessions;
  readonly #consoles: ConsoleCommands;
  readonly #heartbeats: Heartbeats;

  constructor(
    @Inject(CONFIG) config: SessionServiceConfig,
    starter: SessionStarter,
    hosted: HostedSessions,
    consoles: ConsoleCommands,
    heartbeats: Heartbeats,
  ) {
    this.#config = config;
    this.#starter = starter;
    this.#hosted = hosted;
    this.#consoles = consoles;
    this.#heartbeats = heartbeats;
  }

  @MessagePattern(sessionCommands.start)
  start(@Payload() message: unknown): ReturnType<typeof withSignsOfLife<{ id: string }>> {
    return withSignsOfLife(answerCommand(StartSession, message, (data, meta) => this.#starter.start(data, meta)));
  }

  @MessagePattern(sessionCommands.heartbeat)
  heartbeat(@Payload() message: unknown): Promise<CommandReply<HeartbeatResult>> {
    return answerCommand(SessionId, message, (data) => this.#heartbeats.beat(data.id));
  }

  @MessagePattern(sessionCommands.extend)
  extend(@Payload() message: unknown): Promise<CommandReply<{ expiresAt: string }>> {
    return answerCommand(ExtendSession, message, async ({ id, ttlSeconds }, meta) => {
      const longestLifeMs = this.#config.longestLifeSeconds * 1000;
      const now = new Date(this.#hosted.get(id)?.nowMs() ?? Date.now()).toISOString();
      const handled = await this.#hosted.handleOnce(id, { type: 'extend', ttlMs: ttlSeconds * 1000, longestLifeMs, now }, meta, 'countersign.session.extended.v1');
      return handled.rejected ? handled : { ...handled, result: { expiresAt: handled.loaded.state.expiresAt } };
    });
  }

  @MessagePattern(sessionCommands.terminate)
  terminate(@Payload() message: unknown): ReturnType<typeof withSignsOfLife<undefined>> {
    const reply = answerCommand(SessionId, message, async ({ id }, meta) => {
      const lastHeartbeatAt = this.#hosted.get(id)?.lastHeartbeatAt ?? null;
      return this.#hosted.handle(id, { type: 'terminate', reason: 'requested', lastHeartbeatAt }, meta);
    });
    return withSignsOfLife(reply); // A large profile takes a while to be saved.
  }

  @MessagePattern(sessionCommands.takeControl)
  takeControl(@Payload() message: unknown): Promise<CommandReply<{ token: number }>> {
    return answerCommand(TakeControl, message, async ({ id, console }, meta) => {
      const acting = await this.#consoles.actingAs(id, console, meta);
      if (acting instanceof Rejected) return acting;
      const handled = await this.#hosted.handleOnce(id, { type: 'take_control', holder: acting.meta.actor, ...lentConsole(acting) }, acting.meta, 'countersign.session.control_taken.v1');
      return handled.rejected ? handled : { ...handled, result: { token: handled.loaded.state.controlToken } };
    });
  }

  @MessagePattern(sessionCommands.returnControl)
  returnControl(@Payload() message: unknown): Promise<CommandReply> {
    return answerCommand(ReturnControl, message, async ({ id, token, console }, meta) => {
      const acting = await this.#consoles.actingAs(id, console, meta);
      if (acting instanceof Rejected) return acting;
      return this.#hosted.handle(id, { type: 'return_control', holder: acting.meta.actor, reason: 'returned', ...(token === undefined ? {} : { token }), ...lentConsole(acting) }, acting.meta);
    });
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
    return answerCommand(AttachConsole, message, (data, meta) => this.#consoles.attach(data, meta));
  }

  @MessagePattern(sessionCommands.describeConsole)
  describeConsole(@Payload() message: unknown): Promise<CommandReply<unknown>> {
    return answerCommand(AttachConsole, message, (data, meta) => this.#consoles.describe(data, meta));
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
    return answerCommand(CompleteHandoff, message, async ({ id, handoffId, outcome, note, console }, meta) => {
      const acting = await this.#consoles.actingAs(id, console, meta);
      if (acting instanceof Rejected) return acting;
      return this.#hosted.handleOnce(id, { type: 'complete_handoff', handoffId, outcome, note: note ?? null, actor: acting.meta.actor, ...lentConsole(acting) }, acting.meta, 'countersign.session.handoff_completed.v1');
    });
  }

  @MessagePattern(sessionCommands.health)
  health(): CommandReply<SessionHealth> {
    const { node, sessionLimit } = this.#config;
    const status = this.#starter.draining ? 'draining' : 'ready';
    return { ok: true, position: 0, version: 0, result: { status, node, sessions: this.#hosted.all().length, sessionLimit, poolReady: this.#starter.poolReady } };
  }
}

function lentConsole({ consoleId }: Acting): { readonly consoleId?: string } {
  return consoleId === undefined ? {} : { consoleId };
}
