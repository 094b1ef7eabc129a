import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { sessionCommands, type AttachResult } from '@countersign/contracts';
import { waitFor } from '@countersign/test-kit';
import { chromium, type Browser } from 'playwright-core';
import { ServiceProcesses } from '../nodes/service-processes.fixture.ts';

const LONG_MS = 120_000;
const refused = 'This address is not open to the session';
let all: ServiceProcesses;
let site: Server;
let siteUrl: string;
const clients: Browser[] = [];

beforeAll(async () => {
  all = await ServiceProcesses.open();
  site = createServer((_, response) => void response.end('<title>site</title>'));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}/page?token=secret`;
}, LONG_MS);
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close();
  await all.endAll();
}, 40_000);
afterAll(async () => {
  await all?.close();
  site?.closeAllConnections();
  site?.close();
}, 40_000);

async function titleIn(session: string, url: string): Promise<string> {
  const { url: door, ticket } = await all.must<AttachResult>(sessionCommands.attachCdp, { id: session });
  const client = await chromium.connectOverCDP(door, { headers: { Authorization: `Bearer ${ticket}` } });
  clients.push(client);
  const page = client.contexts()[0]!.pages()[0]!;
  await page.goto(url);
  return page.title();
}

describe('the sessions of a node', () => {
  it('reach nothing of the machine unless it is configured (ci)', async () => {
    const service = await all.start('a', { SESSION_POOL_SIZE: '1' });
    const session = await all.startSession();
    expect(await titleIn(session, siteUrl)).toBe(refused);
    await waitFor(() => service.lines.some((line) => line.includes('a browser was refused a connection') && line.includes(session)));
    expect(service.lines.join('\n')).not.toContain('secret');
  }, LONG_MS);

  it('reach what is configured, each no more than it asked for, also from the pool (thorough)', async () => {
    await all.start('b', { SESSION_POOL_SIZE: '1', SESSION_EGRESS_ALLOW: new URL(siteUrl).host });
    const [wide, narrow, none] = [await all.startSession(), await all.startSession({ egressAllow: ['jobs.example'] }), await all.startSession({ egressAllow: [] })];
    const listed = await all.startSession({ egressAllow: ['127.0.0.0/8'], startUrl: siteUrl });
    expect(await titleIn(wide, siteUrl)).toBe('site');
    expect(await titleIn(narrow, siteUrl)).toBe(refused);
    expect(await titleIn(none, siteUrl)).toBe(refused);
    expect(await titleIn(listed, siteUrl)).toBe('site');
    expect((await all.eventsOf(narrow))[0]).toMatchObject({ data: { egressAllow: ['jobs.example'] } });
    expect((await all.eventsOf(wide))[0]!.data).not.toHaveProperty('egressAllow');
  }, LONG_MS);

  it('are not started with what is no list of hosts', async () => {
    await all.start('c');
    const runId = await all.registerRun();
    for (const egressAllow of [['http://example.org/'], ['10.0.0.0/99'], ['']]) {
      expect(await all.command(sessionCommands.start, { id: randomUUID(), runId, egressAllow })).toMatchObject({ ok: false, error: { code: 'command_invalid' } });
    }
  }, LONG_MS);
});
