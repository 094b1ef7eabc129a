import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sha256 } from '../../auth/api-key.ts';
import { Sql } from '../../database/sql.ts';
import { ProblemError } from '../problem.ts';
import { Holder, HOLDER_LOCKS } from './holder.ts';
import { idempotencyKeyOf } from './idempotency-key.ts';
import { seal, unseal, type StoredAnswer } from './sealed-answer.ts';

/** How long an answer is given again. */
const KEPT_HOURS = 24;
/** A request that takes longer than any command may has died, though Postgres still waits for its gateway. */
const ABANDONED_MINUTES = 5;
const PURGE_EVERY_MS = 60_000;
const KEPT_HEADERS = ['content-type', 'location', 'etag', 'countersign-position'] as const;
/** What makes two requests of one path the same, beside the body. */
const COMPARED_HEADERS = ['if-match', 'content-type', 'content-digest', 'repr-digest'] as const;

interface Claim {
  readonly actor: string;
  readonly keySha256: string;
  readonly key: string;
  readonly holder: number;
}

/** A key that nobody holds, or whose holder is gone, and that has no answer yet, is free for whoever sends the same request. */
const CLAIM = `
  insert into gateway.idempotency_keys as known (actor, key_sha256, fingerprint, holder, started_at) values ($1, $2, $3, $4, now())
  on conflict (actor, key_sha256) do update set holder = excluded.holder, claimed_at = now()
    where known.fingerprint = excluded.fingerprint and known.answer is null and (known.holder is null or known.claimed_at < now() - interval '${ABANDONED_MINUTES} minutes' or not exists (
      select from pg_locks lock join pg_database database on database.oid = lock.database
      where lock.locktype = 'advisory' and lock.granted and database.datname = current_database()
        and lock.objsubid = 2 and lock.classid = ${HOLDER_LOCKS} and lock.objid = known.holder::oid))
  returning command_id as "commandId"`;

/** Same Idempotency-Key and same request: same answer, and the command is carried out once, whoever dies in between. */
@Injectable()
export class Idempotency {
  private readonly logger = new Logger(Idempotency.name);
  private readonly claims = new WeakMap<FastifyRequest, Claim>();
  private purgedAtMs = 0;

  constructor(
    private readonly sql: Sql,
    private readonly holder: Holder,
  ) {}

  /**
   * Before the handler. Returns the answer of the first request, or claims the key for this one, which from here on has the
   * `commandId` of the first: whoever carries commands out knows by it what was carried out already.
   * @throws ProblemError idempotency_key_invalid, idempotency_key_reused, idempotency_key_in_flight
   */
  async begin(request: FastifyRequest): Promise<StoredAnswer | undefined> {
    const key = idempotencyKeyOf(request);
    if (key === undefined || !request.identity) return undefined;
    await this.purge();
    const claim = { actor: request.identity.actor, keySha256: sha256(key), key, holder: await this.holder.number() };
    const fingerprint = fingerprintOf(request);
    const [claimed] = await this.sql.query<{ commandId: string }>(CLAIM, [claim.actor, claim.keySha256, fingerprint, claim.holder]);
    if (!claimed) return this.firstAnswer(claim, fingerprint);
    this.claims.set(request, claim);
    request.commandId = claimed.commandId;
    return undefined;
  }

  /** After the handler: an answer that would be the same again is kept; after a fault the key is free for another try. */
  async complete(request: FastifyRequest, reply: FastifyReply, body: unknown): Promise<void> {
    const claim = this.claims.get(request);
    if (!claim) return;
    this.claims.delete(request);
    const isFault = reply.statusCode >= 500 || reply.statusCode === 429 || !(typeof body === 'string' || body === undefined || body === null);
    const headers = Object.fromEntries(KEPT_HEADERS.flatMap((name) => (reply.hasHeader(name) ? [[name, String(reply.getHeader(name))]] : [])));
    const answer = isFault ? null : seal({ status: reply.statusCode, headers, body: (body as string | null | undefined) ?? '' }, claim.key);
    try {
      await this.sql.query('update gateway.idempotency_keys set answer = $4, holder = null where actor = $1 and key_sha256 = $2 and holder = $3 and answer is null', [claim.actor, claim.keySha256, claim.holder, answer]);
    } catch (error) {
      // The command was carried out: its answer must not fail because a repeat could not be prepared.
      this.logger.error({ error, correlationId: request.id }, 'an answer could not be kept for its Idempotency-Key');
    }
  }

  private async firstAnswer({ actor, keySha256, key }: Claim, fingerprint: string): Promise<StoredAnswer> {
    const [known] = await this.sql.query<{ fingerprint: string; answer: Buffer | null }>('select fingerprint, answer from gateway.idempotency_keys where actor = $1 and key_sha256 = $2', [actor, keySha256]);
    if (known && known.fingerprint !== fingerprint) throw new ProblemError('idempotency_key_reused');
    if (!known?.answer) throw new ProblemError('idempotency_key_in_flight');
    return unseal(known.answer, key);
  }

  private async purge(): Promise<void> {
    if (Date.now() - this.purgedAtMs < PURGE_EVERY_MS) return;
    this.purgedAtMs = Date.now();
    await this.sql.query(`delete from gateway.idempotency_keys where started_at < now() - interval '${KEPT_HOURS} hours'`);
  }
}

function fingerprintOf(request: FastifyRequest): string {
  const hash = createHash('sha256').update(JSON.stringify([request.method, request.url, ...COMPARED_HEADERS.map((name) => request.headers[name] ?? null)]));
  const { body } = request;
  // A file that is not read here: what is known of it before.
  if (body instanceof Readable) return hash.update(String(request.headers['content-length'])).digest('hex');
  return hash.update(Buffer.isBuffer(body) ? body : JSON.stringify(body ?? null)).digest('hex');
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Of the command that an Idempotency-Key names: the same for every repeat. */
    commandId: string | undefined;
  }
}
