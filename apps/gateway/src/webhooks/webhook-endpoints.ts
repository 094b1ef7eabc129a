import { randomUUID } from 'node:crypto';
import type { Page } from '@countersign/contracts';
import type { EventLog } from '@countersign/event-log';
import { EVENT_LOG } from '@countersign/event-log/nest';
import { Inject, Injectable } from '@nestjs/common';
import { decodeCursor, limitOf, pageOf, type PageRequest } from '../database/page.ts';
import { instant, Sql, type SqlSession } from '../database/sql.ts';
import { ProblemError } from '../http/problem.ts';
import { SecretBox } from './secret-box.ts';
import { WebhookAddress } from './webhook-address.ts';
import type { NewWebhookView, WebhookView } from './webhook.views.ts';

const MAX_ENDPOINTS = 100;
/** A replaced secret still signs for this long, so that a receiver can change over without losing one. */
const OLD_SECRET_SIGNS_HOURS = 24;
/** Signatures of one message at most. */
const MAX_SECRETS = 5;

export interface WebhookSettings {
  readonly url: string;
  readonly description: string | null;
  readonly types: readonly string[];
  readonly runId: string | null;
  readonly enabled: boolean;
}
interface NewWebhook {
  readonly id: string;
  readonly secret: Buffer;
}
interface EndpointRow {
  id: string;
  url: string;
  description: string | null;
  types: string[];
  run_id: string | null;
  enabled: boolean;
  disabled_reason: WebhookView['disabledReason'];
  failing_since: string | null;
  created_by: string;
  created_at: string;
  version: number;
}

const COLUMNS = 'id, url, description, types, run_id, enabled, disabled_reason, failing_since, created_by, created_at, version';
const sealedFor = (endpointId: string): string => `webhook ${endpointId}`;

/** Where webhooks go, and with which secrets they are signed. */
@Injectable()
export class WebhookEndpoints {
  constructor(
    private readonly sql: Sql,
    private readonly box: SecretBox,
    private readonly address: WebhookAddress,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  /** Its secret is in the answer and nowhere else. With an id that is there already nothing is made: its answer was lost. @throws ProblemError webhooks_not_configured, webhook_url_refused, webhook_limit_reached */
  async create({ id, secret }: NewWebhook, settings: WebhookSettings, createdBy: string): Promise<NewWebhookView> {
    if (!this.box.isUsable) throw new ProblemError('webhooks_not_configured');
    const url = await this.address.check(settings.url);
    // What is appended from now on is delivered, what was before is not.
    const fromPosition = await this.log.lastSequence();
    return this.sql.transaction(async (session) => {
      // One at a time, so that the limit holds.
      await session.query('lock table gateway.webhook_endpoints in share row exclusive mode');
      const [known] = await session.query<EndpointRow>(`select ${COLUMNS} from gateway.webhook_endpoints where id = $1`, [id]);
      if (known) return { ...viewOf(known), secret: secretText(secret) };
      const [count] = await session.query<{ count: string }>('select count(*) from gateway.webhook_endpoints');
      if (Number(count?.count) >= MAX_ENDPOINTS) throw new ProblemError('webhook_limit_reached', { detail: `There may be ${MAX_ENDPOINTS} webhooks.` });
      const { description, types, runId, enabled } = settings;
      const [row] = await session.query<EndpointRow>(
        `insert into gateway.webhook_endpoints (id, url, description, types, run_id, enabled, disabled_reason, from_position, created_by, created_at, version)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, now(), 1) returning ${COLUMNS}`,
        [id, url, description, JSON.stringify(types), runId, enabled, enabled ? null : 'requested', fromPosition, createdBy],
      );
      return { ...viewOf(row!), secret: await this.addSecret(session, id, secret) };
    });
  }

  /** Newest first. @throws InvalidCursorError */
  async list({ limit: asked, cursor }: PageRequest): Promise<Page<WebhookView>> {
    const after = decodeCursor(cursor);
    const limit = limitOf(asked);
    const rows = await this.sql.query<EndpointRow>(
      `select ${COLUMNS} from gateway.webhook_endpoints ${after ? 'where (created_at, id) < ($2, $3)' : ''} order by created_at desc, id desc limit $1`,
      [limit + 1, ...(after ? [after.at, after.id] : [])],
    );
    return pageOf(rows.map(viewOf), limit, ({ createdAt, id }) => ({ at: createdAt, id }));
  }

  async get(id: string): Promise<WebhookView | undefined> {
    const [row] = await this.sql.query<EndpointRow>(`select ${COLUMNS} from gateway.webhook_endpoints where id = $1`, [id]);
    return row && viewOf(row);
  }

  /**
   * One that is enabled again gets what happens from then on, and what was pending before. `version` is the one that was seen.
   * @throws ProblemError webhook_not_found, webhook_url_refused, version_conflict
   */
  async update(id: string, changes: Partial<WebhookSettings>, version: number | undefined): Promise<WebhookView> {
    const checked = changes.url === undefined ? {} : { url: await this.address.check(changes.url) };
    const lastSequence = await this.log.lastSequence();
    return this.sql.transaction(async (session) => {
      const [row] = await session.query<EndpointRow>(`select ${COLUMNS} from gateway.webhook_endpoints where id = $1 for no key update`, [id]);
      if (!row) throw new ProblemError('webhook_not_found');
      if (version !== undefined && version !== row.version) throw new ProblemError('version_conflict');
      const known = viewOf(row);
      const { url, description, types, runId, enabled } = { ...known, ...changes, ...checked };
      const isEnabledAgain = enabled && !known.enabled;
      const [updated] = await session.query<EndpointRow>(
        `update gateway.webhook_endpoints set url = $2, description = $3, types = $4, run_id = $5, enabled = $6, disabled_reason = $7,
           failing_since = case when $8::boolean then null else failing_since end,
           from_position = case when $8::boolean then greatest(from_position, $9::bigint) else from_position end, version = version + 1
         where id = $1 returning ${COLUMNS}`,
        [id, url, description, JSON.stringify(types), runId, enabled, enabled ? null : (known.disabledReason ?? 'requested'), isEnabledAgain, lastSequence],
      );
      return viewOf(updated!);
    });
  }

  /** With its deliveries. @throws ProblemError webhook_not_found */
  async remove(id: string): Promise<void> {
    const removed = await this.sql.query('delete from gateway.webhook_endpoints where id = $1 returning id', [id]);
    if (removed.length === 0) throw new ProblemError('webhook_not_found');
  }

  /** The old secret signs beside the new one for a day. @throws ProblemError webhooks_not_configured, webhook_not_found */
  async rotateSecret(id: string, secret: Buffer): Promise<{ secret: string; previousSignsUntil: string }> {
    if (!this.box.isUsable) throw new ProblemError('webhooks_not_configured');
    return this.sql.transaction(async (session) => {
      const [endpoint] = await session.query(`select id from gateway.webhook_endpoints where id = $1 for no key update`, [id]);
      if (!endpoint) throw new ProblemError('webhook_not_found');
      const [newest, before] = await session.query<{ sealed: Buffer; signs_until: string | null }>('select sealed, signs_until from gateway.webhook_secrets where endpoint_id = $1 order by created_at desc, id limit 2', [id]);
      // The same again: its answer was lost.
      if (newest && before?.signs_until && this.isSealedIn(newest.sealed, id, secret)) return { secret: secretText(secret), previousSignsUntil: instant(before.signs_until) };
      await session.query('delete from gateway.webhook_secrets where endpoint_id = $1 and signs_until <= now()', [id]);
      const [until] = await session.query<{ signs_until: string }>(
        `update gateway.webhook_secrets set signs_until = now() + make_interval(hours => $2) where endpoint_id = $1 and signs_until is null returning signs_until`,
        [id, OLD_SECRET_SIGNS_HOURS],
      );
      await session.query(
        `delete from gateway.webhook_secrets where id in (select id from gateway.webhook_secrets where endpoint_id = $1 order by created_at desc, id offset $2)`,
        [id, MAX_SECRETS - 1],
      );
      return { secret: await this.addSecret(session, id, secret), previousSignsUntil: instant(until?.signs_until ?? new Date().toISOString()) };
    });
  }

  /** All that sign now, the newest first. @throws SecretBoxError when this gateway has not the key that sealed them */
  async secrets(id: string): Promise<string[]> {
    const rows = await this.sql.query<{ sealed: Buffer }>(
      `select sealed from gateway.webhook_secrets where endpoint_id = $1 and (signs_until is null or signs_until > now()) order by created_at desc, id limit $2`,
      [id, MAX_SECRETS],
    );
    return rows.map(({ sealed }) => this.box.open(sealed, sealedFor(id)));
  }

  private isSealedIn(sealed: Buffer, endpointId: string, secret: Buffer): boolean {
    try {
      return this.box.open(sealed, sealedFor(endpointId)) === secretText(secret);
    } catch {
      // Sealed with a key that this gateway has not: it may still be replaced.
      return false;
    }
  }

  private async addSecret(session: SqlSession, endpointId: string, bytes: Buffer): Promise<string> {
    const secret = secretText(bytes);
    await session.query(
      `insert into gateway.webhook_secrets (id, endpoint_id, sealed, created_at) values ($1, $2, $3, clock_timestamp())`,
      [randomUUID(), endpointId, this.box.seal(secret, sealedFor(endpointId))],
    );
    return secret;
  }
}

function secretText(bytes: Buffer): string {
  return `whsec_${bytes.toString('base64')}`;
}

function viewOf(row: EndpointRow): WebhookView {
  return {
    id: row.id,
    url: row.url,
    description: row.description,
    types: row.types,
    runId: row.run_id,
    enabled: row.enabled,
    disabledReason: row.disabled_reason,
    failingSince: instant(row.failing_since),
    createdBy: row.created_by,
    createdAt: instant(row.created_at),
    version: row.version,
  };
}
