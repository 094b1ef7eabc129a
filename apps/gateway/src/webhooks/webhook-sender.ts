import { randomUUID } from 'node:crypto';
import { inSpan } from '@countersign/telemetry';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { GATEWAY_CONFIG } from '../config.token.ts';
import type { GatewayConfig } from '../config.ts';
import { GatewayMetrics } from '../monitoring/gateway-metrics.ts';
import { pause } from '../projecting/pause.ts';
import { ReadModelWaiter } from '../projecting/read-model-waiter.ts';
import { postWebhook, type WebhookAnswer } from './post-webhook.ts';
import { judge } from './retry-schedule.ts';
import { WebhookAddress } from './webhook-address.ts';
import { WebhookDeliveries, type ClaimedDelivery, type Due } from './webhook-deliveries.ts';
import { WebhookEndpoints } from './webhook-endpoints.ts';
import { signedHeaders } from './webhook-signatures.ts';
import { TEST_TYPE } from './webhook-types.ts';
import type { WebhookTestView, WebhookView } from './webhook.views.ts';

/** Of one webhook, in all gateways together. */
const MAX_UNDER_WAY = 4;
/** Of one whose last attempt failed: enough to see when it is back. */
const MAX_UNDER_WAY_WHEN_FAILING = 1;
/** One attempt, from resolving the name to the headers of the answer. */
const ATTEMPT_TIMEOUT_MS = 15_000;
/** Receivers that read over the API find what they were told; a read model that is far behind is not waited for. */
const READ_MODEL_TIMEOUT_MS = 5_000;
/** Longer than all of that: whose lease has ended has died, or was stopped for so long that another may go on. */
const LEASE_MS = 30_000;
/** What another gateway left behind is found this soon. */
const LOOK_EVERY_MS = 1_000;
const AFTER_FAULT_MS = 5_000;
const PURGE_EVERY_MS = 3600_000;
/** At a shutdown, attempts under way may take this long; then they are given up and left to the next. */
const STOP_TIMEOUT_MS = 3_000;

/** Sends what is due. Any number of gateways may do so: a lease says whose a delivery is. */
@Injectable()
export class WebhookSender {
  readonly #logger = new Logger('Webhooks');
  readonly #stopping = new AbortController();
  readonly #givingUp = new AbortController();
  readonly #underWay = new Set<Promise<void>>();
  #wake = new AbortController();
  #ended: Promise<void> = Promise.resolve();
  #purgedAtMs = -Infinity;

  constructor(
    private readonly deliveries: WebhookDeliveries,
    private readonly endpoints: WebhookEndpoints,
    private readonly address: WebhookAddress,
    private readonly waiter: ReadModelWaiter,
    private readonly metrics: GatewayMetrics,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
  ) {}

  start(): void {
    this.#ended = this.#run();
  }

  /** Something may be due now. */
  wake(): void {
    this.#wake.abort();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.wake();
    await this.#ended;
    const timer = setTimeout(() => this.#givingUp.abort(), STOP_TIMEOUT_MS);
    await Promise.all(this.#underWay);
    clearTimeout(timer);
  }

  /** One attempt that is not kept; the answer says how it went. */
  async test(webhook: WebhookView): Promise<WebhookTestView> {
    const payload = JSON.stringify({ type: TEST_TYPE, timestamp: new Date().toISOString(), data: { webhook: webhook.id } });
    const answer = await this.#attempt(webhook.id, webhook.url, randomUUID(), payload);
    const { statusCode, error, durationMs, responseExcerpt } = answer;
    return { delivered: statusCode !== null && statusCode >= 200 && statusCode < 300, statusCode, error, durationMs, responseExcerpt };
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      // Before looking, so that what wakes it meanwhile is not missed.
      this.#wake = new AbortController();
      let waitMs = AFTER_FAULT_MS;
      try {
        waitMs = await this.#sendDue();
        await this.#purge();
      } catch (error) {
        this.#logger.error({ msg: 'webhooks cannot be looked after', err: error });
      }
      if (!signal.aborted) await pause(waitMs, this.#wake.signal);
    }
  }

  /** @returns when to look again, in milliseconds */
  async #sendDue(): Promise<number> {
    const due = await this.deliveries.due();
    for (const each of due) if (each.inMs === 0) await this.#claim(each);
    return Math.min(LOOK_EVERY_MS, ...due.filter(({ inMs }) => inMs > 0).map(({ inMs }) => Math.ceil(inMs)));
  }

  async #claim({ endpointId, isFailing }: Due): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    const claimed = await this.deliveries.claim(endpointId, isFailing ? MAX_UNDER_WAY_WHEN_FAILING : MAX_UNDER_WAY, LEASE_MS);
    for (const delivery of claimed) {
      const done = this.#deliver(delivery)
        .catch((error: unknown) => this.#logger.error({ msg: 'a delivery is left to its lease', deliveryId: delivery.id, webhookId: endpointId, err: error }))
        .finally(() => {
          this.#underWay.delete(done);
          this.wake();
        });
      this.#underWay.add(done);
    }
  }

  async #deliver(delivery: ClaimedDelivery): Promise<void> {
    await this.waiter.waitFor(delivery.position, READ_MODEL_TIMEOUT_MS, this.#stopping.signal);
    const answer = await this.#attemptInTrace(delivery);
    // It may have arrived or not: the next one sends it again, under the same id.
    if (answer.statusCode === null && this.#givingUp.signal.aborted) return this.deliveries.release(delivery);
    const verdict = judge(answer, delivery.tries + 1, this.config.webhookRetryDelaysMs, Date.now(), Math.random());
    this.metrics.webhookAttempt(verdict.status, answer.durationMs / 1_000);
    const recorded = await this.deliveries.record(delivery, answer, verdict);
    const { statusCode, error, durationMs } = answer;
    const about = { deliveryId: delivery.id, webhookId: delivery.endpointId, statusCode, error, durationMs };
    if (!recorded) this.#logger.warn({ msg: 'a delivery took longer than its lease', ...about });
    else if (verdict.status !== 'delivered') this.#logger.warn({ msg: verdict.status === 'dead' ? 'a webhook delivery is dead' : 'a webhook was not delivered', ...about });
    if (recorded?.disabled) this.#logger.warn({ msg: 'a webhook was disabled', webhookId: delivery.endpointId, reason: recorded.disabled });
  }

  /** The receiver may go on with the trace of what it is told of. */
  async #attemptInTrace({ endpointId, url, id, payload, position, tries }: ClaimedDelivery): Promise<WebhookAnswer> {
    const parent = await this.deliveries.traceparentOf(id).catch(() => undefined);
    const attributes = { 'http.request.method': 'POST', 'http.request.resend_count': tries, 'countersign.position': position };
    return inSpan('deliver webhook', { kind: 'client', parent, attributes }, async (span) => {
      const answer = await this.#attempt(endpointId, url, id, payload, span.traceparent);
      if (answer.statusCode !== null) span.set({ 'http.response.status_code': answer.statusCode });
      if (answer.statusCode === null || answer.statusCode >= 400) span.fail(String(answer.statusCode ?? 'unanswered'));
      return answer;
    });
  }

  async #attempt(endpointId: string, url: string, id: string, body: string, traceparent?: string): Promise<WebhookAnswer> {
    let secrets: string[];
    try {
      secrets = await this.endpoints.secrets(endpointId);
    } catch (error) {
      const text = `Its secret cannot be read: ${(error as Error).message}.`;
      return { startedAt: new Date(), durationMs: 0, statusCode: null, error: text, retryAfter: null, responseExcerpt: null };
    }
    const headers = { ...signedHeaders(id, body, secrets, Date.now()), ...(traceparent === undefined ? {} : { traceparent }) };
    return postWebhook({ url, headers, body, policy: this.address.policy, timeoutMs: ATTEMPT_TIMEOUT_MS, signal: this.#givingUp.signal });
  }

  async #purge(): Promise<void> {
    if (performance.now() - this.#purgedAtMs < PURGE_EVERY_MS) return;
    this.#purgedAtMs = performance.now();
    await this.deliveries.purge();
  }
}
