import { Migration } from '@mikro-orm/migrations';

/** A key is held by a gateway that lives, and names one command, whoever carries it out. */
export class Migration202611290320Idempotency extends Migration {
  override up(): void {
    this.addSql(`alter table gateway.idempotency_keys add column command_id uuid not null default gen_random_uuid(), add column holder integer, add column claimed_at timestamptz(3) not null default now()`);
  }
}
