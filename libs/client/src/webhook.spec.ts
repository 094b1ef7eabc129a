import { createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { verifyWebhook, type WebhookRefused } from './webhook.ts';

// The example of the specification, https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NOW_MS = 1_614_265_330_000;
const BODY = '{"test": 2432232314}';
const HEADERS = { 'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek', 'webhook-timestamp': '1614265330', 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' };
const check = (change: { headers?: Record<string, string>; body?: string | Uint8Array; secrets?: string | string[]; nowMs?: number } = {}) =>
  verifyWebhook({ body: BODY, secrets: SECRET, nowMs: NOW_MS, ...change, headers: { ...HEADERS, ...change.headers } });
const reasonOf = (verified: Promise<unknown>): Promise<string> => verified.then(() => 'accepted', (error: WebhookRefused) => error.reason);

describe('a webhook', () => {
  it('is accepted as the specification signs it, from headers of any kind and a body of either', async () => {
    const expected = { id: HEADERS['webhook-id'], message: { test: 2432232314 } };
    expect(await check()).toEqual(expected);
    expect(await verifyWebhook({ headers: new Headers(HEADERS), body: new TextEncoder().encode(BODY), secrets: SECRET, nowMs: NOW_MS })).toEqual(expected);
    expect(await verifyWebhook({ headers: { 'Webhook-Id': HEADERS['webhook-id'], 'WEBHOOK-TIMESTAMP': [HEADERS['webhook-timestamp']], 'webhook-signature': HEADERS['webhook-signature'] }, body: BODY, secrets: [SECRET.slice(6)], nowMs: NOW_MS })).toEqual(expected);
  });
  it('is accepted with one of several secrets, and one of several signatures', async () => {
    const other = `whsec_${randomBytes(32).toString('base64')}`;
    expect(await reasonOf(check({ secrets: [other, SECRET] }))).toBe('accepted');
    const forged = createHmac('sha256', Buffer.from(other.slice(6), 'base64')).update(`${HEADERS['webhook-id']}.1614265330.${BODY}`).digest('base64');
    expect(await reasonOf(check({ headers: { 'webhook-signature': `v1,${forged} v1a,abc v1,!! ${HEADERS['webhook-signature']}` } }))).toBe('accepted');
    expect(await reasonOf(check({ headers: { 'webhook-signature': `v1,${forged}` } }))).toBe('signature_wrong');
  });
  it.each([
    ['another body', { body: `${BODY} ` }, 'signature_wrong'],
    ['another id', { headers: { 'webhook-id': 'msg_other' } }, 'signature_wrong'],
    ['another time', { headers: { 'webhook-timestamp': '1614265331' } }, 'signature_wrong'],
    ['a signature of another version', { headers: { 'webhook-signature': HEADERS['webhook-signature'].replace('v1,', 'v2,') } }, 'signature_wrong'],
    ['a signature cut short', { headers: { 'webhook-signature': 'v1,g0hM9SsE' } }, 'signature_wrong'],
    ['no signature', { headers: { 'webhook-signature': '' } }, 'headers_missing'],
    ['a time that is none', { headers: { 'webhook-timestamp': '1e9' } }, 'timestamp_invalid'],
    ['a message of long ago', { nowMs: NOW_MS + 301_000 }, 'timestamp_too_far'],
    ['a message of the future', { nowMs: NOW_MS - 301_000 }, 'timestamp_too_far'],
    ['no secret', { secrets: [] }, 'signature_wrong'],
    ['an empty secret', { secrets: 'whsec_' }, 'secret_invalid'],
    ['a secret that is none', { secrets: 'whsec_ä' }, 'secret_invalid'],
  ])('is refused with %s', async (_, change, reason) => {
    expect(await reasonOf(check(change))).toBe(reason);
  });
});
