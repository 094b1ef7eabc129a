import type { IncomingHttpHeaders } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { ProblemError } from '../http/problem.ts';
import { accessOf, isAllowed } from './access.ts';
import { Authentication } from './authentication.ts';
import type { Identity } from './identity.ts';
import { LastUse } from './last-use.ts';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Decides before a body is read whether a request comes in. */
@Injectable()
export class Admission {
  constructor(
    private readonly authentication: Authentication,
    private readonly lastUse: LastUse,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  /** @throws ProblemError unauthenticated, forbidden, origin_refused */
  async admit(method: string, pattern: string, headers: IncomingHttpHeaders): Promise<Identity | undefined> {
    const access = accessOf(method, pattern);
    const identity = await this.authentication.identify(headers);
    if (access === undefined) throw new ProblemError('forbidden', { detail: 'This route is closed to everybody.' });
    if (access !== 'public') {
      if (!identity) throw new ProblemError('unauthenticated');
      if (!isAllowed(access, identity.roles)) {
        throw new ProblemError('forbidden', { detail: `This needs one of the roles ${access.join(', ')}; yours: ${identity.roles.join(', ')}.` });
      }
    }
    if (!SAFE_METHODS.has(method)) this.requireOrigin(headers, identity?.by === 'cookie');
    if (access !== 'public' && identity?.by === 'cookie') this.requireOwnPage(headers);
    // Streams that stay open ask again whether they may: that is no use of it, or a forgotten tab would never be idle.
    if (access !== 'public' && identity) this.lastUse.saw({ kind: identity.by === 'cookie' ? 'sign_in' : 'api_key', id: identity.credentialId });
    return identity;
  }

  /**
   * Against a page whose host name was made to lead here (DNS rebinding): it names that host.
   * @throws ProblemError host_refused
   */
  requireHost({ host }: IncomingHttpHeaders): void {
    const named = host?.toLowerCase() ?? '';
    if (!this.config.allowedHosts.includes(named) && !this.config.allowedHosts.includes(named.replace(/:(?:80|443)$/, ''))) {
      throw new ProblemError('host_refused', { detail: `The host ${named.slice(0, 200)} is not allowed.` });
    }
  }

  /**
   * What the cookie speaks for is asked for by a page of ours, or by the person who typed the address; reading as well. Browsers that
   * do not say so have the Origin of {@link requireOrigin} and SameSite. @throws ProblemError origin_refused
   */
  requireOwnPage({ origin, 'sec-fetch-site': site }: IncomingHttpHeaders): void {
    if (site === undefined || site === 'same-origin' || site === 'none') return;
    if (origin === undefined || !this.config.allowedOrigins.includes(origin)) throw new ProblemError('origin_refused', { detail: 'The browser says that a page of elsewhere asks for this.' });
  }

  /**
   * A page of another origin never gets in. Without an Origin it was no page, which is fine unless a cookie is what
   * speaks for the caller. @throws ProblemError origin_refused
   */
  requireOrigin(headers: IncomingHttpHeaders, required: boolean): void {
    const { origin } = headers;
    if (origin === undefined ? required : !this.config.allowedOrigins.includes(origin)) {
      throw new ProblemError('origin_refused', { detail: origin === undefined ? 'The Origin header is missing.' : `The origin ${origin.slice(0, 200)} is not allowed.` });
    }
  }
}
