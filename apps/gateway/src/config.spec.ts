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
