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

/** Who sends a request. Credentials that were checked a moment ago are not looked up again. */
@Injectable()
export class Authentication {
  private readonly remembered = new Map<string, { readonly identity: Identity; readonly untilMs: number }>();

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
    this.remembered.clear();
  }

  private async byApiKey(text: string): Promise<Identity | undefined> {
    const key = await this.apiKeys.verify(text);
    return key && { actor: `key:${key.id}`, roles: key.roles, by: 'api_key' };
  }

  private async byCookie(secret: string): Promise<Identity | undefined> {
    const session = await this.userSessions.verify(secret);
    return session && { actor: `user:${session.userName}`, roles: session.roles, by: 'cookie' };
  }

  private async remember(credential: string, look: () => Promise<Identity | undefined>): Promise<Identity | undefined> {
    const digest = sha256(credential);
    const known = this.remembered.get(digest);
    if (known && known.untilMs > Date.now()) return known.identity;
    this.remembered.delete(digest);
    const identity = await look();
    if (!identity) return undefined;
    if (this.remembered.size >= MAX_REMEMBERED) this.remembered.delete(this.remembered.keys().next().value!);
    this.remembered.set(digest, { identity, untilMs: Date.now() + REMEMBERED_MS });
    return identity;
  }
}
