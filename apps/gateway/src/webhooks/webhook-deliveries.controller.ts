import type { Page } from '@countersign/contracts';
import { Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation } from '../http/openapi/operation.ts';
import { Id } from '../http/parameters.ts';
import { ProblemError } from '../http/problem.ts';
import { WebhookDeliveries } from './webhook-deliveries.ts';
import { WebhookEndpoints } from './webhook-endpoints.ts';
import { WebhookSender } from './webhook-sender.ts';
import { ListDeliveriesRequest } from './webhook.request.ts';
import type { WebhookDeliveryDetailView, WebhookDeliveryView } from './webhook.views.ts';

@ApiTags('webhooks')
@Controller('v1/webhooks/:id')
export class WebhookDeliveriesController {
  constructor(
    private readonly endpoints: WebhookEndpoints,
    private readonly deliveries: WebhookDeliveries,
    private readonly sender: WebhookSender,
  ) {}

  @Get('deliveries')
  @Operation({
    summary: 'List what was and is to be delivered, newest first, with every attempt', answer: 'WebhookDelivery', page: true, problems: ['request_invalid', 'cursor_invalid', 'webhook_not_found'],
    description: 'Delivered ones are kept for 7 days, dead ones for 30.',
  })
  async list(@Id('webhook_not_found') id: string, @Query() request: ListDeliveriesRequest): Promise<Page<WebhookDeliveryView>> {
    await this.mustExist(id);
    return this.deliveries.list(id, request);
  }

  @Get('deliveries/:deliveryId')
  @Operation({ summary: 'A delivery with what is sent', answer: 'WebhookDeliveryDetail', problems: ['webhook_not_found', 'webhook_delivery_not_found'] })
  async get(@Id('webhook_not_found') id: string, @Id('webhook_delivery_not_found', 'deliveryId') deliveryId: string): Promise<WebhookDeliveryDetailView> {
    const delivery = await this.deliveries.get(id, deliveryId);
    if (delivery) return delivery;
    await this.mustExist(id);
    throw new ProblemError('webhook_delivery_not_found');
  }

  @Post('deliveries/:deliveryId/retry')
  @HttpCode(202)
  @Operation({
    summary: 'Deliver once more, under the same webhook-id', status: 202, answer: 'WebhookDeliveryDetail', problems: ['webhook_not_found', 'webhook_delivery_not_found', 'webhook_disabled'],
    description: 'Dead, pending or delivered: it is due now, with all attempts of the schedule before it.',
  })
  async retry(@Id('webhook_not_found') id: string, @Id('webhook_delivery_not_found', 'deliveryId') deliveryId: string): Promise<WebhookDeliveryDetailView> {
    await this.mustBeEnabled(id);
    if (!(await this.deliveries.retry(id, deliveryId))) throw new ProblemError('webhook_delivery_not_found');
    this.sender.wake();
    return this.get(id, deliveryId);
  }

  @Post('retry-dead')
  @HttpCode(202)
  @Operation({ summary: 'Deliver the dead ones once more, the oldest first', status: 202, answer: 'RetriedDeliveries', problems: ['webhook_not_found', 'webhook_disabled'] })
  async retryDead(@Id('webhook_not_found') id: string): Promise<{ retried: number }> {
    await this.mustBeEnabled(id);
    const retried = await this.deliveries.retryDead(id);
    this.sender.wake();
    return { retried };
  }

  private async mustExist(id: string): Promise<void> {
    if (!(await this.endpoints.get(id))) throw new ProblemError('webhook_not_found');
  }

  private async mustBeEnabled(id: string): Promise<void> {
    const webhook = await this.endpoints.get(id);
    if (!webhook) throw new ProblemError('webhook_not_found');
    if (!webhook.enabled) throw new ProblemError('webhook_disabled');
  }
}
