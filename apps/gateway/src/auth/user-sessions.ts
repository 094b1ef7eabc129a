import { randomUUID } from 'node:crypto';
import type { AuditEvent, CommandMeta, Page, Role, SignInFailure, SignInMethod } from '@countersign/contracts';
import { EntityManager, type FilterQuery } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { decodeCursor, limitOf, pageOf, type PageRequest } from '../database/page.ts';
import { ProblemError } from '../http/problem.ts';
import { AccessRecords } from './access-records.ts';
import { newSecret, sha256 } from './api-key.ts';
import { SignInToken } from './sign-in-token.entity.ts';
import { UserSession } from './user-session.entity.ts';

export const SIGN_IN_LINK_TTL_MS = 24 * 3600_000;
/** How long after its end a link is still told from one that never was, and a sign-out can be repeated. */
const REMEMBER_ENDED_MS = 30 * 24 * 3600_000;

/** Roles of the one who installed it: the person at the printed link. */
export const LOCAL_USER = 'local';
export const PERSON_ROLES: readonly Role[] = ['reviewer', 'auditor', 'operator'];

export interface NewSignInLink {
  readonly userName: string;
  readonly roles: readonly Role[];
}
/** Who was found to be at the browser, and how. */
export interface Person {
  readonly userName: string;
  readonly displayName: string | null;
  readonly roles: readonly Role[];
  readonly method: SignInMethod;
  readonly issuer?: string;
  readonly linkCreatedBy?: string;
}
/** What the cookie holds is nowhere else. */
export interface SignedIn {
  readonly session: UserSession;
  readonly secret: string;
}
/** The link is not one that signs anybody in. */
export class LinkRefused extends ProblemError {
  constructor(readonly failure: Extract<SignInFailure, `link_${string}`>) {
    super(`sign_in_${failure}`);
  }
}
type EndReason = Extract<AuditEvent, { type: 'countersign.audit.sign_in_ended.v1' }>['data']['reason'];

/** People: one-time links that sign them in, and what they are signed in with. Only digests of secrets are stored. */
@Injectable()
export class UserSessions {
  constructor(
    private readonly entityManager: EntityManager,
    private readonly records: AccessRecords,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** The token stands in the fragment, which no browser sends to a server or in a Referer. @throws ProblemError sign_in_links_off, service_unavailable */
  async createLink({ userName, roles }: NewSignInLink, meta: CommandMeta): Promise<{ url: string; expiresAt: string }> {
    this.#requireLinks();
    const token = newSecret();
    const expiresAt = new Date(Date.now() + SIGN_IN_LINK_TTL_MS);
    await this.entityManager.fork().transactional(async (entityManager) => {
      await entityManager.insert(SignInToken, { tokenSha256: sha256(token), userName, roles: [...roles], createdBy: meta.actor, expiresAt, usedAt: null });
      await this.records.record({ type: 'countersign.audit.sign_in_link_created.v1', data: { user: `user:${userName}`, roles: [...roles], expiresAt: expiresAt.toISOString() } }, meta);
    });
    return { url: `${this.config.publicUrl}/sign-in#${token}`, expiresAt: expiresAt.toISOString() };
  }

  /** Uses a link up. @throws LinkRefused; ProblemError sign_in_links_off, service_unavailable */
  async signInByLink(token: string, replaced: string | undefined, meta: CommandMeta): Promise<SignedIn> {
    this.#requireLinks();
    return this.entityManager.fork().transactional(async (entityManager) => {
      const tokenSha256 = sha256(token);
      const now = new Date();
      // One statement decides who is first; nobody is when the sign-in cannot be recorded.
      const used = await entityManager.nativeUpdate(SignInToken, { tokenSha256, usedAt: null, expiresAt: { $gt: now } }, { usedAt: now });
      const link = await entityManager.findOne(SignInToken, { tokenSha256 });
      if (!link) throw new LinkRefused('link_unknown');
      if (used === 0) throw new LinkRefused(link.usedAt === null ? 'link_expired' : 'link_used');
      return this.#begin(entityManager, { userName: link.userName, displayName: null, roles: link.roles, method: 'link', linkCreatedBy: link.createdBy }, replaced, meta);
    });
  }

  /** For a person whom somebody else vouches for. @throws ProblemError service_unavailable */
  async signIn(person: Person, replaced: string | undefined, meta: CommandMeta): Promise<SignedIn> {
    return this.entityManager.fork().transactional((entityManager) => this.#begin(entityManager, person, replaced, meta));
  }

  async verify(secret: string): Promise<UserSession | undefined> {
    return (await this.entityManager.fork().findOne(UserSession, { tokenSha256: sha256(secret), ...this.#stillGood() })) ?? undefined;
  }

  /** When one that is good now stops to be, unless the person does something. */
  endOf({ expiresAt, lastSeenAt }: UserSession): number {
    return Math.min(expiresAt.getTime(), lastSeenAt.getTime() + this.config.signInIdleMs);
  }

  /** Those that are good, newest first; `userName`: of one person. @throws InvalidCursorError */
  async list({ userName, ...page }: PageRequest & { readonly userName?: string | undefined }): Promise<Page<UserSession>> {
    const after = decodeCursor(page.cursor);
    const limit = limitOf(page.limit);
    const where: FilterQuery<UserSession>[] = [
      this.#stillGood(),
      ...(userName === undefined ? [] : [{ userName }]),
      ...(after ? [{ $or: [{ createdAt: { $lt: new Date(after.at) } }, { createdAt: new Date(after.at), id: { $lt: after.id } }] }] : []),
    ];
    const rows = await this.entityManager.fork().find(UserSession, { $and: where }, { orderBy: { createdAt: 'desc', id: 'desc' }, limit: limit + 1 });
    return pageOf(rows, limit, ({ createdAt, id }) => ({ at: createdAt.toISOString(), id }));
  }

  /** `userName`: only one of this person. @returns the position of the record. @throws ProblemError sign_in_not_found, service_unavailable */
  async end(id: string, userName: string | undefined, meta: CommandMeta): Promise<number> {
    const session = await this.entityManager.fork().findOne(UserSession, { id, ...this.#stillGood(), ...(userName === undefined ? {} : { userName }) });
    if (!session) throw new ProblemError('sign_in_not_found');
    return this.#end(session, 'ended', meta);
  }

  /**
   * Ends the one with this secret, if there is one. It has ended when this throws as well, and a repeat records it then.
   * @throws ProblemError service_unavailable
   */
  async signOut(secret: string, meta: CommandMeta): Promise<UserSession | undefined> {
    const session = await this.entityManager.fork().findOne(UserSession, { tokenSha256: sha256(secret) });
    if (!session) return undefined;
    await this.#end(session, 'signed_out', { ...meta, actor: `user:${session.userName}` });
    return session;
  }

  async #begin(entityManager: EntityManager, { userName, displayName, roles, method, issuer, linkCreatedBy }: Person, replaced: string | undefined, meta: CommandMeta): Promise<SignedIn> {
    const now = new Date();
    const by: CommandMeta = { ...meta, actor: `user:${userName}` };
    // Never one that the browser brought along: whoever planted it would be in as well.
    const secret = newSecret();
    const session = entityManager.create(UserSession, {
      tokenSha256: sha256(secret), id: randomUUID(), userName, displayName, roles: [...roles], method,
      createdAt: now, expiresAt: new Date(now.getTime() + this.config.signInLifeMs), lastSeenAt: now, endedAt: null,
    });
    await entityManager.persist(session).flush();
    const before = replaced === undefined ? null : await entityManager.findOne(UserSession, { tokenSha256: sha256(replaced), ...this.#stillGood() });
    if (before) await this.#end(before, 'replaced', by);
    const data = { signInId: session.id, method, roles: [...roles], expiresAt: session.expiresAt.toISOString(), ...(issuer ? { issuer } : {}), ...(linkCreatedBy ? { linkCreatedBy } : {}) };
    await this.records.record({ type: 'countersign.audit.signed_in.v1', data }, by);
    const longAgo = new Date(now.getTime() - REMEMBER_ENDED_MS);
    await entityManager.nativeDelete(UserSession, { expiresAt: { $lt: longAgo } });
    await entityManager.nativeDelete(SignInToken, { expiresAt: { $lt: longAgo } });
    return { session, secret };
  }

  async #end({ id, userName }: UserSession, reason: EndReason, meta: CommandMeta): Promise<number> {
    await this.entityManager.fork().nativeUpdate(UserSession, { id, endedAt: null }, { endedAt: new Date() });
    return this.records.record({ type: 'countersign.audit.sign_in_ended.v1', data: { signInId: id, user: `user:${userName}`, reason } }, meta, `sign-in ${id} ended`);
  }

  #stillGood() {
    const now = Date.now();
    return { endedAt: null, expiresAt: { $gt: new Date(now) }, lastSeenAt: { $gt: new Date(now - this.config.signInIdleMs) } };
  }

  #requireLinks(): void {
    if (!this.config.signInLinks) throw new ProblemError('sign_in_links_off');
  }
}
