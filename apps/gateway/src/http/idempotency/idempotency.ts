import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { EntityManager, UniqueConstraintViolationException } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sha256 } from '../../auth/api-key.ts';
import { ProblemError } from '../problem.ts';
import { IdempotencyKey } from './idempotency-key.entity.ts';
import { idempotencyKeyOf } from './idempotent-id.ts';
import { seal, unseal, type StoredAnswer } from './sealed-answer.ts';

/** How long an answer is given again. */
const KEPT_MS = 24 * 3600_000;
/** A first request that takes longer than any command may has died with its gateway. */
const ABANDONED_MS = 5 * 60_000;
const PURGE_EVERY_MS = 60_000;
const KEPT_HEADERS = ['content-type', 'location', 'etag', 'countersign-position'] as const;

interface Claim {
  readonly actor: string;
  readonly keySha256: string;
  readonly key: string;
}

/** Same Idempotency-Key and same request: same answer, and the command is sent once. */
@Injectable()
export class Idempotency {
  private readonly logger = new Logger(Idempotency.name);
  private readonly claims = new WeakMap<FastifyRequest, Claim>();
  private purgedAtMs = 0;

  constructor(private readonly entityManager: EntityManager) {}

  /**
   * Before the handler. Returns the answer of the first request, or claims the key for this one.
   * @throws ProblemError idempotency_key_invalid, idempotency_key_reused, idempotency_key_in_flight
   */
  async begin(request: FastifyRequest): Promise<StoredAnswer | undefined> {
    const key = idempotencyKeyOf(request);
    if (key === undefined || !request.identity) return undefined;
    await this.purge();
    const claim = { actor: request.identity.actor, keySha256: sha256(key), key };
    const fingerprint = fingerprintOf(request);
    const entityManager = this.entityManager.fork();
    try {
      await entityManager.insert(IdempotencyKey, { actor: claim.actor, keySha256: claim.keySha256, fingerprint, answer: null, startedAt: new Date() });
    } catch (error) {
      if (!(error instanceof UniqueConstraintViolationException)) throw error;
      const known = await entityManager.findOne(IdempotencyKey, { actor: claim.actor, keySha256: claim.keySha256 });
      if (known?.fingerprint !== undefined && known.fingerprint !== fingerprint) throw new ProblemError('idempotency_key_reused');
      if (known?.answer) return unseal(Buffer.from(known.answer), key);
      if (!(await this.takeOver(claim))) throw new ProblemError('idempotency_key_in_flight');
    }
    this.claims.set(request, claim);
    return undefined;
  }

  /** After the handler: an answer that would be the same again is kept; after a fault the key is free again. */
  async complete(request: FastifyRequest, reply: FastifyReply, body: unknown): Promise<void> {
    const claim = this.claims.get(request);
    if (!claim) return;
    this.claims.delete(request);
    const where = { actor: claim.actor, keySha256: claim.keySha256 };
    try {
      const entityManager = this.entityManager.fork();
      if (reply.statusCode >= 500 || reply.statusCode === 429 || !(typeof body === 'string' || body === undefined || body === null)) {
        await entityManager.nativeDelete(IdempotencyKey, where);
        return;
      }
      const headers = Object.fromEntries(KEPT_HEADERS.flatMap((name) => (reply.hasHeader(name) ? [[name, String(reply.getHeader(name))]] : [])));
      await entityManager.nativeUpdate(IdempotencyKey, where, { answer: seal({ status: reply.statusCode, headers, body: body ?? '' }, claim.key) });
    } catch (error) {
      // The command was carried out: its answer must not fail because a repeat could not be prepared.
      this.logger.error({ error, correlationId: request.id }, 'an answer could not be kept for its Idempotency-Key');
    }
  }

  private async takeOver({ actor, keySha256 }: Claim): Promise<boolean> {
    const abandonedBefore = new Date(Date.now() - ABANDONED_MS);
    const taken = await this.entityManager.fork().nativeUpdate(
      IdempotencyKey,
      { actor, keySha256, answer: null, startedAt: { $lt: abandonedBefore } },
      { startedAt: new Date() },
    );
    return taken === 1;
  }

  private async purge(): Promise<void> {
    if (Date.now() - this.purgedAtMs < PURGE_EVERY_MS) return;
    this.purgedAtMs = Date.now();
    await this.entityManager.fork().nativeDelete(IdempotencyKey, { startedAt: { $lt: new Date(Date.now() - KEPT_MS) } });
  }
}

function fingerprintOf(request: FastifyRequest): string {
  const hash = createHash('sha256').update(JSON.stringify([request.method, request.url, request.headers['if-match'] ?? null]));
  const { body } = request;
  // A file that is not read here: what is known of it before.
  if (body instanceof Readable) return hash.update(String(request.headers['content-length'])).digest('hex');
  return hash.update(Buffer.isBuffer(body) ? body : JSON.stringify(body ?? null)).digest('hex');
}
