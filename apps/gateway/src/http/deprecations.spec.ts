import { describe, expect, it } from '@jest/globals';
import { fastify } from 'fastify';
import { announceDeprecations, DEPRECATIONS, type Deprecations } from './deprecations.ts';
import { markDeprecated } from './openapi/document.ts';

const deprecations: Deprecations = { 'GET /v1/old/:id': { since: '2027-01-31', sunset: '2027-07-31', documentation: 'https://docs.example.org/old' } };

describe('a deprecated operation', () => {
  it('says so in every answer, since when and until when', async () => {
    const app = fastify();
    announceDeprecations(app, deprecations);
    app.get('/v1/old/:id', async (_request, reply) => reply.header('link', '</v1/old/2>; rel="next"').send({}));
    app.get('/v1/new', async () => ({}));
    for (const method of ['GET', 'HEAD'] as const) {
      const { headers } = await app.inject({ method, url: '/v1/old/1' });
      expect(headers).toMatchObject({
        deprecation: '@1801353600', sunset: 'Sat, 31 Jul 2027 00:00:00 GMT', link: '</v1/old/2>; rel="next", <https://docs.example.org/old>; rel="deprecation"; type="text/html"',
      });
    }
    expect((await app.inject('/v1/new')).headers).not.toHaveProperty('deprecation');
    await app.close();
  });
  it('is marked in the description, and no other', () => {
    const paths = { '/v1/old/{id}': { get: { responses: {} }, post: { responses: {} } } };
    markDeprecated(paths, deprecations);
    expect(paths).toEqual({ '/v1/old/{id}': { get: { responses: {}, deprecated: true, 'x-sunset': '2027-07-31' }, post: { responses: {} } } });
  });
  it('is none today, and each would name its days and its page', () => {
    for (const { since, sunset, documentation } of Object.values(DEPRECATIONS)) {
      expect([since, sunset ?? since].every((day) => /^\d{4}-\d\d-\d\d$/.test(day)) && URL.canParse(documentation)).toBe(true);
    }
    expect(DEPRECATIONS).toEqual({});
  });
});
