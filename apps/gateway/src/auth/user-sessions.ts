import type { Role } from '@countersign/contracts';
import { EntityManager } from '@mikro-orm/postgresql';
import { Inject, Injectable } from '@nestjs/common';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { ProblemError } from '../http/problem.ts';
import { newSecret, sha256 } from './api-key.ts';
import { SignInToken } from './sign-in-token.entity.ts';
import { UserSession } from './user-session.entity.ts';

export const SIGN_IN_LINK_TTL_MS = 24 * 3600_000;
export const USER_SESSION_TTL_MS = 12 * 3600_000;
/** How long after its end a link is still told from one that never was. */
const REMEMBER_USED_LINKS_MS = 30 * 24 * 3600_000;

/** Roles of the one who installed it: the person at the printed link. */
export const LOCAL_USER = 'local';
export const PERSON_ROLES: readonly Role[] = ['reviewer', 'auditor', 'operator'];

export interface NewSignInLink {
  readonly userName: string;
  readonly roles: readonly Role[];
  readonly createdBy: string;
}

/** People: one-time links that sign them in, and the sessions that follow. Only digests of secrets are stored. */
@Injectable()
export class UserSessions {
  constructor(
    private readonly entityManager: EntityManager,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** The token stands in the fragment, which no browser sends to a server or in a Referer. */
  async createLink({ userName, roles, createdBy }: NewSignInLink): Promise<{ url: string; expiresAt: string }> {
    const token = newSecret();
    const expiresAt = new Date(Date.now() + SIGN_IN_LINK_TTL_MS);
    await this.entityManager.fork().insert(SignInToken, { tokenSha256: sha256(token), userName, roles: [...roles], createdBy, expiresAt, usedAt: null });
    return { url: `${this.config.publicUrl}/sign-in#${token}`, expiresAt: expiresAt.toISOString() };
  }

  /** Uses a link up. @throws ProblemError sign_in_link_unknown, sign_in_link_used, sign_in_link_expired */
  async signIn(token: string): Promise<{ session: UserSession; secret: string }> {
    const entityManager = this.entityManager.fork();
    const now = new Date();
    const tokenSha256 = sha256(token);
    // One statement decides who is first.
    const used = await entityManager.nativeUpdate(SignInToken, { tokenSha256, usedAt: null, expiresAt: { $gt: now } }, { usedAt: now });
    const link = await entityManager.findOne(SignInToken, { tokenSha256 });
    if (!link) throw new ProblemError('sign_in_link_unknown');
    if (used === 0) throw new ProblemError(link.usedAt === null ? 'sign_in_link_expired' : 'sign_in_link_used');
    const secret = newSecret();
    const session = entityManager.create(UserSession, {
      tokenSha256: sha256(secret),
      userName: link.userName,
      roles: link.roles,
      createdAt: now,
      expiresAt: new Date(now.getTime() + USER_SESSION_TTL_MS),
    });
    await entityManager.persist(session).flush();
    await entityManager.nativeDelete(UserSession, { expiresAt: { $lt: now } });
    await entityManager.nativeDelete(SignInToken, { expiresAt: { $lt: new Date(now.getTime() - REMEMBER_USED_LINKS_MS) } });
    return { session, secret };
  }

  async verify(secret: string): Promise<UserSession | undefined> {
    const session = await this.entityManager.fork().findOne(UserSession, { tokenSha256: sha256(secret), expiresAt: { $gt: new Date() } });
    return session ?? undefined;
  }

  async signOut(secret: string): Promise<void> {
    await this.entityManager.fork().nativeDelete(UserSession, { tokenSha256: sha256(secret) });
  }
}
