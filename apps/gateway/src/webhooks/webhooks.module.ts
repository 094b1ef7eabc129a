import { Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { QueueDeliveriesWhenAppended } from './queue-deliveries-when-appended.ts';
import { SecretBox } from './secret-box.ts';
import { readOrMakeKey } from './secret-key-file.ts';
import { WebhookAddress } from './webhook-address.ts';
import { WebhookDeliveriesController } from './webhook-deliveries.controller.ts';
import { WebhookDeliveries } from './webhook-deliveries.ts';
import { WebhookEndpoints } from './webhook-endpoints.ts';
import { WebhookSender } from './webhook-sender.ts';
import { WebhooksController } from './webhooks.controller.ts';

@Module({
  controllers: [WebhooksController, WebhookDeliveriesController],
  providers: [
    {
      provide: SecretBox,
      inject: [GATEWAY_CONFIG],
      useFactory: async ({ secretKeys, secretKeyFile }: GatewayConfig) =>
        new SecretBox([...secretKeys, ...(secretKeyFile === undefined ? [] : [await readOrMakeKey(secretKeyFile)])]),
    },
    { provide: WebhookAddress, inject: [GATEWAY_CONFIG], useFactory: ({ webhookAllow }: GatewayConfig) => new WebhookAddress(webhookAllow) },
    WebhookEndpoints,
    WebhookDeliveries,
    WebhookSender,
    QueueDeliveriesWhenAppended,
  ],
})
export class WebhooksModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly queue: QueueDeliveriesWhenAppended,
    private readonly sender: WebhookSender,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.sender.start();
    await this.queue.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.queue.stop();
    await this.sender.stop();
  }
}
