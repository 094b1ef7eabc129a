import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { ErrorCode } from '../error-status.ts';
import { PROBLEM_MEDIA_TYPE } from '../problem.ts';
import { headerReference } from './parameters.ts';
import { byStatus, problemContent } from './problems.ts';
import type { SchemaName } from './schemas.ts';

export interface OperationOptions {
  readonly summary: string;
  readonly description?: string;
  /** Default 200. */
  readonly status?: number;
  /** Schema of the answer; none: no body. */
  readonly answer?: SchemaName;
  /** The answer is a page of these; a text: the parameter in which its `next` comes back, when that is not `cursor`. */
  readonly page?: boolean | string;
  /** Media type of the answer when it is not JSON, or several. */
  readonly mediaType?: string | readonly string[];
  /** Refusals of this operation, beside those that every operation knows. */
  readonly problems?: readonly ErrorCode[];
  /** It changes an aggregate: its answer has a position, and waits for the read model. */
  readonly command?: boolean;
  /** As a command, but the answer is the same when the read model is behind. */
  readonly positioned?: boolean;
  readonly ifMatch?: 'required' | 'optional';
  /** The answer says in `Location` where what was made is. */
  readonly located?: boolean;
  /** Further headers of the answer, with what they say. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** On the handler of a list: the parameter in which its cursor comes back. */
export const PAGE_CURSOR = 'countersign:page-cursor';
/** Answers that are a version of an aggregate. */
const VERSIONED: ReadonlySet<SchemaName | undefined> = new Set(['Run', 'RunWithTasks', 'Task', 'Candidate', 'Session', 'Capture', 'Comparison', 'Webhook', 'NewWebhook']);

/** What the API's description says of an operation. Refusals are listed by status, with an example for each code. */
export function Operation(options: OperationOptions): MethodDecorator {
  const { summary, description, status = 200, problems = [] } = options;
  const decorators: MethodDecorator[] = [
    ApiOperation({ summary, ...(description === undefined ? {} : { description }) }),
    ApiResponse({ status, description: descriptionOf(status), headers: headersOf(options), ...contentOf(options) }),
  ];
  if (options.page) decorators.push(SetMetadata(PAGE_CURSOR, options.page === true ? 'cursor' : options.page));
  if (options.command && options.answer) {
    const headers = { 'Countersign-Position': headerReference('Position'), ...(options.located ? { Location: headerReference('Location') } : {}) };
    decorators.push(ApiResponse({ status: 202, description: 'Carried out; the read model is behind and does not show it yet.', headers, content: { 'application/json': { schema: { $ref: '#/components/schemas/Pending' } } } }));
  }
  if (options.ifMatch) {
    decorators.push(ApiHeader({ name: 'If-Match', required: options.ifMatch === 'required', description: 'ETag of what you saw.', example: '"3"', schema: { type: 'string' } }));
  }
  // OpenAPI has no word for what comes after the upgrade; what is refused before it is a problem.
  if (status === 101) decorators.push(ApiResponse({ status: 'default', description: 'Refused before the connection was upgraded.', content: { [PROBLEM_MEDIA_TYPE]: { schema: { $ref: '#/components/schemas/Problem' } } } }));
  const codes = new Set<ErrorCode>([...problems, ...(options.ifMatch ? ifMatchProblems(options.ifMatch) : []), 'internal']);
  for (const [problemStatus, ofStatus] of byStatus(codes)) decorators.push(ApiResponse({ status: problemStatus, ...problemContent(ofStatus) }));
  return applyDecorators(...decorators);
}

/** Of a page of these, under `#/components/schemas`. */
export function pageName(answer: string): string {
  return `${answer}Page`;
}

export function pageSchema(answer: string) {
  const next = { type: ['string', 'null'], description: 'Opaque cursor of the next page; null at the end. The header `Link` has the whole address.' };
  return { type: 'object', required: ['items', 'next'], properties: { items: { type: 'array', items: { $ref: `#/components/schemas/${answer}` } }, next } };
}

function descriptionOf(status: number): string {
  if (status === 204) return 'Done.';
  if (status === 101) return 'The connection speaks the other protocol from here on.';
  return status === 201 ? 'Made, now or by an earlier request with the same content.' : 'The answer.';
}

function ifMatchProblems(ifMatch: 'required' | 'optional'): ErrorCode[] {
  return ['if_match_invalid', 'version_conflict', ...(ifMatch === 'required' ? (['if_match_required'] as const) : [])];
}

function headersOf({ command, positioned, answer, page, located, headers = {} }: OperationOptions) {
  return {
    ...(command || positioned ? { 'Countersign-Position': headerReference('Position') } : {}),
    ...(VERSIONED.has(answer) && !page ? { ETag: headerReference('ETag') } : {}),
    ...(page ? { Link: headerReference('Link') } : {}),
    ...(located ? { Location: headerReference('Location') } : {}),
    ...Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, { description: text, schema: { type: 'string' as const } }])),
  };
}

function contentOf({ answer, page, mediaType = 'application/json' }: OperationOptions) {
  if (answer === undefined) return {};
  const schema = { $ref: `#/components/schemas/${page ? pageName(answer) : answer}` };
  return { content: Object.fromEntries([mediaType].flat().map((type) => [type, { schema }])) };
}
