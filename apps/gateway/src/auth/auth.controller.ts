import type { MeView } from '@countersign/contracts';
import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Operation } from '../http/openapi/operation.ts';
import { CreateSignInLinkRequest, SignInRequest } from './auth.request.ts';
import { Authentication } from './authentication.ts';
import { hostCookie, readCookie, USER_COOKIE } from './cookies.ts';
import { LOCAL_USER, PERSON_ROLES, USER_SESSION_TTL_MS, UserSessions } from './user-sessions.ts';

@ApiTags('sign-in')
@Controller('v1')
export class AuthController {
  constructor(
    private readonly userSessions: UserSessions,
    private readonly authentication: Authentication,
  ) {}

  @Post('sign-in')
  @HttpCode(200)
  @Operation({
    summary: 'Exchange the token of a sign-in link for a cookie, once',
    answer: 'Me',
    problems: ['sign_in_link_unknown', 'sign_in_link_used', 'sign_in_link_expired', 'request_invalid'],
  })
  async signIn(@Body() { token }: SignInRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<MeView> {
    const { session, secret } = await this.userSessions.signIn(token);
    void reply.header('set-cookie', hostCookie(USER_COOKIE, secret, USER_SESSION_TTL_MS / 1000));
    return { actor: `user:${session.userName}`, roles: session.roles };
  }

  @Post('sign-out')
  @HttpCode(204)
  @Operation({ summary: 'End the session of the cookie', status: 204 })
  async signOut(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const secret = readCookie(request.headers.cookie, USER_COOKIE);
    if (secret) await this.userSessions.signOut(secret);
    this.authentication.forget();
    void reply.header('set-cookie', hostCookie(USER_COOKIE, '', 0));
  }

  @Get('me')
  @Operation({ summary: 'Who you are and what you may do', answer: 'Me' })
  me(@Req() request: FastifyRequest): MeView {
    const { actor, roles } = request.identity!;
    return { actor, roles: [...roles] };
  }

  @Post('sign-in-links')
  @Operation({ summary: 'Make a link that signs a person in, once, within 24 hours', status: 201, answer: 'SignInLink', problems: ['request_invalid'] })
  async createLink(@Body() body: CreateSignInLinkRequest, @Req() request: FastifyRequest): Promise<{ url: string; expiresAt: string }> {
    return this.userSessions.createLink({ userName: body.user ?? LOCAL_USER, roles: body.roles ?? PERSON_ROLES, createdBy: request.identity!.actor });
  }
}
