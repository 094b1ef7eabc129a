import { describe, expect, it } from '@jest/globals';
import type { Role } from '@countersign/contracts';
import { claimAt, claimedPerson, type Claims } from './claimed-person.ts';
import { localPath } from './local-path.ts';
import { attemptAsText, attemptOf, newAttempt } from './sign-in-attempt.ts';

const settings = { userClaim: 'sub', rolesClaim: 'roles', allowedDomains: [] as string[], roles: { reviewer: ['reviewer'], leads: ['reviewer', 'auditor'] } as Record<string, Role[]> };
const person = (claims: Claims, parts: Partial<typeof settings> = {}) => claimedPerson({ sub: '24400320', roles: ['reviewer'], ...claims }, { ...settings, ...parts });

describe('who the issuer says it is', () => {
  it('has a lasting name, one for people to read, and the roles of the mapping', () => {
    expect(person({ name: 'Maria\u202e\n Lopez', roles: ['leads', 'reviewer', 'cooks'] })).toEqual({ userName: '24400320', displayName: 'Maria Lopez', roles: ['auditor', 'reviewer'] });
    expect(person({ roles: 'cooks leads' })).toMatchObject({ roles: ['auditor', 'reviewer'] });
    expect(person({ roles: undefined, realm_access: { roles: ['leads'] } }, { rolesClaim: 'realm_access.roles' })).toMatchObject({ roles: ['auditor', 'reviewer'] });
    expect(person({ 'https://acme.example/roles': ['leads'] }, { rolesClaim: 'https://acme.example/roles' })).toMatchObject({ roles: ['auditor', 'reviewer'] });
  });
  it.each([[undefined], [[]], [['cooks']], [7], [{ reviewer: true }], [['__proto__', 'constructor', 'toString']], [[['reviewer']]]])('has no role by %j', (roles) => {
    expect(person({ roles })).toEqual({ refused: 'no_role', userName: '24400320' });
  });
  it.each([[undefined], [''], ['two words'], ['local'], [42], ['x'.repeat(191)], ['line\nend'], ['ünïcode']])('is nobody with the name %j', (sub) => {
    expect(person({ sub })).toEqual({ refused: 'person_refused' });
  });
  it('is named by a mail address only when that was verified', () => {
    const byMail = { userClaim: 'email' };
    expect(person({ email: 'maria@acme.example', email_verified: true }, byMail)).toMatchObject({ userName: 'maria@acme.example' });
    for (const verified of [undefined, false, 'true']) expect(person({ email: 'maria@acme.example', email_verified: verified }, byMail)).toEqual({ refused: 'person_refused' });
  });
  it('is of an allowed domain', () => {
    const ofAcme = { allowedDomains: ['acme.example'] };
    expect(person({ email: 'maria@ACME.example', email_verified: true }, ofAcme)).toMatchObject({ roles: ['reviewer'] });
    for (const email of ['maria@evil.example', 'maria@acme.example.evil.example', 'maria@evil-acme.example', 'acme.example@evil.example', undefined]) {
      expect(person({ email, email_verified: true }, ofAcme)).toEqual({ refused: 'person_refused', userName: '24400320' });
    }
    expect(person({ email: 'maria@acme.example' }, ofAcme)).toMatchObject({ refused: 'person_refused' });
  });
  it('reads own claims only', () => {
    expect(claimAt({ a: { b: 1 } }, 'a.b')).toBe(1);
    expect(claimAt({ 'a.b': 2, a: { b: 1 } }, 'a.b')).toBe(2);
    for (const name of ['constructor', '__proto__', 'a.constructor.name', 'a.b.c']) expect(claimAt({ a: { b: 1 } }, name)).toBeUndefined();
  });
});

describe('the page to go on with', () => {
  it.each(['/', '/runs', '/captures/6f1c2a52-0d0e-4a55-9d9d-3f6f6f0f8f11?step=2#field', '/a/b%2Fc'])('may be %s', (path) => {
    expect(localPath(path)).toBe(path);
  });
  it.each([
    undefined, '', 'runs', '//evil.example', '///evil.example', '/\\evil.example', '\\/evil.example', '/a\\..\\\\evil', 'https://evil.example', 'javascript:alert(1)', '/\t/evil.example', '/\n/evil.example', ' //evil.example',
    '/..//evil.example', '/./%2e//evil.example', '/v1/sign-out', '/a/../v1/runs', '/sign-in', '/ünïcode', `/${'x'.repeat(600)}`, 'data:text/html,x', '@evil.example', '/%5c%5cevil\u0000',
  ])('is the first one instead of %j', (text) => {
    expect(localPath(text)).toBe('/');
  });
});

describe('a sign-in that was begun', () => {
  const attempt = newAttempt('/runs', 1_000);
  const cookie = attemptAsText(attempt);
  it('is found by its state, for ten minutes', () => {
    expect(attemptOf(cookie, attempt.state, 601_000)).toEqual(attempt);
    expect(attemptOf(cookie, attempt.state, 601_001)).toBeUndefined();
  });
  it.each([[undefined], [''], ['bm9wZQ'], [Buffer.from('null').toString('base64url')], [Buffer.from('{"state":"x"}').toString('base64url')], [attemptAsText({ ...attempt, nonce: '' })], [attemptAsText(newAttempt('/', 1_000))]])(
    'is not found in %j', (other) => {
      expect(attemptOf(other, attempt.state, 1_000)).toBeUndefined();
    });
  it('is not found without its state', () => {
    for (const state of [null, '', `${attempt.state}x`, attempt.state.slice(1)]) expect(attemptOf(cookie, state, 1_000)).toBeUndefined();
  });
});
