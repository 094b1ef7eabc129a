import { RETRY_AFTER_SECONDS, STATUS_OF, titleOf, type ErrorCode } from '../error-status.ts';
import { PROBLEM_MEDIA_TYPE } from '../problem.ts';
import { headerReference } from './parameters.ts';

/** A response of application/problem+json: which codes it may have, in words, as a schema, and with an example for each. */
export function problemContent(codes: readonly ErrorCode[]) {
  const code = { type: 'string' as const, enum: [...codes] };
  return {
    description: codes.map((name) => `\`${name}\`: ${titleOf(name)}`).join('\n\n'),
    headers: problemHeaders(codes),
    content: {
      [PROBLEM_MEDIA_TYPE]: {
        schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, { type: 'object' as const, properties: { code } }] },
        examples: Object.fromEntries(codes.map((name) => [name, { $ref: `#/components/examples/${name}` }])),
      },
    },
  };
}

function problemHeaders(codes: readonly ErrorCode[]): Record<string, { $ref: string }> {
  return {
    ...(codes.some((code) => RETRY_AFTER_SECONDS[code] !== undefined || STATUS_OF[code] === 429) ? { 'Retry-After': headerReference('RetryAfter') } : {}),
    ...(codes.some((code) => STATUS_OF[code] === 401) ? { 'WWW-Authenticate': headerReference('WwwAuthenticate') } : {}),
  };
}

/** Examples of problems, under `#/components/examples`. */
export function problemExamples(codes: Iterable<ErrorCode>): Record<string, { summary: string; value: object }> {
  return Object.fromEntries([...new Set(codes)].sort().map((code) => [code, { summary: titleOf(code), value: exampleOf(code) }]));
}

function exampleOf(code: ErrorCode) {
  return {
    type: `urn:countersign:error:${code}`,
    title: titleOf(code),
    status: STATUS_OF[code],
    code,
    ...(code === 'request_invalid' ? { errors: [{ path: '/runId', message: 'runId must be a UUID' }] } : {}),
    instance: 'urn:countersign:request:0b9c1f34-7f0b-4f0c-8c53-8a8de2b8c7a1',
  };
}

export function byStatus(codes: Iterable<ErrorCode>): Map<number, ErrorCode[]> {
  const grouped = new Map<number, ErrorCode[]>();
  for (const code of new Set(codes)) grouped.set(STATUS_OF[code], [...(grouped.get(STATUS_OF[code]) ?? []), code]);
  return grouped;
}

/** The codes that a response names. */
export function codesOf(response: { content?: Record<string, { examples?: object }> } | undefined): ErrorCode[] {
  return Object.keys(response?.content?.[PROBLEM_MEDIA_TYPE]?.examples ?? {}) as ErrorCode[];
}
