import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.ts';

const needed = { NATS_URL: 'nats://token@127.0.0.1:4222', DATABASE_URL: 'postgres://user:password@127.0.0.1:5432/countersign' };

describe('the configuration', () => {
  it('has defaults for all but the two servers', () => {
    expect(readConfig(needed)).toMatchObject({ host: '127.0.0.1', port: 4400, publicUrl: 'http://localhost:4400', bootstrapFile: undefined });
  });
  it('takes loopback by any of its names, and no other origin by itself', () => {
    expect(readConfig(needed).allowedOrigins).toEqual(['http://localhost:4400', 'http://127.0.0.1:4400', 'http://[::1]:4400']);
    expect(readConfig({ ...needed, GATEWAY_PUBLIC_URL: 'https://apply.example.org/', GATEWAY_ALLOWED_ORIGINS: 'https://a.example, https://b.example' })).toMatchObject({
      publicUrl: 'https://apply.example.org', allowedOrigins: ['https://apply.example.org', 'https://a.example', 'https://b.example'],
    });
  });
  it('knows the path that it is under, and the hosts that it is', () => {
    expect(readConfig(needed)).toMatchObject({ basePath: '', allowedHosts: ['localhost:4400', '127.0.0.1:4400', '[::1]:4400'] });
    expect(readConfig({ ...needed, GATEWAY_PUBLIC_URL: 'https://example.org/some/prefix/', GATEWAY_ALLOWED_HOSTS: 'Gateway:4400' })).toMatchObject({
      publicUrl: 'https://example.org/some/prefix', basePath: '/some/prefix', allowedHosts: ['example.org', 'localhost:4400', '127.0.0.1:4400', '[::1]:4400', 'gateway:4400'],
    });
    for (const path of ['/v1', '/docs/x', '/a%20b', '/a//b', '/..;/x']) expect(() => readConfig({ ...needed, GATEWAY_PUBLIC_URL: `https://example.org${path}` })).toThrow('GATEWAY_PUBLIC_URL');
    for (const host of ['a/b', 'https://a.example', 'a b']) expect(() => readConfig({ ...needed, GATEWAY_ALLOWED_HOSTS: host })).toThrow('GATEWAY_ALLOWED_HOSTS');
  });
  describe('of sign-in', () => {
    const oidc = { ...needed, GATEWAY_OIDC_ISSUER: 'https://login.example.org/realms/staff', GATEWAY_OIDC_CLIENT_ID: 'countersign' };
    it('is by link alone where no issuer is named, and without links where one is', () => {
      expect(readConfig(needed)).toMatchObject({ oidc: undefined, signInLinks: true, signInLifeMs: 12 * 3_600_000, signInIdleMs: 2 * 3_600_000 });
      expect(readConfig(oidc)).toMatchObject({
        signInLinks: false,
        oidc: { clientSecret: undefined, scopes: 'openid profile email', userClaim: 'sub', rolesClaim: 'roles', roles: { reviewer: ['reviewer'], auditor: ['auditor'], operator: ['operator'] }, allowedDomains: [], name: 'login.example.org', clockSkewSeconds: 30 },
      });
      expect(readConfig({ ...oidc, GATEWAY_SIGN_IN_LINKS: 'on' }).signInLinks).toBe(true);
    });
    it('maps what the issuer says to roles of people', () => {
      expect(readConfig({ ...oidc, GATEWAY_OIDC_ROLES: 'staff = reviewer, cn=leads=reviewer+auditor' }).oidc?.roles).toEqual({ staff: ['reviewer'], 'cn=leads': ['reviewer', 'auditor'] });
      for (const roles of ['staff', 'staff=', '=reviewer', 'staff=automation', 'staff=admin', 'staff=reviewer+']) expect(() => readConfig({ ...oidc, GATEWAY_OIDC_ROLES: roles })).toThrow('GATEWAY_OIDC_ROLES');
    });
    it.each([
      [{ GATEWAY_OIDC_ISSUER: 'http://login.example.org' }, 'GATEWAY_OIDC_ISSUER'], [{ GATEWAY_OIDC_ISSUER: 'login.example.org' }, 'GATEWAY_OIDC_ISSUER'], [{ GATEWAY_OIDC_ISSUER: '' }, 'GATEWAY_OIDC_ISSUER'],
      [{ GATEWAY_OIDC_CLIENT_ID: '' }, 'GATEWAY_OIDC_CLIENT_ID'], [{ GATEWAY_OIDC_SCOPES: 'profile' }, 'GATEWAY_OIDC_SCOPES'], [{ GATEWAY_OIDC_CLOCK_SKEW_SECONDS: '3600' }, 'GATEWAY_OIDC_CLOCK_SKEW_SECONDS'],
      [{ GATEWAY_SIGN_IN_LINKS: 'maybe' }, 'GATEWAY_SIGN_IN_LINKS'], [{ GATEWAY_SIGN_IN_HOURS: '0' }, 'GATEWAY_SIGN_IN_HOURS'], [{ GATEWAY_SIGN_IN_IDLE_MINUTES: '1' }, 'GATEWAY_SIGN_IN_IDLE_MINUTES'],
    ])('is not %j', (changed, name) => {
      expect(() => readConfig({ ...oidc, ...changed })).toThrow(name);
    });
    it('may be plain http on loopback', () => {
      expect(readConfig({ ...oidc, GATEWAY_OIDC_ISSUER: 'http://127.0.0.1:9000' }).oidc?.issuer).toBe('http://127.0.0.1:9000');
    });
  });
  it('says everything that is wrong at once', () => {
    let message = '';
    try {
      readConfig({ GATEWAY_PORT: 'many', GATEWAY_PUBLIC_URL: 'ftp://x', GATEWAY_ALLOWED_ORIGINS: 'https://a.example/path', LOG_LEVEL: 'loud', NATS_URL: 'http://x' });
    } catch (error) {
      message = (error as Error).message;
    }
    for (const name of ['GATEWAY_PORT', 'GATEWAY_PUBLIC_URL', 'GATEWAY_ALLOWED_ORIGINS', 'LOG_LEVEL', 'NATS_URL', 'DATABASE_URL']) expect(message).toContain(name);
  });
});
