import { Metrics } from '@countersign/telemetry/service';
import { Injectable } from '@nestjs/common';

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
/** A stream lasts as long as somebody listens: its length says nothing about the gateway. */
const STREAMS: ReadonlySet<string> = new Set(['/v1/events']);

/** What rooms of the gateway count themselves; what is looked up when somebody asks is in gateway-monitoring.ts. */
@Injectable()
export class GatewayMetrics {
  readonly metrics = new Metrics();
  readonly #requests = this.metrics.counter({ name: 'http_requests_total', help: 'Requests that were answered, by route pattern.', labels: ['method', 'route', 'status'] });
  readonly #durations = this.metrics.histogram({ name: 'http_request_duration_seconds', help: 'From the first line of a request to the end of its answer; without event streams.', labels: ['method', 'route'] });
  readonly #problems = this.metrics.counter({ name: 'http_problems_total', help: 'Answers that were problems, by their code: rate limits, idempotency, refusals of commands, faults.', labels: ['code'] });
  readonly #replays = this.metrics.counter({ name: 'http_idempotent_replays_total', help: 'Answers that were given again for a repeated Idempotency-Key.' });
  readonly #streams = this.metrics.gauge({ name: 'event_streams', help: 'Readers of server-sent events.' });
  readonly #streamEnds = this.metrics.counter({ name: 'event_stream_ends_total', help: 'Streams of server-sent events that ended, by why: too_slow readers were cut off and may go on where they were, of left the reader went away.', labels: ['reason'] });
  readonly #attempts = this.metrics.counter({ name: 'webhook_attempts_total', help: 'Attempts to deliver a webhook, by what came of them.', labels: ['outcome'] });
  readonly #attemptDurations = this.metrics.histogram({ name: 'webhook_attempt_duration_seconds', help: 'From connecting to the answer of the receiver.' });

  answered(request: { readonly method: string; readonly route: string; readonly status: number; readonly seconds: number }): void {
    const method = METHODS.has(request.method) ? request.method : 'OTHER';
    this.#requests.inc({ method, route: request.route, status: String(request.status) });
    if (!STREAMS.has(request.route)) this.#durations.observe({ method, route: request.route }, request.seconds);
  }

  problem(code: string): void {
    this.#problems.inc({ code });
  }

  replayed(): void {
    this.#replays.inc();
  }

  /** @returns what is to be called when the request is over */
  opened(route: string): () => void {
    if (!STREAMS.has(route)) return () => undefined;
    this.#streams.inc();
    return () => this.#streams.dec();
  }

  streamEnded(reason: string): void {
    this.#streamEnds.inc({ reason });
  }

  webhookAttempt(outcome: 'delivered' | 'pending' | 'dead', seconds: number): void {
    this.#attempts.inc({ outcome: outcome === 'pending' ? 'retried' : outcome });
    this.#attemptDurations.observe(seconds);
  }
}
