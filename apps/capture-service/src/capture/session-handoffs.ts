import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { sessionCommands, type CommandMessage, type CommandMeta, type CommandReply, type RequestHandoff, type SessionEvent } from '@countersign/contracts';
import type { EventLog } from '@countersign/event-log';
import { EVENT_LOG } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import { ClientProxy } from '@nestjs/microservices';
import { firstValueFrom, timeout } from 'rxjs';
import { COMMAND_CLIENT } from '../tokens.ts';
import { HANDOFF_POLL_MS, HANDOFF_TIMEOUT_SECONDS, REQUEST_TIMEOUT_MS } from './limits.ts';
import { Refusal } from './refusal.ts';
import { WorkInProgress } from './work-in-progress.ts';

export type HandoffOutcome = Extract<SessionEvent, { type: 'countersign.session.handoff_completed.v1' }>['data']['outcome'];
type Asked = Pick<RequestHandoff, 'reason' | 'instructions'>;

/** Asks a person for help in a session, as an automation does (docs/handoff.md). */
@Injectable()
export class SessionHandoffs {
  readonly #client: ClientProxy;
  readonly #log: EventLog;
  readonly #work: WorkInProgress;

  constructor(@Inject(COMMAND_CLIENT) client: ClientProxy, @Inject(EVENT_LOG) log: EventLog, work: WorkInProgress) {
    this.#client = client;
    this.#log = log;
    this.#work = work;
  }

  /** The id of the hand-off; one that is open and asks the same is not asked again. @throws Refusal of the session-service, service_unavailable */
  async request(sessionId: string, asked: Asked, meta: CommandMeta): Promise<string> {
    const open = (await this.#openHandoffs(sessionId)).find(({ reason, instructions }) => reason === asked.reason && instructions === asked.instructions);
    if (open) return open.handoffId;
    const handoffId = randomUUID();
    const message: CommandMessage<RequestHandoff> = { data: { id: sessionId, handoffId, ...asked, timeoutSeconds: HANDOFF_TIMEOUT_SECONDS }, meta };
    let reply: CommandReply<unknown>;
    try {
      reply = await firstValueFrom(this.#client.send<CommandReply<unknown>, typeof message>(sessionCommands.requestHandoff, message).pipe(timeout(REQUEST_TIMEOUT_MS)));
    } catch {
      throw new Refusal('service_unavailable', 'The service of the sessions did not answer. Try again.');
    }
    if (!reply.ok) throw new Refusal(reply.error.code, reply.error.message, reply.error.details);
    return handoffId;
  }

  /** How it ended; null: it is open after the time, or the service stops. */
  async outcome(sessionId: string, handoffId: string, waitMs: number): Promise<HandoffOutcome | null> {
    const until = performance.now() + waitMs;
    let after = 0;
    for (;;) {
      const commits = await this.#log.load('session', sessionId, after);
      after = commits.at(-1)?.sequence ?? after;
      for (const event of commits.flatMap((commit) => commit.events as unknown as SessionEvent[])) {
        if (event.type === 'countersign.session.handoff_completed.v1' && event.data.handoffId === handoffId) return event.data.outcome;
      }
      if (performance.now() >= until || this.#work.draining) return null;
      await pause(HANDOFF_POLL_MS);
    }
  }

  async #openHandoffs(sessionId: string): Promise<(Asked & { handoffId: string })[]> {
    const events = (await this.#log.load('session', sessionId)).flatMap((commit) => commit.events as unknown as SessionEvent[]);
    const completed = new Set(events.flatMap((event) => (event.type === 'countersign.session.handoff_completed.v1' ? [event.data.handoffId] : [])));
    return events.flatMap((event) => (event.type === 'countersign.session.handoff_requested.v1' && !completed.has(event.data.handoffId) ? [event.data] : []));
  }
}
