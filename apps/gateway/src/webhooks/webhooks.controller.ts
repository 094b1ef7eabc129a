import type { Page } from '@countersign/contracts';
import { Body, Controller, Delete, Get, HttpCode, Logger, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { etagOf } from '../http/if-match.ts';
import { Operation } from '../http/openapi/operation.ts';
import { PageRequest } from '../http/page.request.ts';
import { found, Id, NewId, NewSecret, OptionalVersion } from '../http/parameters.ts';
import { ProblemError } from '../http/problem.ts';
import { WebhookEndpoints } from './webhook-endpoints.ts';
import { WebhookSender } from './webhook-sender.ts';
import { CreateWebhookRequest, UpdateWebhookRequest } from './webhook.request.ts';
import type { NewWebhookView, WebhookTestView, WebhookView } from './webhook.views.ts';

@ApiTags('webhooks')
@Controller('v1/webhooks')
export class WebhooksController {
  private readonly logger = new Logger('Webhooks');

  constructor(
    private readonly endpoints: WebhookEndpoints,
    private readonly sender: WebhookSender,
  ) {}

  @Post()
  @Operation({
    summary: 'Have events posted to a URL; the secret is shown this once', status: 201, answer: 'NewWebhook', located: true,
    description: 'By Standard Webhooks 1.0.0. It gets what happens from now on. Personal data and what is big is left out; docs/webhooks.md says what.',
    problems: ['request_invalid', 'webhook_url_refused', 'webhook_limit_reached', 'webhooks_not_configured'],
  })
  async create(@Body() { url, description = null, types = [], runId = null, enabled = true }: CreateWebhookRequest, @NewId() newId: string, @NewSecret() newSecret: Buffer, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<NewWebhookView> {
    const actor = request.identity!.actor;
    const created = await this.endpoints.create({ id: newId, secret: newSecret }, { url, description, types, runId, enabled }, actor);
    this.logger.log({ msg: 'a webhook was made', webhookId: created.id, actor, correlationId: request.id });
    void reply.headers({ location: `/v1/webhooks/${created.id}`, etag: etagOf(created.version) });
    return created;
  }

  @Get()
  @Operation({ summary: 'List webhooks, newest first', answer: 'Webhook', page: true, problems: ['request_invalid', 'cursor_invalid'] })
  async list(@Query() page: PageRequest): Promise<Page<WebhookView>> {
    return this.endpoints.list(page);
  }

  @Get(':id')
  @Operation({ summary: 'A webhook', answer: 'Webhook', problems: ['webhook_not_found'] })
  async get(@Id('webhook_not_found') id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<WebhookView> {
    return found(reply, await this.endpoints.get(id), 'webhook_not_found');
  }

  @Patch(':id')
  @Operation({ summary: 'Change, disable or enable a webhook', answer: 'Webhook', ifMatch: 'optional', problems: ['request_invalid', 'webhook_not_found', 'webhook_url_refused'] })
  async update(
    @Id('webhook_not_found') id: string, @Body() { ...changes }: UpdateWebhookRequest, @OptionalVersion() version: number | undefined,
    @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookView> {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const updated = await this.endpoints.update(id, given, version);
    this.logger.log({ msg: 'a webhook was changed', webhookId: id, changed: Object.keys(given), actor: request.identity!.actor, correlationId: request.id });
    this.sender.wake();
    return found(reply, updated, 'webhook_not_found');
  }

  @Delete(':id')
  @HttpCode(204)
  @Operation({ summary: 'Remove a webhook with its deliveries', status: 204, problems: ['webhook_not_found'] })
  async remove(@Id('webhook_not_found') id: string, @Req() request: FastifyRequest): Promise<void> {
    await this.endpoints.remove(id);
    this.logger.log({ msg: 'a webhook was removed', webhookId: id, actor: request.identity!.actor, correlationId: request.id });
  }

  @Post(':id/rotate-secret')
  @HttpCode(200)
  @Operation({
    summary: 'Replace the secret; the new one is shown this once', answer: 'WebhookSecret', problems: ['webhook_not_found', 'webhooks_not_configured'],
    description: 'For 24 hours the one before signs as well: every message bears a signature of each.',
  })
  async rotateSecret(@Id('webhook_not_found') id: string, @NewSecret() newSecret: Buffer, @Req() request: FastifyRequest): Promise<{ secret: string; previousSignsUntil: string }> {
    const rotated = await this.endpoints.rotateSecret(id, newSecret);
    this.logger.log({ msg: 'the secret of a webhook was replaced', webhookId: id, actor: request.identity!.actor, correlationId: request.id });
    return rotated;
  }

  @Post(':id/test')
  @HttpCode(200)
  @Operation({
    summary: 'Send a test message now, and say how it went', answer: 'WebhookTest', problems: ['webhook_not_found'],
    description: 'Its type is `webhook.test`. One attempt, signed as any other, of at most 15 seconds; also for a webhook that is disabled. It is in no list.',
  })
  async test(@Id('webhook_not_found') id: string): Promise<WebhookTestView> {
    const webhook = await this.endpoints.get(id);
    if (!webhook) throw new ProblemError('webhook_not_found');
    return this.sender.test(webhook);
  }
}
