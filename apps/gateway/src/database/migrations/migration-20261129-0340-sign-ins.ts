import { Migration } from '@mikro-orm/migrations';

/** API keys expire and say when they were used; sign-ins have a name of their own, end when nobody uses them, and may come from an issuer. */
export class Migration202611290340SignIns extends Migration {
  override up(): void {
    this.addSql(`alter table gateway.api_keys add column expires_at timestamptz(3), add column last_used_at timestamptz(3)`);
    this.addSql(`create index api_keys_created_at on gateway.api_keys (created_at desc, id desc)`);
    this.addSql(`alter table gateway.user_sessions
      add column id uuid not null default gen_random_uuid() unique,
      add column display_name text,
      add column method text not null default 'link' check (method in ('link', 'oidc')),
      add column last_seen_at timestamptz(3) not null default now(),
      add column ended_at timestamptz(3)`);
    // For the rows that are there; whoever signs in says them.
    this.addSql(`alter table gateway.user_sessions alter column id drop default, alter column method drop default, alter column last_seen_at drop default`);
    this.addSql(`create index user_sessions_created_at on gateway.user_sessions (created_at desc, id desc)`);
    this.addSql(`create index user_sessions_of_user on gateway.user_sessions (user_name, created_at desc, id desc)`);
  }
}
