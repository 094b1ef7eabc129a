import { commandErrors, sessionCommands, type CommandReply, type StartSession } from '@countersign/contracts';
import { Inject, Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { NatsContext } from '@nestjs/microservices';
import type { Logger } from 'pino';
import { catchError, concatMap, defer, mergeAll, of, type Observable } from 'rxjs';
import { HostedSessions } from '../session/hosted-sessions.ts';
import { nodesFull, type LimitReached } from '../session/session-limits.ts';
import type { SessionRegistry } from '../session/session-registry.ts';
import { SessionStarter } from '../session/session-starter.ts';
import { LOGGER, SESSION_REGISTRY } from '../session/tokens.ts';
import { CommandForwarder, NodeUnreachableError, type Answer } from './command-forwarder.ts';
import { hosts, takingSessions, type NodeLease } from './domain/node-lease.ts';
import { LostSessions } from './lost-sessions.ts';
import { NodeMembership } from './node-membership.ts';

/** Other nodes that are asked to start a session before it is refused. */
const MAX_NODES_ASKED = 5;

interface SessionCommandMessage {
  readonly data?: { readonly id?: unknown };
  readonly meta?: { readonly correlationId?: unknown };
}

/**
 * Any node gets any command: one about a session of another node is passed on to that node, and a start goes to a node that
 * has room. What was passed on comes on a subject of the node's own and is never passed on again.
 */
@Injectable()
export class RouteToHost implements NestInterceptor {
  readonly #membership: NodeMembership;
  readonly #forwarder: CommandForwarder;
  readonly #hosted: HostedSessions;
  readonly #starter: SessionStarter;
  readonly #lost: LostSessions;
  readonly #registry: SessionRegistry;
  readonly #logger: Logger;

  constructor(
    membership: NodeMembership,
    forwarder: CommandForwarder,
    hosted: HostedSessions,
    starter: SessionStarter,
    lost: LostSessions,
    @Inject(SESSION_REGISTRY) registry: SessionRegistry,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.#membership = membership;
    this.#forwarder = forwarder;
    this.#hosted = hosted;
    this.#starter = starter;
    this.#lost = lost;
    this.#registry = registry;
    this.#logger = logger;
  }

  intercept(context: ExecutionContext, next: CallHandler<Answer>): Observable<Answer> {
    const rpc = context.switchToRpc();
    const command = rpc.getContext<NatsContext>().getSubject();
    const message = rpc.getData<SessionCommandMessage | undefined>();
    const id = message?.data?.id;
    if (command === sessionCommands.health || isOwn(command, 'health')) return next.handle();
    if (!this.#membership.mayAct) return of(unavailable('This node is cut off and may not act for its sessions. Try again.', this.#membership.identity.node));
    if (typeof id !== 'string' || isOwn(command)) return next.handle();
    const answer = defer(async () => {
      const host = await this.#hostOf(id);
      if (host) return this.#forward(host, command, message);
      return command === sessionCommands.start ? this.#start(message as { data: StartSession }, next) : next.handle();
    }).pipe(mergeAll());
    return answer.pipe(catchError((error: unknown) => of(this.#fault(error, command, message))));
  }

  /** The node that hosts the session, where it is another one that lives. */
  async #hostOf(id: string): Promise<NodeLease | undefined> {
    if (this.#hosted.get(id) || this.#starter.isStarting(id)) return undefined;
    const registered = await this.#registry.host(id);
    if (registered) {
      if (registered.instance === this.#membership.identity.instance) return undefined;
      const known = this.#membership.sighting(registered.node);
      const sighting = hosts(known, registered.instance ?? '') ? known : await this.#membership.lookAt(registered.node);
      if (sighting && hosts(sighting, registered.instance ?? '')) return sighting.lease;
      if (sighting) await this.#lost.record(id); // Its node is lost, or was started again.
      return undefined;
    }
    const { state } = await this.#hosted.load(id);
    if (state.status !== 'active' || state.node === this.#membership.identity.node) return undefined;
    const sighting = this.#membership.sighting(state.node) ?? (await this.#membership.lookAt(state.node));
    return sighting && sighting.lease.status !== 'lost' ? sighting.lease : undefined;
  }

  #forward(host: NodeLease, command: string, message: unknown): Observable<Answer> {
    return this.#forwarder.forward(host.instance, command, message).pipe(
      catchError((error: unknown) => {
        if (!(error instanceof NodeUnreachableError)) throw error;
        this.#logger.warn({ node: host.node, command, reason: error.message }, 'a command could not be passed on');
        return of(unavailable('The node that hosts this session does not answer now.', host.node));
      }),
    );
  }

  #start(message: { data: StartSession }, next: CallHandler<Answer>): Observable<Answer> {
    const candidates = takingSessions(this.#membership.sightings, this.#membership.identity.instance).slice(0, MAX_NODES_ASKED);
    return next.handle().pipe(
      concatMap((answer) => {
        if (!isFull(answer)) return of(answer);
        // Another node may have begun with the same id in this very moment.
        const elsewhere = async (): Promise<Observable<Answer>> => {
          const host = await this.#hostOf(message.data.id);
          return host ? this.#forward(host, sessionCommands.start, message) : this.#startElsewhere(message, candidates, [answer]);
        };
        return defer(elsewhere).pipe(mergeAll());
      }),
    );
  }

  /** `refusals`: of those asked so far; the last candidate's answer, or all refusals together, is the answer. */
  #startElsewhere(message: unknown, [candidate, ...others]: readonly NodeLease[], refusals: readonly CommandReply<unknown>[]): Observable<Answer> {
    if (!candidate) return of(nodesFull(refusals.flatMap(limitOf)) ?? refusals[0]!);
    return this.#forward(candidate, sessionCommands.start, message).pipe(
      concatMap((answer) => (isFull(answer) ? this.#startElsewhere(message, others, [...refusals, answer]) : of(answer))),
    );
  }

  #fault(error: unknown, command: string, message: SessionCommandMessage | undefined): CommandReply<never> {
    this.#logger.error({ command, correlationId: message?.meta?.correlationId, err: error }, 'a command could not be routed');
    return { ok: false, error: { code: 'internal', message: commandErrors.internal } };
  }
}

const isOwn = (subject: string, command = ''): boolean => subject.startsWith('session.node.') && subject.endsWith(command);

function unavailable(message: string, node: string): CommandReply<never> {
  return { ok: false, error: { code: 'service_unavailable', message, details: { node } } };
}

/** Whether another node may have room: this one has none, shuts down or cannot be reached. */
function isFull(answer: Answer): answer is CommandReply<unknown> {
  if (!('ok' in answer) || answer.ok) return false;
  return answer.error.code === 'service_unavailable' || limitOf(answer).length > 0;
}

function limitOf(answer: CommandReply<unknown>): LimitReached[] {
  if (answer.ok || answer.error.code !== 'session_limit_reached') return [];
  const details = answer.error.details as LimitReached;
  return details.scope === 'node' ? [details] : [];
}
