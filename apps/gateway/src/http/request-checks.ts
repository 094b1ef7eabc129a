import type { FastifyRequest } from 'fastify';
import { REFUSED_KEYS } from './json-body.ts';
import { ProblemError } from './problem.ts';

/** Longer ones are cut by some proxies; Node's own limit is on all headers together. */
export const MAX_URL_LENGTH = 8_000;
export const MAX_HEADERS = 100;
const MAX_PARAMETERS = 50;
/** Of these only one may come: who reads the first and who reads the last would see different requests. */
const SINGLE = new Set(['host', 'authorization', 'content-type', 'content-length', 'origin', 'content-encoding', 'idempotency-key', 'x-request-id']);
/** Routes that do not answer with JSON, or not only. */
const OTHER_MEDIA_TYPES = /^\/v1\/(events|audit\/export|documents\/|sessions\/:id\/(recordings\/|files\/|cdp$|console$))/;

/** What is wrong with a request before anybody asks what it wants. @throws ProblemError */
export function checkRequest(request: FastifyRequest): void {
  const { rawHeaders } = request.raw;
  // As it came: the path that the gateway is under may be off already.
  if ((request.originalUrl ?? request.url).length > MAX_URL_LENGTH) throw new ProblemError('url_too_long', { detail: `An address may have ${MAX_URL_LENGTH} characters.`, headers: { connection: 'close' } });
  if (rawHeaders.length > 2 * MAX_HEADERS) throw new ProblemError('headers_too_large', { detail: `At most ${MAX_HEADERS} headers are accepted.`, headers: { connection: 'close' } });
  const seen = new Set<string>();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]!.toLowerCase();
    if (SINGLE.has(name) && seen.has(name)) throw new ProblemError('request_malformed', { detail: `The header ${name} may stand there once.`, headers: { connection: 'close' } });
    seen.add(name);
  }
  refuseParameters(request.query);
  const encoding = request.headers['content-encoding']?.trim().toLowerCase();
  // What is not unpacked cannot grow in here.
  if (encoding !== undefined && encoding !== '' && encoding !== 'identity') throw new ProblemError('content_encoding_not_supported', { headers: { 'accept-encoding': 'identity' } });
  const route = request.routeOptions.url ?? '';
  if (route.startsWith('/v1/') && !OTHER_MEDIA_TYPES.test(route) && !takesJson(request.headers.accept)) throw new ProblemError('not_acceptable', { detail: 'Here the answer is application/json.' });
}

function refuseParameters(query: unknown): void {
  const names = Object.keys(query as object);
  if (names.length > MAX_PARAMETERS) throw new ProblemError('request_invalid', { detail: `At most ${MAX_PARAMETERS} parameters are accepted.` });
  const refused = names.find((name) => REFUSED_KEYS.has(name.split(/[.[\]]/).find((part) => REFUSED_KEYS.has(part)) ?? ''));
  if (refused !== undefined) throw new ProblemError('request_invalid', { errors: [{ path: `/${refused}`, message: 'is not accepted as the name of a parameter' }] });
}

/** RFC 9110, 12.5.1: whether application/json is among what is accepted, by the most specific range that names it. */
export function takesJson(accept: string | undefined): boolean {
  if (accept === undefined || accept.trim() === '') return true;
  const ranges = accept.toLowerCase().split(',').map((range) => range.trim().split(';').map((part) => part.trim()));
  for (const wanted of ['application/json', 'application/*', '*/*']) {
    const found = ranges.find(([type]) => type === wanted);
    if (found) return !found.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  }
  return false;
}
