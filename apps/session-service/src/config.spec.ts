import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.ts';

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toMatchObject({ natsUrl: 'nats://127.0.0.1:4222', sessionLimit: 8, uidBase: 64_000, streamHost: '127.0.0.1', chromiumBinary: undefined });
  });
  it('takes what is set', () => {
    expect(readConfig({ SESSION_LIMIT: '2', SESSION_STREAM_HOST: '0.0.0.0', SESSION_STREAM_PUBLIC_HOST: 'node-a', CHROMIUM_BIN: '/opt/chromium', SESSION_EGRESS_ALLOW: '10.0.0.0/8:443, localhost:8080' })).toMatchObject({
      egressAllow: [{ text: '10.0.0.0/8:443' }, { text: 'localhost:8080' }],
      sessionLimit: 2, streamHost: '0.0.0.0', streamPublicHost: 'node-a', chromiumBinary: '/opt/chromium',
    });
  });
  it('says everything that is wrong at once', () => {
    const wrong = { NATS_URL: 'localhost', SESSION_LIMIT: 'many', SESSION_STREAM_PORT: '70000', LOG_LEVEL: 'loud', SESSION_TTL_SECONDS: '7200', SESSION_LONGEST_LIFE_SECONDS: '3600', SESSION_EGRESS_ALLOW: 'http://x/,10.0.0.0/99' };
    expect(() => readConfig(wrong)).toThrow(/NATS_URL/);
    for (const name of Object.keys(wrong)) expect(() => readConfig(wrong)).toThrow(new RegExp(name));
  });
});
