import type { Role } from '@countersign/contracts';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Operation } from '../http/openapi/operation.ts';
import type { ApiKey } from './api-key.entity.ts';
import { ApiKeys } from './api-keys.ts';
import { CreateApiKeyRequest } from './auth.request.ts';
import { Authentication } from './authentication.ts';

interface ApiKeyView {
  id: string;
  name: string;
  roles: Role[];
  createdBy: string;
  createdAt: string;
  revokedAt: string | null;
}

@ApiTags('api-keys')
@Controller('v1/api-keys')
export class ApiKeysController {
  constructor(
    private readonly apiKeys: ApiKeys,
    private readonly authentication: Authentication,
  ) {}

  @Post()
  @Operation({ summary: 'Make an API key; its text is shown this once', status: 201, answer: 'NewApiKey', problems: ['request_invalid', 'api_key_roles_conflict'] })
  async create(@Body() { name, roles }: CreateApiKeyRequest, @Req() request: FastifyRequest): Promise<ApiKeyView & { key: string }> {
    const { entity, key } = await this.apiKeys.create({ name, roles, createdBy: request.identity!.actor });
    return { ...viewOf(entity), key };
  }

  @Get()
  @Operation({ summary: 'List the API keys, newest first', answer: 'ApiKeyList' })
  async list(): Promise<{ items: ApiKeyView[] }> {
    return { items: (await this.apiKeys.list()).map(viewOf) };
  }

  @Delete(':id')
  @HttpCode(204)
  @Operation({ summary: 'Revoke an API key', status: 204, problems: ['api_key_not_found'] })
  async revoke(@Param('id') id: string): Promise<void> {
    await this.apiKeys.revoke(id);
    this.authentication.forget();
  }
}

function viewOf({ id, name, roles, createdBy, createdAt, revokedAt }: ApiKey): ApiKeyView {
  return { id, name, roles, createdBy, createdAt: createdAt.toISOString(), revokedAt: revokedAt?.toISOString() ?? null };
}
