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
