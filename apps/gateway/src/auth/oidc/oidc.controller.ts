import type { CommandMeta, SignInFailure } from '@countersign/contracts';
import { Controller, Get, Inject, Logger, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GATEWAY_CONFIG } from '../../config.token.ts';
import type { GatewayConfig } from '../../config.ts';
import { Operation } from '../../http/openapi/operation.ts';
import { Meta } from '../../http/parameters.ts';
import { ProblemError } from '../../http/problem.ts';
import { BeginSignInRequest } from '../auth.request.ts';
import { Authentication } from '../authentication.ts';
import { ATTEMPT_COOKIE, crossSiteCookie, hostCookie, readCookie, USER_COOKIE } from '../cookies.ts';
import { SignInFailures } from '../sign-in-failures.ts';
import { UserSessions } from '../user-sessions.ts';
import { claimedPerson } from './claimed-person.ts';
import { localPath } from './local-path.ts';
import { OidcFailure, OidcIssuer } from './oidc-issuer.ts';
import { attemptAsText, ATTEMPT_SECONDS, attemptOf, newAttempt, type Attempt } from './sign-in-attempt.ts';

export const OIDC_ISSUER = Symbol('OidcIssuer');

/** Sign-in of people with an issuer of OpenID Connect: authorization code with PKCE, state and nonce. For browsers, which are sent to and fro. */
@ApiTags('sign-in')
@Controller('v1/sign-in/oidc')
export class OidcController {
  private readonly logger = new Logger(OidcController.name);

  constructor(
    private readonly userSessions: UserSessions,
    private readonly authentication: Authentication,
    private readonly failures: SignInFailures,
    @Inject(OIDC_ISSUER) private readonly issuer: OidcIssuer | null,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  @Get()
  @Operation({
    summary: 'Begin to sign in with the issuer: sends the browser there', status: 303, located: true, problems: ['oidc_not_configured', 'request_invalid'],
    description: 'What goes wrong sends the browser to `/sign-in?problem=…`, here and afterwards.',
  })
  async begin(@Query() { return_to: returnTo }: BeginSignInRequest, @Meta() meta: CommandMeta, @Res() reply: FastifyReply): Promise<void> {
    const issuer = this.#issuer();
    const attempt = newAttempt(localPath(returnTo), Date.now());
    try {
      const url = await issuer.signInUrl(attempt);
      await reply.header('set-cookie', crossSiteCookie(ATTEMPT_COOKIE, attemptAsText(attempt), ATTEMPT_SECONDS)).redirect(url, 303);
    } catch (error) {
      await this.#refuse(reply, this.#failureOf(error, meta), attempt.returnTo, meta);
    }
  }

  @Get('callback')
  @Operation({
    summary: 'Where the issuer sends the browser back: signs the person in, and goes on to the page that was asked for', status: 303, located: true, problems: ['oidc_not_configured', 'service_unavailable'],
    description: 'Parameters are those of OAuth 2.0: `code` and `state`, or `error`.',
  })
  async finish(@Req() request: FastifyRequest, @Meta() meta: CommandMeta, @Res() reply: FastifyReply): Promise<void> {
    const issuer = this.#issuer();
    const query = new URLSearchParams(request.raw.url?.split('?')[1] ?? '');
    const attempt = attemptOf(readCookie(request.headers.cookie, ATTEMPT_COOKIE), query.get('state'), Date.now());
    // Whatever comes of it, it is tried once.
    void reply.header('set-cookie', crossSiteCookie(ATTEMPT_COOKIE, '', 0));
    if (!attempt) return this.#refuse(reply, 'not_begun_here', '/', meta);
    try {
      await this.#signIn(issuer, query, attempt, request, meta, reply);
    } catch (error) {
      await this.#refuse(reply, this.#failureOf(error, meta), attempt.returnTo, meta);
    }
  }

  async #signIn(issuer: OidcIssuer, query: URLSearchParams, attempt: Attempt, request: FastifyRequest, meta: CommandMeta, reply: FastifyReply): Promise<void> {
    const oidc = this.config.oidc!;
    const person = claimedPerson(await issuer.claims(query, attempt), oidc);
    if ('refused' in person) return this.#refuse(reply, person.refused, attempt.returnTo, meta, person.userName);
    const replaced = readCookie(request.headers.cookie, USER_COOKIE);
    const { secret } = await this.userSessions.signIn({ ...person, method: 'oidc', issuer: oidc.issuer }, replaced, meta);
    if (replaced !== undefined) this.authentication.forget();
    await reply.header('set-cookie', hostCookie(USER_COOKIE, secret, this.config.signInLifeMs / 1000)).redirect(attempt.returnTo, 303);
  }

  async #refuse(reply: FastifyReply, failure: SignInFailure, returnTo: string, meta: CommandMeta, userName?: string): Promise<void> {
    await this.failures.note('oidc', failure, meta, userName === undefined ? undefined : `user:${userName}`);
    const query = new URLSearchParams({ problem: failure, ...(returnTo === '/' ? {} : { return_to: returnTo }) });
    await reply.redirect(`/sign-in?${query.toString()}`, 303);
  }

  /** @throws what is no failure of the sign-in */
  #failureOf(error: unknown, meta: CommandMeta): SignInFailure {
    if (!(error instanceof OidcFailure)) throw error;
    this.logger.warn({ correlationId: meta.correlationId, reason: error.message }, 'a sign-in with the issuer failed');
    return error.failure;
  }

  #issuer(): OidcIssuer {
    if (!this.issuer) throw new ProblemError('oidc_not_configured');
    return this.issuer;
  }
}
