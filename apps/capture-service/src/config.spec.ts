import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from './config.ts';

describe('the configuration', () => {
  it('has defaults for everything', () => {
    expect(readConfig({})).toMatchObject({ natsUrl: 'nats://127.0.0.1:4222', logLevel: 'info', pageTimeoutMs: 75_000, outcomeTimeoutMs: 45_000, drainTimeoutMs: 30_000, model: null });
  });

  it('has a model where one is named', () => {
    expect(readConfig({ CAPTURE_MODEL_URL: 'https://api.example.com/v1', CAPTURE_MODEL_NAME: 'small', CAPTURE_MODEL_KEY: 'k' }).model).toEqual({ url: 'https://api.example.com/v1', model: 'small', key: 'k' });
    expect(() => readConfig({ CAPTURE_MODEL_URL: 'file:///etc' })).toThrow(/CAPTURE_MODEL_URL[^]*CAPTURE_MODEL_NAME/);
  });

  it('tells everything that is wrong at once', () => {
    const read = () => readConfig({ NATS_URL: 'localhost', LOG_LEVEL: 'loud', CAPTURE_PAGE_TIMEOUT_SECONDS: 'long', CAPTURE_DRAIN_SECONDS: '0' });
    expect(read).toThrow(ConfigError);
    for (const name of ['NATS_URL', 'LOG_LEVEL', 'CAPTURE_PAGE_TIMEOUT_SECONDS', 'CAPTURE_DRAIN_SECONDS']) expect(read).toThrow(name);
  });
});
