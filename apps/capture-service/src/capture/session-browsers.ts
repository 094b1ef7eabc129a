import { sessionCommands, type AttachResult, type CommandMessage, type CommandMeta, type CommandReply, type SessionId } from '@countersign/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { ClientProxy } from '@nestjs/microservices';
import { chromium, type Browser } from 'playwright-core';
import { firstValueFrom, timeout } from 'rxjs';
import { COMMAND_CLIENT } from '../tokens.ts';
import { CONNECT_TIMEOUT_MS, REQUEST_TIMEOUT_MS } from './limits.ts';
import { isHeldByPerson, Refusal } from './refusal.ts';

/** The browsers of sessions, each over the CDP door of the node that hosts it. */
@Injectable()
export class SessionBrowsers {
  readonly #client: ClientProxy;

  constructor(@Inject(COMMAND_CLIENT) client: ClientProxy) {
    this.#client = client;
  }

  /**
   * Works in a session's browser and disconnects afterwards; its tabs stay. After `timeoutMs` it disconnects, so that
   * nothing of the work can go on unseen. @throws Refusal session_not_found, session_not_active, human_has_control,
   * page_not_reached, service_unavailable
   */
  async use<Result>(sessionId: string, meta: CommandMeta, timeoutMs: number, work: (browser: Browser) => Promise<Result>): Promise<Result> {
    const browser = await this.#connect(sessionId, meta);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Refusal('page_not_reached', `The page did not get ready within ${timeoutMs / 1000} seconds.`)), timeoutMs);
    });
    const working = work(browser);
    working.catch(() => undefined); // After the deadline nobody listens to it.
    try {
      return await Promise.race([working, late]);
    } finally {
      clearTimeout(timer);
      await browser.close().catch(() => undefined);
    }
  }

  async #connect(sessionId: string, meta: CommandMeta): Promise<Browser> {
    const { url, ticket } = await this.#attach(sessionId, meta);
    try {
      return await chromium.connectOverCDP(url, { headers: { Authorization: `Bearer ${ticket}` }, timeout: CONNECT_TIMEOUT_MS });
    } catch (error) {
      if (isHeldByPerson(error)) throw error;
      throw new Refusal('page_not_reached', "The session's browser could not be reached.", { reason: (error as Error).message.split('\n')[0]!.replace(/Bearer \S+/g, '').slice(0, 300) });
    }
  }

  async #attach(id: string, meta: CommandMeta): Promise<AttachResult> {
    const message: CommandMessage<SessionId> = { data: { id }, meta };
    let reply: CommandReply<AttachResult>;
    try {
      reply = await firstValueFrom(this.#client.send<CommandReply<AttachResult>, CommandMessage<SessionId>>(sessionCommands.attachCdp, message).pipe(timeout(REQUEST_TIMEOUT_MS)));
    } catch {
      throw new Refusal('service_unavailable', 'The service of the sessions did not answer. Try again.');
    }
    if (!reply.ok) throw new Refusal(reply.error.code, reply.error.message, reply.error.details);
    return reply.result;
  }
}
