import type { CommandMeta, Page, SignInView } from '@countersign/contracts';
import { Controller, Delete, Get, HttpCode, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers } from '../http/answers.ts';
import { Operation } from '../http/openapi/operation.ts';
import { PageRequest } from '../http/page.request.ts';
import { Id, Meta } from '../http/parameters.ts';
import { Authentication } from './authentication.ts';
import type { Identity } from './identity.ts';
import type { UserSession } from './user-session.entity.ts';
import { UserSessions } from './user-sessions.ts';

/** Who is signed in: people see and end their own sign-ins, operators everybody's. */
@ApiTags('sign-in')
@Controller('v1/sign-ins')
export class SignInsController {
  constructor(
    private readonly userSessions: UserSessions,
    private readonly authentication: Authentication,
    private readonly answers: Answers,
  ) {}

  @Get()
  @Operation({
    summary: 'Who is signed in with a browser, newest first', answer: 'SignIn', page: true, problems: ['request_invalid', 'cursor_invalid'],
    description: 'Your own; an operator sees those of everybody.',
  })
  async list(@Query() page: PageRequest, @Req() request: FastifyRequest): Promise<Page<SignInView>> {
    const identity = request.identity!;
    const { items, next } = await this.userSessions.list({ ...page, userName: whose(identity) });
    return { items: items.map((session) => viewOf(session, identity)), next };
  }

  @Delete(':id')
  @HttpCode(204)
  @Operation({ summary: 'End a sign-in: your own, or as an operator anybody\'s', status: 204, positioned: true, problems: ['sign_in_not_found', 'service_unavailable'] })
  async end(@Id('sign_in_not_found') id: string, @Req() request: FastifyRequest, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const position = await this.userSessions.end(id, whose(request.identity!), meta).finally(() => this.authentication.forget());
    await this.answers.settle(reply, { position });
  }
}

/** undefined: everybody's. A key is no person, and has none. */
function whose({ actor, roles }: Identity): string | undefined {
  if (roles.includes('operator')) return undefined;
  return actor.startsWith('user:') ? actor.slice('user:'.length) : '';
}

function viewOf({ id, userName, displayName, roles, method, createdAt, lastSeenAt, expiresAt }: UserSession, { credentialId }: Identity): SignInView {
  return {
    id, actor: `user:${userName}`, name: displayName, roles, method,
    signedInAt: createdAt.toISOString(), lastSeenAt: lastSeenAt.toISOString(), expiresAt: expiresAt.toISOString(), current: id === credentialId,
  };
}
