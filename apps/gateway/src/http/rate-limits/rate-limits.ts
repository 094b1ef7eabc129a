import type { FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../../config.ts';
import type { Identity } from '../../auth/identity.ts';
import { ProblemError } from '../problem.ts';
import { TokenBuckets } from './token-buckets.ts';

/** `caller`: a key or a person; `address`: whoever comes without credentials that hold; `sign-in`: attempts at a secret, by address. */
export type Policy = 'caller' | 'address' | 'sign-in';
export type RateLimitConfig = GatewayConfig['rateLimits'];

/** What watches over the gateway must not be shut out by what it watches. */
const EXEMPT = /^\/(health|metrics)(\/|$)/;
/** Where a secret that is no credential of a caller is tried. */
const ATTEMPTS = /^(POST \/v1\/(sign-in|sessions\/:id\/console)|(GET|POST) \/v1\/sign-in\/.*)$/;

/** Quotas of requests, as draft-ietf-httpapi-ratelimit-headers says them. */
export class RateLimits {
  private readonly buckets: Readonly<Record<Policy, TokenBuckets | undefined>>;

  constructor({ caller, address, signIn }: RateLimitConfig) {
    const of = (perMinute: number) => (perMinute === 0 ? undefined : new TokenBuckets(perMinute));
    this.buckets = { caller: of(caller), address: of(address), 'sign-in': of(signIn) };
  }

  /** Counts a request and says so in the answer. @throws ProblemError rate_limit_exceeded */
  count(request: FastifyRequest, reply: FastifyReply, identity: Identity | undefined): void {
    const pattern = request.routeOptions.url ?? '';
    if (EXEMPT.test(pattern)) return;
    const policy: Policy = ATTEMPTS.test(`${request.method} ${pattern}`) ? 'sign-in' : identity ? 'caller' : 'address';
    const buckets = this.buckets[policy];
    if (!buckets) return;
    const { isExceeded, remaining, resetSeconds, retryAfterSeconds } = buckets.take(policy === 'caller' ? identity!.actor : request.ip);
    void reply.headers({ 'ratelimit-policy': `"${policy}";q=${buckets.perMinute};w=60`, ratelimit: `"${policy}";r=${remaining};t=${resetSeconds}` });
    if (isExceeded) {
      throw new ProblemError('rate_limit_exceeded', {
        detail: `${buckets.perMinute} requests a minute are allowed; the next one in ${retryAfterSeconds} s.`,
        extensions: { 'violated-policies': [policy] },
        headers: { 'retry-after': String(retryAfterSeconds) },
      });
    }
  }
}
