import { randomUUID } from 'node:crypto';
import type { EventEnvelope, Page } from '@countersign/contracts';
import { Injectable } from '@nestjs/common';
import { decodeCursor, limitOf, pageOf, type PageRequest } from '../database/page.ts';
import { instant, Sql, type SqlSession } from '../database/sql.ts';
import type { WebhookAnswer } from './post-webhook.ts';
import type { Verdict } from './retry-schedule.ts';
import { payloadOf } from './webhook-payload.ts';
import type { DeliveryStatus, WebhookDeliveryDetailView, WebhookDeliveryView } from './webhook.views.ts';

/** An endpoint that only fails for so long is disabled. */
const DISABLED_AFTER_FAILING_DAYS = 5;
const DELIVERED_KEPT_DAYS = 7;
const DEAD_KEPT_DAYS = 30;
const PURGED_AT_ONCE = 1_000;
const RETRIED_AT_ONCE = 1_000;
/** Attempts of one delivery that are shown; more come from many retries by hand. */
const ATTEMPTS_SHOWN = 30;

/** A delivery that is this process's to make until its lease ends. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly endpointId: string;
  readonly url: string;
  readonly payload: string;
  readonly position: number;
  /** Attempts since it was made or retried by hand. */
  readonly tries: number;
  readonly leaseToken: string;
}
export interface Due {
  readonly endpointId: string;
  /** 0: now. */
  readonly inMs: number;
  /** Its last attempts failed. */
  readonly isFailing: boolean;
}
interface DeliveryRow {
  id: string;
  event_id: string;
  type: string;
  position: string;
  status: DeliveryStatus;
  created_at: string;
  next_attempt_at: string;
  finished_at: string | null;
  attempts: { number: number; started_at: string; duration_ms: number; status_code: number | null; error: string | null; response_excerpt: string | null }[];
  payload: string;
}

const isFree = `(delivery.lease_until is null or delivery.lease_until < now())`;
const VIEW_COLUMNS = `delivery.id, delivery.event_id, delivery.type, delivery.position, delivery.status, delivery.created_at, delivery.next_attempt_at,
  delivery.finished_at, delivery.payload,
  coalesce((select json_agg(latest order by latest.number) from (
    select number, started_at, duration_ms, status_code, error, response_excerpt from gateway.webhook_attempts attempt
    where attempt.delivery_id = delivery.id order by number desc limit ${ATTEMPTS_SHOWN}) latest), '[]') as attempts`;

/** What is to be delivered, to whom, and how that went. All times are the database's: gateways need not agree on the hour. */
@Injectable()
export class WebhookDeliveries {
  constructor(private readonly sql: Sql) {}

  /**
   * Up to here nobody wants anything: positions that every webhook has behind it, and that no new one will ask for.
   * `lastSequence` is that of the log, read before.
   */
  async notWantedUpTo(lastSequence: number): Promise<number> {
    const [row] = await this.sql.query<{ lowest: string | null }>('select min(from_position) as lowest from gateway.webhook_endpoints');
    return Math.min(Number(row?.lowest ?? lastSequence), lastSequence);
  }

  /**
   * Makes a delivery for every enabled webhook that wants the event; a repeat makes none again. Their ids follow from webhook
   * and event, so what was purged and comes again would bear the same id. Readings of the audit are
   * told only to a webhook that names them: one that reads the audit when it hears of an event would never end. @returns how many were made
   */
  async add(events: readonly EventEnvelope[], position: number): Promise<number> {
    const [wanted] = await this.sql.query('select 1 from gateway.webhook_endpoints where enabled and from_position < $1 limit 1', [position]);
    if (!wanted) return 0;
    const payloads = events.map((event) => payloadOf(event, position));
    const made = await this.sql.query(
      `insert into gateway.webhook_deliveries (id, endpoint_id, event_id, type, position, payload, status, created_at, next_attempt_at)
       select encode(substr(sha256(convert_to(endpoint.id || ' ' || event.id, 'UTF8')), 1, 16), 'hex')::uuid,
         endpoint.id, event.id, event.type, $1::bigint, event.payload, 'pending', now(), now()
       from gateway.webhook_endpoints endpoint, unnest($2::uuid[], $3::text[], $4::text[], $5::uuid[]) as event (id, type, payload, run_id)
       where endpoint.enabled and endpoint.from_position < $1::bigint and (endpoint.run_id is null or endpoint.run_id = event.run_id)
         and ((endpoint.types = '[]' and not starts_with(event.type, 'audit.')) or exists (select from jsonb_array_elements_text(endpoint.types) filter where starts_with(event.type, filter)))
       on conflict do nothing returning id`,
      [position, events.map(({ id }) => id), payloads.map(({ type }) => type), payloads.map((payload) => JSON.stringify(payload)), events.map(({ runid }) => runid ?? null)],
    );
    return made.length;
  }

  /** For each enabled webhook with something pending, when the next of it is due. */
  async due(): Promise<Due[]> {
    const rows = await this.sql.query<{ id: string; in_ms: number; is_failing: boolean }>(
      `select endpoint.id, endpoint.failing_since is not null as is_failing,
         greatest(0, extract(epoch from next.next_attempt_at - now()) * 1000)::float8 as in_ms
       from gateway.webhook_endpoints endpoint cross join lateral (
         select delivery.next_attempt_at from gateway.webhook_deliveries delivery
         where delivery.endpoint_id = endpoint.id and delivery.status = 'pending' and ${isFree} order by delivery.next_attempt_at limit 1) next
       where endpoint.enabled`,
    );
    return rows.map(({ id, in_ms: inMs, is_failing: isFailing }) => ({ endpointId: id, inMs, isFailing }));
  }

  /** Leases what is due, as long as no more than `most` of this webhook are under way in all gateways together. */
  async claim(endpointId: string, most: number, leaseMs: number): Promise<ClaimedDelivery[]> {
    return this.sql.transaction(async (session) => {
      const [endpoint] = await session.query<{ url: string }>('select url from gateway.webhook_endpoints where id = $1 and enabled for no key update', [endpointId]);
      if (!endpoint) return [];
      const [leased] = await session.query<{ count: string }>(
        `select count(*) from gateway.webhook_deliveries where endpoint_id = $1 and status = 'pending' and lease_until >= now()`,
        [endpointId],
      );
      const free = most - Number(leased?.count ?? 0);
      if (free <= 0) return [];
      const leaseToken = randomUUID();
      const rows = await session.query<{ id: string; payload: string; position: string; tries: number }>(
        `update gateway.webhook_deliveries set lease_token = $2, lease_until = now() + make_interval(secs => $3::float8 / 1000)
         where id in (
           select delivery.id from gateway.webhook_deliveries delivery
           where delivery.endpoint_id = $1 and delivery.status = 'pending' and delivery.next_attempt_at <= now() and ${isFree}
           order by delivery.next_attempt_at, delivery.position limit $4 for update skip locked)
         returning id, payload, position, tries`,
        [endpointId, leaseToken, leaseMs, free],
      );
      return rows.map(({ position, ...row }) => ({ ...row, position: Number(position), endpointId, url: endpoint.url, leaseToken }));
    });
  }

  /** Of the event that it tells of, as soon as the read model has that. */
  async traceparentOf(id: string): Promise<string | undefined> {
    const [row] = await this.sql.query<{ traceparent: string | null }>(
      `select event.traceparent from gateway.webhook_deliveries delivery
       join read_model.audit_events event on event.position = delivery.position and event.id = delivery.event_id where delivery.id = $1`,
      [id],
    );
    return row?.traceparent ?? undefined;
  }

  /** Nothing was sent: whoever is next may have it at once. */
  async release({ id, leaseToken }: ClaimedDelivery): Promise<void> {
    await this.sql.query('update gateway.webhook_deliveries set lease_token = null, lease_until = null where id = $1 and lease_token = $2', [id, leaseToken]);
  }

  /** @returns what became of the webhook itself; undefined when the lease was lost, and with it the say in the matter */
  async record(delivery: ClaimedDelivery, answer: WebhookAnswer, verdict: Verdict): Promise<{ disabled: 'gone' | 'failing' | null } | undefined> {
    return this.sql.transaction(async (session) => {
      const isPending = verdict.status === 'pending';
      await lockEndpoint(session, delivery.endpointId);
      const [held] = await session.query(
        `update gateway.webhook_deliveries set status = $3, tries = tries + 1, lease_token = null, lease_until = null,
           next_attempt_at = now() + make_interval(secs => $4::float8 / 1000), finished_at = case when $5::boolean then null else now() end
         where id = $1 and lease_token = $2 returning id`,
        [delivery.id, delivery.leaseToken, verdict.status, isPending ? verdict.retryInMs : 0, isPending],
      );
      if (!held) return undefined;
      await session.query(
        `insert into gateway.webhook_attempts (delivery_id, number, started_at, duration_ms, status_code, error, response_excerpt)
         select $1::uuid, coalesce(max(number), 0) + 1, $2::timestamptz, $3::int, $4::int, $5::text, $6::text from gateway.webhook_attempts where delivery_id = $1`,
        [delivery.id, answer.startedAt, answer.durationMs, answer.statusCode, answer.error, answer.responseExcerpt],
      );
      return { disabled: await noteHealth(session, delivery.endpointId, verdict) };
    });
  }

  /** Newest first. @throws InvalidCursorError */
  async list(endpointId: string, { status, limit: asked, cursor }: PageRequest & { readonly status?: DeliveryStatus | undefined }): Promise<Page<WebhookDeliveryView>> {
    const after = decodeCursor(cursor);
    const limit = limitOf(asked);
    const parameters: unknown[] = [endpointId, limit + 1];
    const conditions = ['delivery.endpoint_id = $1'];
    if (status !== undefined) conditions.push(`delivery.status = $${parameters.push(status)}`);
    if (after) conditions.push(`(delivery.created_at, delivery.id) < ($${parameters.push(after.at)}, $${parameters.push(after.id)})`);
    const rows = await this.sql.query<DeliveryRow>(
      `select ${VIEW_COLUMNS} from gateway.webhook_deliveries delivery where ${conditions.join(' and ')} order by delivery.created_at desc, delivery.id desc limit $2`,
      parameters,
    );
    return pageOf(rows.map(viewOf), limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  }

  async get(endpointId: string, id: string): Promise<WebhookDeliveryDetailView | undefined> {
    const [row] = await this.sql.query<DeliveryRow>(
      `select ${VIEW_COLUMNS} from gateway.webhook_deliveries delivery where delivery.endpoint_id = $1 and delivery.id = $2`,
      [endpointId, id],
    );
    return row && { ...viewOf(row), payload: JSON.parse(row.payload) as unknown };
  }

  /** Makes one due now, with all its attempts before it again; also one that was delivered. False: there is none. */
  async retry(endpointId: string, id: string): Promise<boolean> {
    const rows = await this.sql.query(
      `update gateway.webhook_deliveries set status = 'pending', tries = 0, next_attempt_at = now(), finished_at = null where endpoint_id = $1 and id = $2 returning id`,
      [endpointId, id],
    );
    return rows.length > 0;
  }

  /** Makes dead ones due again, the oldest first. @returns how many; as many as are retried at once: there may be more */
  async retryDead(endpointId: string): Promise<number> {
    const rows = await this.sql.query(
      `update gateway.webhook_deliveries set status = 'pending', tries = 0, next_attempt_at = now(), finished_at = null where id in (
         select id from gateway.webhook_deliveries where endpoint_id = $1 and status = 'dead' order by created_at, id limit $2) returning id`,
      [endpointId, RETRIED_AT_ONCE],
    );
    return rows.length;
  }

  /** Forgets what is long over. A webhook begins behind what it forgets, so that nothing could be made again. */
  async purge(): Promise<void> {
    for (let purged = PURGED_AT_ONCE; purged === PURGED_AT_ONCE; ) {
      purged = await this.sql.transaction(async (session) => {
        await session.query('select from gateway.webhook_endpoints order by id for no key update');
        const rows = await session.query<{ endpoint_id: string; position: string }>(
          `delete from gateway.webhook_deliveries where id in (
             select id from gateway.webhook_deliveries
             where finished_at < now() - make_interval(days => $1) and (status = 'delivered' or finished_at < now() - make_interval(days => $2))
             order by finished_at limit $3)
           returning endpoint_id, position`,
          [DELIVERED_KEPT_DAYS, DEAD_KEPT_DAYS, PURGED_AT_ONCE],
        );
        await session.query(
          `update gateway.webhook_endpoints endpoint set from_position = greatest(from_position, gone.position)
           from (select endpoint_id, max(position) as position from unnest($1::uuid[], $2::bigint[]) as one (endpoint_id, position) group by endpoint_id) gone
           where endpoint.id = gone.endpoint_id`,
          [rows.map((row) => row.endpoint_id), rows.map(({ position }) => position)],
        );
        return rows.length;
      });
    }
  }
}

/** Webhook before deliveries, everywhere: nobody waits for somebody who waits for them. */
async function lockEndpoint(session: SqlSession, endpointId: string): Promise<void> {
  await session.query('select from gateway.webhook_endpoints where id = $1 for no key update', [endpointId]);
}

async function noteHealth(session: SqlSession, endpointId: string, verdict: Verdict): Promise<'gone' | 'failing' | null> {
  if (verdict.status === 'delivered') {
    await session.query('update gateway.webhook_endpoints set failing_since = null where id = $1 and failing_since is not null', [endpointId]);
    return null;
  }
  const isGone = verdict.status === 'dead' && verdict.gone;
  const [row] = await session.query<{ disabled_reason: 'gone' | 'failing' | null; was_enabled: boolean }>(
    `with known as (select id, enabled, coalesce(failing_since, now()) as since from gateway.webhook_endpoints where id = $1)
     update gateway.webhook_endpoints endpoint set failing_since = known.since,
       enabled = endpoint.enabled and not ($2::boolean or known.since < now() - make_interval(days => $3)),
       disabled_reason = case when not endpoint.enabled then endpoint.disabled_reason when $2::boolean then 'gone' when known.since < now() - make_interval(days => $3) then 'failing' end,
       version = endpoint.version + case when endpoint.enabled and ($2::boolean or known.since < now() - make_interval(days => $3)) then 1 else 0 end
     from known where endpoint.id = known.id returning endpoint.disabled_reason, known.enabled as was_enabled`,
    [endpointId, isGone, DISABLED_AFTER_FAILING_DAYS],
  );
  return row?.was_enabled ? row.disabled_reason : null;
}

function viewOf(row: DeliveryRow): WebhookDeliveryView {
  return {
    id: row.id,
    eventId: row.event_id,
    type: row.type,
    position: Number(row.position),
    status: row.status,
    createdAt: instant(row.created_at),
    nextAttemptAt: row.status === 'pending' ? instant(row.next_attempt_at) : null,
    finishedAt: instant(row.finished_at),
    attempts: row.attempts.map((attempt) => ({
      number: attempt.number,
      startedAt: instant(attempt.started_at),
      durationMs: attempt.duration_ms,
      statusCode: attempt.status_code,
      error: attempt.error,
      responseExcerpt: attempt.response_excerpt,
    })),
  };
}
