import type { FastifyRequest } from 'fastify';
import { ProblemError } from '../problem.ts';

/** The Idempotency-Key of a POST. @throws ProblemError idempotency_key_invalid */
export function idempotencyKeyOf(request: Pick<FastifyRequest, 'method' | 'headers'>): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined || request.method !== 'POST') return undefined;
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw new ProblemError('idempotency_key_invalid');
  return key;
}
