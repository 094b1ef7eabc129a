import type { FastifyInstance } from 'fastify';

/** An operation that will go, or is there only for those who use it already. */
export interface Deprecation {
  /** Day from which on it is deprecated, such as 2027-01-31. */
  readonly since: string;
  /** Day on which it goes. */
  readonly sunset?: string;
  /** Where it says what to use instead. */
  readonly documentation: string;
}
/** By method and pattern, such as `GET /v1/runs/:id`. */
export type Deprecations = Readonly<Record<string, Deprecation>>;

/** The only place that says what is deprecated: answers and the API's description say what stands here. */
export const DEPRECATIONS: Deprecations = {};

/** RFC 9745 and RFC 8594. */
export function deprecationHeaders({ since, sunset, documentation }: Deprecation): Record<string, string> {
  return {
    deprecation: `@${Date.parse(since) / 1000}`,
    ...(sunset === undefined ? {} : { sunset: new Date(sunset).toUTCString() }),
    link: `<${documentation}>; rel="deprecation"; type="text/html"`,
  };
}

/** Says it in every answer, refusals too. */
export function announceDeprecations(fastify: FastifyInstance, deprecations: Deprecations = DEPRECATIONS): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    const method = request.method === 'HEAD' ? 'GET' : request.method;
    const deprecation = deprecations[`${method} ${request.routeOptions.url ?? ''}`];
    if (!deprecation) return payload;
    const { link, ...headers } = deprecationHeaders(deprecation);
    const known = reply.getHeader('link');
    void reply.headers({ ...headers, link: known === undefined ? link! : `${String(known)}, ${link!}` });
    return payload;
  });
}
