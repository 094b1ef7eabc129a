import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseEgressPattern, PUBLIC_INTERNET, type EgressPolicy } from '@countersign/egress';
import { temporaryFolder, waitFor, type TemporaryFolder } from '@countersign/test-kit';
import { postWebhook } from './post-webhook.ts';
import { startReceiver, type Receiver } from './webhook-receiver.fixture.ts';

const opened: EgressPolicy = { opened: [parseEgressPattern('127.0.0.0/8')], narrowedTo: null };
const post = (url: string, policy = opened, timeoutMs = 1_000) => postWebhook({ url, headers: { 'webhook-id': '1' }, body: '{"a":"é"}', policy, timeoutMs });

describe('posting a webhook', () => {
  let receiver: Receiver;
  let folder: TemporaryFolder;
  beforeAll(async () => {
    receiver = await startReceiver();
    folder = await temporaryFolder();
  });
  afterAll(async () => {
    await receiver.stop();
    await folder.remove();
  });

  it('gives the answer with its beginning', async () => {
    receiver.answer = (_, response) => void response.writeHead(503, { 'retry-after': '7' }).end(`no\u0000\u001b[31m${'x'.repeat(5_000)}`);
    const answer = await post(`${receiver.url}?a=1`);
    expect(answer).toMatchObject({ statusCode: 503, retryAfter: '7', error: null });
    expect(answer.responseExcerpt).toMatch(/^no\ufffd\ufffd\[31mx+$/);
    expect(answer.responseExcerpt!.length).toBeLessThanOrEqual(1_000);
    const [request] = receiver.received.splice(0);
    expect(request).toMatchObject({ path: '/hook?a=1', body: '{"a":"é"}', headers: { 'content-type': 'application/json', 'content-length': '10', 'webhook-id': '1', host: new URL(receiver.url).host } });
  });
  it('does not follow where it is sent', async () => {
    receiver.answer = (_, response) => void response.writeHead(302, { location: receiver.url }).end();
    expect(await post(receiver.url)).toMatchObject({ statusCode: 302, error: 'It redirects; redirects are not followed.' });
    expect(receiver.received.splice(0)).toHaveLength(1);
  });
  it('gives up on whoever says nothing, and does not wait for what comes slowly or without end', async () => {
    receiver.answer = () => undefined;
    const silent = await post(receiver.url, opened, 300);
    expect([silent.statusCode, silent.error]).toEqual([null, 'There was no answer within 0.3 s.']);
    expect(silent.durationMs).toBeLessThan(1_000);
    receiver.answer = (_, response) => void response.writeHead(200).write('slow');
    const slow = await post(receiver.url, opened, 300);
    expect([slow.statusCode, slow.responseExcerpt]).toEqual([200, 'slow']);
    expect(slow.durationMs).toBeLessThan(1_000);
    receiver.answer = (_, response) => {
      response.writeHead(200);
      const more = (): void => void (response.destroyed || response.write(Buffer.alloc(16_384, 'y'), () => setImmediate(more)));
      more();
    };
    const endless = await post(receiver.url);
    expect([endless.statusCode, endless.responseExcerpt?.length]).toEqual([200, 1_000]);
    receiver.received.splice(0);
    await waitFor(() => receiver.underWay.now === 0, { what: 'every connection is closed' });
  });
  it('says what kind of failure it was', async () => {
    const deaf = createServer((socket) => socket.destroy());
    deaf.listen(0, '127.0.0.1');
    await once(deaf, 'listening');
    const babbling = createServer((socket) => socket.on('error', () => undefined).end('SSH-2.0-whatever\r\n'));
    babbling.listen(0, '127.0.0.1');
    await once(babbling, 'listening');
    const urlOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    expect((await post(urlOf(deaf))).error).toMatch(/ECONNRESET|socket hang up/);
    expect((await post(urlOf(babbling))).error).toMatch(/Parse Error/);
    const gone = urlOf(deaf);
    deaf.close();
    babbling.close();
    await once(deaf, 'close');
    expect((await post(gone)).error).toContain('ECONNREFUSED');
  });
  it.each(['http://127.0.0.1/', 'http://localhost/', 'http://[::1]/', 'http://[::ffff:127.0.0.1]/', 'http://2130706433/', 'http://0x7f.1/', 'http://10.0.0.1/', 'http://169.254.169.254/latest/meta-data', 'http://0.0.0.0/', 'https://192.168.0.1/'])(
    'sends nothing to %s', async (url) => {
      const answer = await post(url.replace(/^(http:\/\/[^/]+)/, `$1:${new URL(receiver.url).port}`), PUBLIC_INTERNET);
      expect([answer.statusCode, answer.error]).toEqual([null, expect.stringMatching(/is refused/)]);
      expect(receiver.received.splice(0)).toEqual([]);
    });

  it('verifies certificates, their names too', async () => {
    const [key, certificate] = [join(folder.path, 'key.pem'), join(folder.path, 'certificate.pem')];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate], { stdio: 'pipe' });
    const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (_, response) => response.writeHead(200).end('safe'));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const known = getCACertificates('default');
    try {
      expect((await post(`https://localhost:${port}/`)).error).toMatch(/self-signed certificate/);
      setDefaultCACertificates([...known, readFileSync(certificate, 'utf8')]);
      expect(await post(`https://localhost:${port}/`)).toMatchObject({ statusCode: 200, responseExcerpt: 'safe', error: null });
      expect((await post(`https://127.0.0.1:${port}/`)).error).toMatch(/does not match certificate/);
    } finally {
      setDefaultCACertificates(known);
      server.close();
    }
  });
});
