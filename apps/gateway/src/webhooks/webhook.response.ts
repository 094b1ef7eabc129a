import { Type } from '@sinclair/typebox';
import { Id, Instant, nullable, oneOf } from '../http/openapi/parts.ts';
import { describes } from '../http/openapi/same.ts';
import { DELIVERY_STATUSES, type NewWebhookView, type WebhookDeliveryDetailView, type WebhookDeliveryView, type WebhookTestView, type WebhookView } from './webhook.views.ts';

const webhook = {
  id: Id,
  url: Type.String({ format: 'uri' }),
  description: nullable(Type.String()),
  types: Type.Array(Type.String(), { description: 'Empty: all.', examples: [['session.handoff_requested']] }),
  runId: nullable(Id),
  enabled: Type.Boolean(),
  disabledReason: nullable(oneOf(['requested', 'gone', 'failing'], '`gone`: the receiver answered 410. `failing`: every attempt failed for five days.')),
  failingSince: nullable(Type.String({ format: 'date-time', description: 'First of the attempts that failed since the last one that did not.' })),
  createdBy: Type.String({ description: 'Actor.' }),
  createdAt: Instant,
  version: Type.Integer(),
};
const secret = Type.String({ description: '`whsec_` and 32 bytes in base64; shown this once.', examples: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw8Vu8rMjZl1o='] });
export const WebhookResponse = describes<WebhookView>()(Type.Object(webhook));
export const NewWebhookResponse = describes<NewWebhookView>()(Type.Object({ ...webhook, secret }));
export const WebhookSecretResponse = Type.Object({ secret, previousSignsUntil: Instant });
export const WebhookTestResponse = describes<WebhookTestView>()(
  Type.Object({
    delivered: Type.Boolean(),
    statusCode: nullable(Type.Integer()),
    error: nullable(Type.String({ description: 'Why there was no answer, or why it does not count.' })),
    durationMs: Type.Integer(),
    responseExcerpt: nullable(Type.String({ description: 'The first 1000 bytes.' })),
  }),
);

const delivery = {
  id: Type.String({ format: 'uuid', description: 'Also the `webhook-id` that the receiver sees, at every attempt.' }),
  eventId: Id,
  type: Type.String({ examples: ['session.handoff_requested'] }),
  position: Type.Integer(),
  status: oneOf(DELIVERY_STATUSES),
  createdAt: Instant,
  nextAttemptAt: nullable(Instant),
  finishedAt: nullable(Instant),
  attempts: Type.Array(
    Type.Object({
      number: Type.Integer(),
      startedAt: Instant,
      durationMs: Type.Integer(),
      statusCode: nullable(Type.Integer()),
      error: nullable(Type.String()),
      responseExcerpt: nullable(Type.String({ description: 'The first 1000 bytes.' })),
    }),
  ),
};
export const WebhookDeliveryResponse = describes<WebhookDeliveryView>()(Type.Object(delivery));
export const WebhookDeliveryDetailResponse = describes<WebhookDeliveryDetailView>()(Type.Object({ ...delivery, payload: Type.Unknown({ description: 'What is sent.' }) }));
export const RetriedDeliveriesResponse = Type.Object({ retried: Type.Integer({ description: 'At most 1000 at once.' }) });
