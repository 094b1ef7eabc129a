import type { ApiKeyView, CommandMeta, Page } from '@countersign/contracts';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res, type PipeTransform } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Answers } from '../http/answers.ts';
import { ProblemError } from '../http/problem.ts';
import { Operation } from '../http/openapi/operation.ts';
import { Meta } from '../http/parameters.ts';
import type { ApiKey } from './api-key.entity.ts';
import { ApiKeys } from './api-keys.ts';
import { CreateApiKeyRequest, ListApiKeysRequest } from './auth.request.ts';
import { Authentication } from './authentication.ts';

/** Anything else names none, and some of it Postgres would not even compare. */
const API_KEY_ID: PipeTransform<string, string> = {
  transform(value) {
    if (!/^[A-Za-z0-9_-]{12}$/.test(value)) throw new ProblemError('api_key_not_found');
    return value;
  },
};

@ApiTags('api-keys')
@Controller('v1/api-keys')
export class ApiKeysController {
  constructor(
    private readonly apiKeys: ApiKeys,
    private readonly authentication: Authentication,
    private readonly answers: Answers,
  ) {}

  @Post()
  @Operation({
    summary: 'Make an API key; its text is shown this once', status: 201, answer: 'NewApiKey', located: true, positioned: true, problems: ['request_invalid', 'api_key_roles_conflict', 'service_unavailable'],
    description: 'That it was made, by whom and with which roles, is in the audit.',
  })
  async create(@Body() { name, roles, expiresAt }: CreateApiKeyRequest, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<ApiKeyView & { key: string }> {
    const { entity, key, position } = await this.apiKeys.create({ name, roles, expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt) }, meta);
    await this.answers.settle(reply, { position });
    void reply.header('location', `/v1/api-keys/${entity.id}`);
    return { ...viewOf(entity), key };
  }

  @Get()
  @Operation({ summary: 'List the API keys, newest first', answer: 'ApiKey', page: true, problems: ['request_invalid', 'cursor_invalid'] })
  async list(@Query() request: ListApiKeysRequest): Promise<Page<ApiKeyView>> {
    const { items, next } = await this.apiKeys.list(request);
    return { items: items.map(viewOf), next };
  }

  @Get(':id')
  @Operation({ summary: 'An API key, without its text', answer: 'ApiKey', problems: ['api_key_not_found'] })
  async get(@Param('id', API_KEY_ID) id: string): Promise<ApiKeyView> {
    return viewOf(await this.apiKeys.get(id));
  }

  @Delete(':id')
  @HttpCode(204)
  @Operation({
    summary: 'Revoke an API key', status: 204, positioned: true, problems: ['api_key_not_found', 'service_unavailable'],
    description: 'It ends at once here, and within a second at other gateways. `service_unavailable`: it is revoked, but that could not be recorded; revoke it again.',
  })
  async revoke(@Param('id', API_KEY_ID) id: string, @Meta() meta: CommandMeta, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const position = await this.apiKeys.revoke(id, meta).finally(() => this.authentication.forget());
    await this.answers.settle(reply, { position });
  }
}

function viewOf({ id, name, roles, createdBy, createdAt, expiresAt, lastUsedAt, revokedAt }: ApiKey): ApiKeyView {
  const instant = (date: Date | null) => date?.toISOString() ?? null;
  return { id, name, roles, createdBy, createdAt: createdAt.toISOString(), expiresAt: instant(expiresAt), lastUsedAt: instant(lastUsedAt), revokedAt: instant(revokedAt) };
}
