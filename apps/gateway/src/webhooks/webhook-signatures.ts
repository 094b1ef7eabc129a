import { Webhook } from 'standardwebhooks';

/** Headers of Standard Webhooks 1.0.0: one signature for each secret, with spaces between. `id` stays the same at every attempt, the time does not. */
export function signedHeaders(id: string, payload: string, secrets: readonly string[], nowMs: number): Record<string, string> {
  const at = new Date(nowMs);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(nowMs / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, at, payload)).join(' '),
    'user-agent': 'Countersign-Webhooks/1',
  };
}
