import { Migration } from '@mikro-orm/migrations';
import { READ_MODEL, readModelTablesSql } from '../read-model.tables.sql.ts';

/** Webhooks and what is to be delivered to them; and hand-offs in the read model now say who asked and who completed them. */
export class Migration202611220120Webhooks extends Migration {
  override up(): void {
    this.addSql(`drop schema if exists ${READ_MODEL} cascade`);
    for (const statement of readModelTablesSql(READ_MODEL)) this.addSql(statement);
    this.addSql(`create table gateway.webhook_endpoints (
      id uuid primary key,
      url text not null,
      description text,
      types jsonb not null,
      run_id uuid,
      enabled boolean not null,
      disabled_reason text check (disabled_reason in ('requested', 'gone', 'failing')),
      from_position bigint not null,
      failing_since timestamptz(3),
      created_by text not null,
      created_at timestamptz(3) not null,
      version integer not null
    )`);
    this.addSql(`create table gateway.webhook_secrets (
      id uuid primary key,
      endpoint_id uuid not null references gateway.webhook_endpoints (id) on delete cascade,
      sealed bytea not null,
      created_at timestamptz(3) not null,
      signs_until timestamptz(3)
    )`);
    this.addSql(`create index webhook_secrets_endpoint on gateway.webhook_secrets (endpoint_id)`);
    this.addSql(`create table gateway.webhook_deliveries (
      id uuid primary key,
      endpoint_id uuid not null references gateway.webhook_endpoints (id) on delete cascade,
      event_id uuid not null,
      type text not null,
      position bigint not null,
      payload text not null,
      status text not null check (status in ('pending', 'delivered', 'dead')),
      created_at timestamptz(3) not null,
      tries integer not null default 0,
      next_attempt_at timestamptz(3) not null,
      lease_token uuid,
      lease_until timestamptz(3),
      finished_at timestamptz(3)
    )`);
    this.addSql(`create index webhook_deliveries_list on gateway.webhook_deliveries (endpoint_id, created_at desc, id desc)`);
    this.addSql(`create index webhook_deliveries_of_status on gateway.webhook_deliveries (endpoint_id, status, created_at desc, id desc)`);
    this.addSql(`create index webhook_deliveries_due on gateway.webhook_deliveries (endpoint_id, next_attempt_at) where status = 'pending'`);
    this.addSql(`create index webhook_deliveries_finished on gateway.webhook_deliveries (finished_at)`);
    this.addSql(`create table gateway.webhook_attempts (
      delivery_id uuid not null references gateway.webhook_deliveries (id) on delete cascade,
      number integer not null,
      started_at timestamptz(3) not null,
      duration_ms integer not null,
      status_code integer,
      error text,
      response_excerpt text,
      primary key (delivery_id, number)
    )`);
  }
}
