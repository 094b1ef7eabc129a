import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { sha256 } from './api-key.ts';
import { ApiKeys } from './api-keys.ts';
import { readCookie, USER_COOKIE } from './cookies.ts';
import type { Identity } from './identity.ts';
import { UserSessions } from './user-sessions.ts';

/** How long a revoked credential may still work at another gateway; at the one that revoked it, it ends at once. */
const REMEMBERED_MS = 1_000;
const MAX_REMEMBERED = 10_000;

interface Known {
  readonly identity: Identity;
  /** Not good any more from then on, even if nobody revokes it. */
  readonly endsAtMs: number;
}

/** Who sends a request. Credentials that were checked a moment ago are not looked up again. */
@Injectable()
export class Authentication {
  private readonly remembered = new Map<string, { readonly identity: Identity; readonly untilMs: number }>();
  /** Counts up whenever something was revoked here: what was being looked up meanwhile is not remembered. */
  private forgotten = 0;

  constructor(
    private readonly apiKeys: ApiKeys,
    private readonly userSessions: UserSessions,
  ) {}

  /** An Authorization header counts alone, even beside a cookie. undefined: no credentials, or none that hold. */
  async identify(headers: IncomingHttpHeaders): Promise<Identity | undefined> {
    if (headers.authorization !== undefined) {
      const key = /^Bearer +(\S+)$/i.exec(headers.authorization)?.[1];
      return key === undefined ? undefined : this.remember(`key ${key}`, () => this.byApiKey(key));
    }
    const secret = readCookie(headers.cookie, USER_COOKIE);
    return secret ? this.remember(`cookie ${secret}`, () => this.byCookie(secret)) : undefined;
  }

  /** After a credential was revoked here. */
  forget(): void {
    this.forgotten += 1;
    this.remembered.clear();
  }

  private async byApiKey(text: string): Promise<Known | undefined> {
    const key = await this.apiKeys.verify(text);
    return key && { identity: { actor: `key:${key.id}`, name: null, roles: key.roles, by: 'api_key', credentialId: key.id }, endsAtMs: key.expiresAt?.getTime() ?? Infinity };
  }

  private async byCookie(secret: string): Promise<Known | undefined> {
    const session = await this.userSessions.verify(secret);
    return session && {
      identity: { actor: `user:${session.userName}`, name: session.displayName, roles: session.roles, by: 'cookie', credentialId: session.id },
      endsAtMs: this.userSessions.endOf(session),
    };
  }

  private async remember(credential: string, look: () => Promise<Known | undefined>): Promise<Identity | undefined> {
    const digest = sha256(credential);
    const remembered = this.remembered.get(digest);
    return remembered && remembered.untilMs > Date.now() ? remembered.identity : this.lookUp(digest, look);
  }

  private async lookUp(digest: string, look: () => Promise<Known | undefined>): Promise<Identity | undefined> {
    this.remembered.delete(digest);
    const { forgotten } = this;
    const known = await look();
    if (!known || forgotten !== this.forgotten) return known?.identity;
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.delete(this.remembered.keys().next().value!);
    this.remembered.set(digest, { identity: known.identity, untilMs: Math.min(Date.now() + REMEMBERED_MS, known.endsAtMs) });
    return known.identity;
  }
}
