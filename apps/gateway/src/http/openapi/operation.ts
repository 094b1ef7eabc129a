import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { STATUS_OF, titleOf, type ErrorCode } from '../error-status.ts';
import { PROBLEM_MEDIA_TYPE } from '../problem.ts';
import type { SchemaName } from './schemas.ts';

export interface OperationOptions {
  readonly summary: string;
  readonly description?: string;
  /** Default 200. */
  readonly status?: number;
  /** Schema of the answer; none: no body. */
  readonly answer?: SchemaName;
  /** The answer is a page of these. */
  readonly page?: boolean;
  /** Media type of the answer when it is not JSON. */
  readonly mediaType?: string;
  /** Refusals of this operation, beside those that every operation knows. */
  readonly problems?: readonly ErrorCode[];
  /** It changes an aggregate: its answer has a position, and waits for the read model. */
  readonly command?: boolean;
  readonly ifMatch?: 'required' | 'optional';
}

const POSITION_HEADER = { 'Countersign-Position': { description: 'Stream sequence of the commit; the read model has it.', schema: { type: 'integer' } } } as const;
const ETAG_HEADER = { ETag: { description: 'Version of the aggregate, for If-Match.', schema: { type: 'string', examples: ['"3"'] } } } as const;

/** What the API's description says of an operation. Refusals are listed by status, with an example for each code. */
export function Operation(options: OperationOptions): MethodDecorator {
  const { summary, description, status = 200, problems = [] } = options;
  const decorators: MethodDecorator[] = [
    ApiOperation({ summary, ...(description === undefined ? {} : { description }) }),
    ApiResponse({ status, description: status === 204 ? 'Done.' : status === 201 ? 'Made, now or by an earlier request with the same content.' : 'The answer.', ...headersOf(options), ...contentOf(options) }),
  ];
  if (options.command && options.answer) {
    decorators.push(ApiResponse({ status: 202, description: 'Carried out; the read model is behind and does not show it yet.', content: { 'application/json': { schema: { $ref: '#/components/schemas/Pending' } } } }));
  }
  if (options.ifMatch) {
    decorators.push(ApiHeader({ name: 'If-Match', required: options.ifMatch === 'required', description: 'ETag of what you saw.', example: '"3"' }));
  }
  const codes = new Set<ErrorCode>([...problems, ...(options.ifMatch ? ifMatchProblems(options.ifMatch) : []), 'internal']);
  for (const [problemStatus, ofStatus] of byStatus(codes)) decorators.push(problemResponse(problemStatus, ofStatus));
  return applyDecorators(...decorators);
}

/** A response of application/problem+json with an example for each code. */
export function problemResponse(status: number, codes: readonly ErrorCode[]): MethodDecorator {
  return ApiResponse({ status, ...problemContent(status, codes) });
}

export function problemContent(status: number, codes: readonly ErrorCode[]) {
  const examples = codes.map((code) => [code, { value: { type: `urn:countersign:error:${code}`, title: titleOf(code), status, code } }] as const);
  return {
    description: codes.map((code) => `\`${code}\`: ${titleOf(code)}`).join('\n\n'),
    content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' }, examples: Object.fromEntries(examples) } },
  };
}

export function byStatus(codes: Iterable<ErrorCode>): Map<number, ErrorCode[]> {
  const grouped = new Map<number, ErrorCode[]>();
  for (const code of codes) grouped.set(STATUS_OF[code], [...(grouped.get(STATUS_OF[code]) ?? []), code]);
  return grouped;
}

function ifMatchProblems(ifMatch: 'required' | 'optional'): ErrorCode[] {
  return ['if_match_invalid', 'version_conflict', ...(ifMatch === 'required' ? (['if_match_required'] as const) : [])];
}

function headersOf({ command, answer, page }: OperationOptions) {
  const versioned = ['Run', 'RunWithTasks', 'Task', 'Candidate', 'Session', 'Capture', 'Webhook', 'NewWebhook'].includes(answer ?? '') && !page;
  return { headers: { ...(command ? POSITION_HEADER : {}), ...(versioned ? ETAG_HEADER : {}) } };
}

function contentOf({ answer, page, mediaType = 'application/json' }: OperationOptions) {
  if (answer === undefined) return {};
  const item = { $ref: `#/components/schemas/${answer}` };
  const schema = page
    ? { type: 'object', required: ['items', 'next'], properties: { items: { type: 'array', items: item }, next: { type: ['string', 'null'], description: 'Opaque cursor of the next page; null at the end.' } } }
    : item;
  return { content: { [mediaType]: { schema } } };
}
