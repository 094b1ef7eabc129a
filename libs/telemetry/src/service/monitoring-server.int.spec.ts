import { afterEach, describe, expect, it } from '@jest/globals';
import { Metrics } from './metrics.ts';
import { parseMonitoringAddress, serveMonitoring, shared, type MonitoringServer } from './monitoring-server.ts';

describe('the address of metrics and health', () => {
  it.each([
    ['9464', { host: '127.0.0.1', port: 9464 }],
    ['0.0.0.0:9464', { host: '0.0.0.0', port: 9464 }],
    ['[::1]:0', { host: '::1', port: 0 }],
    ['metrics.internal:1', { host: 'metrics.internal', port: 1 }],
  ])('%s is understood', (text, expected) => expect(parseMonitoringAddress(text)).toEqual(expected));
  it.each(['', 'x', ':1', 'a:b', '70000', '::1:9464', 'http://x:1', '1.2.3.4:'])('%j is none', (text) => expect(parseMonitoringAddress(text)).toBeUndefined());
});

describe('a question that many ask at once', () => {
  it('is asked once, and anew when it was answered', async () => {
    let asked = 0;
    const ask = shared(async () => ++asked);
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
    expect(await ask()).toBe(2);
  });
});

describe('metrics and health', () => {
  let server: MonitoringServer;
  afterEach(async () => server.stop());
  const address = { host: '127.0.0.1', port: 0 };

  it('leave out a number that cannot be found or does not come, and say so; nobody waits for it longer than two seconds', async () => {
    const metrics = new Metrics();
    metrics.read({ name: 'broken', help: 'Throws.' }, () => { throw new Error('a secret'); });
    metrics.read({ name: 'late', help: 'Never comes.' }, () => new Promise(() => undefined));
    metrics.read({ name: 'sound', help: 'There.', labels: ['state'] }, () => [{ value: 2, labels: { state: 'a"b\\c\nd' } }]);
    server = await serveMonitoring(address, metrics, async () => ({ isReady: true, report: {} }));
    const startedAt = performance.now();
    const text = await (await fetch(`${server.url}/metrics`)).text();
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect(text).not.toMatch(/^countersign_(broken|late) /m);
    expect(text).toContain('countersign_sound{state="a\\"b\\\\c\\nd"} 2\n');
    expect(await (await fetch(`${server.url}/metrics`)).text()).toMatch(/^countersign_metrics_collection_faults_total [234]$/m);
    expect(text).not.toContain('secret');
  });

  it('count nothing twice when several ask at once', async () => {
    const metrics = new Metrics();
    metrics.read({ name: 'asked', help: 'Seven.' }, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return 7;
    });
    server = await serveMonitoring(address, metrics, async () => ({ isReady: false, report: { status: 'draining' } }));
    const texts = await Promise.all(Array.from({ length: 10 }, async () => (await fetch(`${server.url}/metrics`)).text()));
    expect(texts.filter((text) => /^countersign_asked 7$/m.test(text))).toHaveLength(10);
    const ready = await fetch(`${server.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'draining' }]);
  });
});
