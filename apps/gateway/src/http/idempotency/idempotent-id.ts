import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../problem.ts';

/** The Idempotency-Key of a POST. @throws ProblemError idempotency_key_invalid */
export function idempotencyKeyOf(request: Pick<FastifyRequest, 'method' | 'headers'>): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined || request.method !== 'POST') return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw new ProblemError('idempotency_key_invalid');
  return key;
}

/** A UUID of version 8 (RFC 9562) over who asks, where, and with which key. */
export function idFor(actor: string, route: string, key: string): string {
  const bytes = createHash('sha256').update(JSON.stringify(['idempotent id', actor, route, key])).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
