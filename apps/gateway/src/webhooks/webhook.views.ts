export interface WebhookView {
  id: string;
  url: string;
  description: string | null;
  /** Empty: all. */
  types: string[];
  runId: string | null;
  enabled: boolean;
  disabledReason: 'requested' | 'gone' | 'failing' | null;
  failingSince: string | null;
  createdBy: string;
  createdAt: string;
  version: number;
}
export interface NewWebhookView extends WebhookView {
  secret: string;
}
export const DELIVERY_STATUSES = ['pending', 'delivered', 'dead'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];
export interface WebhookAttemptView {
  number: number;
  startedAt: string;
  durationMs: number;
  statusCode: number | null;
  error: string | null;
  responseExcerpt: string | null;
}
export interface WebhookDeliveryView {
  /** Also the `webhook-id` that the receiver sees. */
  id: string;
  eventId: string;
  type: string;
  position: number;
  status: DeliveryStatus;
  createdAt: string;
  nextAttemptAt: string | null;
  finishedAt: string | null;
  attempts: WebhookAttemptView[];
}
export interface WebhookDeliveryDetailView extends WebhookDeliveryView {
  payload: unknown;
}
export interface WebhookTestView {
  delivered: boolean;
  statusCode: number | null;
  error: string | null;
  durationMs: number;
  responseExcerpt: string | null;
}
