import { describe, expect, it } from '@jest/globals';
import { ROLES, type Role } from '@countersign/contracts';
import { ACCESS, accessOf, allowedMethods, isAllowed } from './access.ts';

const routesOf = (role: Role): string[] => Object.entries(ACCESS).flatMap(([route, access]) => (access !== 'public' && access.includes(role) ? [route] : []));

describe('the table of access', () => {
  it('never lets an automation decide on answers or take the browser from a person', () => {
    const forPeople = Object.keys(ACCESS).filter((route) => /confirm|approve|reject|outcome|control$|complete/.test(route));
    // By the cookie of a console, which an API key is not: what may be done with it, the session decides.
    const byCookie = forPeople.filter((route) => route.includes('/console/'));
    expect(byCookie).toHaveLength(3);
    expect(forPeople).toHaveLength(7 + byCookie.length);
    expect(routesOf('automation').filter((route) => forPeople.includes(route))).toEqual([]);
  });
  it('lets only a reviewer approve and reject', () => {
    expect(ACCESS['POST /v1/captures/:id/approve']).toEqual(['reviewer']);
    expect(ACCESS['POST /v1/captures/:id/reject']).toEqual(['reviewer']);
  });
  it('lets an operator do everything else but edit', () => {
    const closed = Object.keys(ACCESS).filter((route) => ACCESS[route] !== 'public' && !routesOf('operator').includes(route));
    expect(closed).toEqual(['PATCH /v1/captures/:id/answers', 'POST /v1/captures/:id/confirm', 'POST /v1/captures/:id/approve', 'POST /v1/captures/:id/reject']);
  });
  it('lets an auditor read and change nothing', () => {
    // But for where they are signed in themselves.
    expect(routesOf('auditor').filter((route) => !route.startsWith('GET '))).toEqual(['DELETE /v1/sign-ins/:id']);
    expect(routesOf('auditor')).toContain('GET /v1/audit/events');
  });
  it('gives keys and sign-in links to operators only', () => {
    for (const route of Object.keys(ACCESS).filter((name) => /api-keys|sign-in-links/.test(name))) expect([route, ACCESS[route]]).toEqual([route, ['operator']]);
  });
  it('closes what it does not name', () => {
    expect(accessOf('POST', '/v1/unheard-of')).toBeUndefined();
    expect(accessOf('HEAD', '/v1/runs')).toEqual(ROLES);
    expect(isAllowed(['reviewer'], ['automation', 'auditor'])).toBe(false);
  });
  it('knows the methods of a path', () => {
    expect(allowedMethods('/v1/runs/abc')).toEqual(['GET', 'HEAD']);
    expect(allowedMethods('/v1/sessions/abc/control').sort()).toEqual(['DELETE', 'POST']);
    expect(allowedMethods('/v1/nowhere')).toEqual([]);
    expect(allowedMethods('/inbox')).toEqual(['GET', 'HEAD']);
  });
});
