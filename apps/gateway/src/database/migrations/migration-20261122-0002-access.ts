import { Migration } from '@mikro-orm/migrations';

/** Who may come in, and which requests were answered already. */
export class Migration202611220002Access extends Migration {
  override up(): void {
    this.addSql(`create table gateway.api_keys (
      id text primary key,
      name text not null,
      roles jsonb not null,
      secret_sha256 text not null,
      created_by text not null,
      created_at timestamptz(3) not null,
      revoked_at timestamptz(3)
    )`);
    this.addSql(`create table gateway.sign_in_tokens (
      token_sha256 text primary key,
      user_name text not null,
      roles jsonb not null,
      created_by text not null,
      expires_at timestamptz(3) not null,
      used_at timestamptz(3)
    )`);
    this.addSql(`create table gateway.user_sessions (
      token_sha256 text primary key,
      user_name text not null,
      roles jsonb not null,
      created_at timestamptz(3) not null,
      expires_at timestamptz(3) not null
    )`);
    this.addSql(`create index user_sessions_expires_at on gateway.user_sessions (expires_at)`);
    this.addSql(`create table gateway.idempotency_keys (
      actor text not null,
      key_sha256 text not null,
      fingerprint text not null,
      answer bytea,
      started_at timestamptz(3) not null,
      primary key (actor, key_sha256)
    )`);
    this.addSql(`create index idempotency_keys_started_at on gateway.idempotency_keys (started_at)`);
  }
}
