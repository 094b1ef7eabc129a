/** What a webhook posts; `data` is the CloudEvent of docs/events.md with its position. */
export interface WebhookMessage<Data = Record<string, unknown>> {
  /** Such as `session.handoff_requested`. */
  readonly type: string;
  readonly timestamp: string;
  readonly data: Data;
}

export interface WebhookDelivery {
  /** Of the request that came. */
  readonly headers: Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As it came: parsing and writing it again would make it another. */
  readonly body: string | Uint8Array;
  /** `whsec_…`; several while secrets are replaced. */
  readonly secrets: string | readonly string[];
  /** How old, or how far in the future, a message may be; default 300 s. */
  readonly toleranceSeconds?: number;
  readonly nowMs?: number;
}

export interface VerifiedWebhook<Data = Record<string, unknown>> {
  /** The same at every attempt: take a message once for each. */
  readonly id: string;
  readonly message: WebhookMessage<Data>;
}

export class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused';
  readonly reason: 'headers_missing' | 'timestamp_invalid' | 'timestamp_too_far' | 'secret_invalid' | 'signature_wrong' | 'body_unreadable';
  constructor(reason: WebhookRefused['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

const TOLERANCE_SECONDS = 300;
/** What is in a header comes from anybody. */
const MAX_SIGNATURES = 16;

/**
 * Checks a message by Standard Webhooks 1.0.0. A signature is compared by WebCrypto, in a time that does not depend on it.
 * @throws WebhookRefused
 */
export async function verifyWebhook<Data = Record<string, unknown>>({ headers, body, secrets, toleranceSeconds = TOLERANCE_SECONDS, nowMs = Date.now() }: WebhookDelivery): Promise<VerifiedWebhook<Data>> {
  const [id, timestamp, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headerOf(headers, name));
  if (!id || !timestamp || !signatures) throw new WebhookRefused('headers_missing', 'webhook-id, webhook-timestamp and webhook-signature are needed.');
  if (!/^\d{1,12}$/.test(timestamp)) throw new WebhookRefused('timestamp_invalid', 'webhook-timestamp is not a number of seconds.');
  if (Math.abs(nowMs / 1000 - Number(timestamp)) > toleranceSeconds) throw new WebhookRefused('timestamp_too_far', `webhook-timestamp is more than ${toleranceSeconds} s off.`);
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const signed = concatenated(new TextEncoder().encode(`${id}.${timestamp}.`), bytes);
  const keys = await Promise.all([secrets].flat().map((secret) => keyOf(secret as string)));
  let isSigned = false;
  for (const signature of signaturesIn(signatures)) {
    for (const key of keys) if (await crypto.subtle.verify('HMAC', key, signature, signed)) isSigned = true;
  }
  if (!isSigned) throw new WebhookRefused('signature_wrong', 'No signature is one of these secrets.');
  try {
    return { id, message: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as WebhookMessage<Data> };
  } catch {
    throw new WebhookRefused('body_unreadable', 'The body is not JSON.');
  }
}

function headerOf(headers: WebhookDelivery['headers'], name: string): string | undefined {
  if (headers instanceof Headers) return headers.get(name) ?? undefined;
  const value = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof value === 'string' ? value : value?.[0];
}

async function keyOf(secret: string) {
  const bytes = fromBase64(secret.replace(/^whsec_/, ''));
  if (!bytes || bytes.length === 0) throw new WebhookRefused('secret_invalid', 'A secret is whsec_ and base64.');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
}

/** Those of version 1; others are not looked at. */
function signaturesIn(header: string): Uint8Array<ArrayBuffer>[] {
  return header.split(' ').slice(0, MAX_SIGNATURES).flatMap((part) => {
    const [version, text = ''] = part.split(',');
    const signature = version === 'v1' ? fromBase64(text) : undefined;
    return signature ? [signature] : [];
  });
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function concatenated(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
