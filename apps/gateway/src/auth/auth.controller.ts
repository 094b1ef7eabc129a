import type { CommandMeta, MeView, SignedOutView, SignInOptionsView } from '@countersign/contracts';
import { Body, Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { Operation } from '../http/openapi/operation.ts';
import { Meta } from '../http/parameters.ts';
import { CreateSignInLinkRequest, SignInRequest } from './auth.request.ts';
import { Authentication } from './authentication.ts';
import { hostCookie, readCookie, USER_COOKIE } from './cookies.ts';
import type { OidcIssuer } from './oidc/oidc-issuer.ts';
import { OIDC_ISSUER } from './oidc/oidc.controller.ts';
import { SignInFailures } from './sign-in-failures.ts';
import { LinkRefused, LOCAL_USER, PERSON_ROLES, UserSessions } from './user-sessions.ts';

@ApiTags('sign-in')
@Controller('v1')
export class AuthController {
  constructor(
    private readonly userSessions: UserSessions,
    private readonly authentication: Authentication,
    private readonly failures: SignInFailures,
    @Inject(OIDC_ISSUER) private readonly issuer: OidcIssuer | null,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  @Get('sign-in')
  @Operation({ summary: 'How people can sign in here', answer: 'SignInOptions' })
  options(): SignInOptionsView {
    const { signInLinks: links, oidc } = this.config;
    return { links, oidc: oidc ? { name: oidc.name, path: '/v1/sign-in/oidc' } : null };
  }

  @Post('sign-in')
  @HttpCode(200)
  @Operation({
    summary: 'Exchange the token of a sign-in link for a cookie, once',
    answer: 'Me', headers: { 'Set-Cookie': 'The cookie of the sign-in: `__Host-`, HttpOnly.' },
    problems: ['sign_in_link_unknown', 'sign_in_link_used', 'sign_in_link_expired', 'sign_in_links_off', 'request_invalid', 'service_unavailable'],
  })
  async signIn(@Body() { token }: SignInRequest, @Req() request: FastifyRequest, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<MeView> {
    const { session, secret } = await this.userSessions.signInByLink(token, readCookie(request.headers.cookie, USER_COOKIE), meta).catch(async (error: unknown) => {
      if (error instanceof LinkRefused) await this.failures.note('link', error.failure, meta);
      throw error;
    });
    this.authentication.forget();
    void reply.header('set-cookie', hostCookie(USER_COOKIE, secret, this.config.signInLifeMs / 1000));
    return { actor: `user:${session.userName}`, name: session.displayName, roles: session.roles };
  }

  @Post('sign-out')
  @HttpCode(200)
  @Operation({
    summary: 'End the sign-in of the cookie', answer: 'SignedOut', problems: ['service_unavailable'],
    description: '`issuerSignOutUrl`: where the person can sign out at the issuer as well, where they signed in with one. `service_unavailable`: it has ended, but that could not be recorded; send it again.',
  })
  async signOut(@Req() request: FastifyRequest, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<SignedOutView> {
    const secret = readCookie(request.headers.cookie, USER_COOKIE);
    const ended = secret ? await this.userSessions.signOut(secret, meta).finally(() => this.authentication.forget()) : undefined;
    void reply.header('set-cookie', hostCookie(USER_COOKIE, '', 0));
    return { issuerSignOutUrl: ended?.method === 'oidc' && this.issuer ? await this.issuer.signOutUrl(`${this.config.publicUrl}/`) : null };
  }

  @Get('me')
  @Operation({ summary: 'Who you are and what you may do', answer: 'Me' })
  me(@Req() request: FastifyRequest): MeView {
    const { actor, name, roles } = request.identity!;
    return { actor, name, roles: [...roles] };
  }

  @Post('sign-in-links')
  @Operation({ summary: 'Make a link that signs a person in, once, within 24 hours', status: 201, answer: 'SignInLink', problems: ['request_invalid', 'sign_in_links_off', 'service_unavailable'] })
  async createLink(@Body() body: CreateSignInLinkRequest, @Meta() meta: CommandMeta): Promise<{ url: string; expiresAt: string }> {
    return this.userSessions.createLink({ userName: body.user ?? LOCAL_USER, roles: body.roles ?? PERSON_ROLES }, meta);
  }
}
