import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { parseEgressPattern } from '@countersign/egress';
import { temporaryFolder, waitFor, type TemporaryFolder } from '@countersign/test-kit';
import { createSocket } from 'node:dgram';
import { createServer, type Server } from 'node:http';
import { connect, createServer as createTcpServer, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { WebSocketServer } from 'ws';
import type { HostedBrowser } from '../browser-host/browser-host.ts';
import { CdpStartup } from '../browser-host/cdp-startup.ts';
import { TigervncBrowserHost } from '../browser-host/tigervnc-browser-host.ts';
import { addressesOfThisMachine, HitCounter } from './hit-counter.fixture.ts';
import { NodeEgress } from './node-egress.ts';

const COMMAND_TIMEOUT_MS = 20_000;
const ownAddress = Object.values(networkInterfaces()).flatMap((found) => found ?? []).find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1';
const decimal = (address: string): string => String(address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0));
const lookups: string[] = [];
const names: Record<string, () => string[]> = {
  'localhost': () => ['::1', '127.0.0.1'],
  'anything.localhost': () => ['127.0.0.1'],
  '127.0.0.1.nip.example': () => ['127.0.0.1'],
  'mapped.example': () => ['::ffff:127.0.0.1'],
  'v6.example': () => ['::1'],
  'zero.example': () => ['0.0.0.0'],
  'nat64.example': () => ['64:ff9b::7f00:1'],
  'own.example': () => [ownAddress],
  'metadata.example': () => ['169.254.169.254'],
  'site.example': () => ['127.0.0.1'],
  'other.example': () => ['127.0.0.1'],
  'mixed.example': () => ['10.255.255.1', '169.254.169.254', '::1'],
  // Changes its mind: allowed at first, then somewhere else.
  'rebinding.example': () => [lookups.filter((name) => name === 'rebinding.example').length === 1 ? '127.0.0.1' : '127.0.0.9'],
};

let folder: TemporaryFolder;
let counter: HitCounter;
let site: Server;
let sitePort: number;
let host: TigervncBrowserHost;
const browsers: HostedBrowser[] = [];

interface Driven {
  navigate(url: string): Promise<string | undefined>;
  evaluate(expression: string): Promise<unknown>;
}

/** A browser of a session, on the site's empty page. */
async function drive(egressAllow: readonly string[] | null = null): Promise<Driven> {
  const browser = await host.start({ width: 800, height: 600 });
  browsers.push(browser);
  const { cdpIn, cdpOut } = await browser.open(null, { sessionId: 's', egressAllow });
  const cdp = new CdpStartup(cdpIn, cdpOut);
  const { targetInfos } = (await cdp.command('Target.getTargets', {}, COMMAND_TIMEOUT_MS)) as { targetInfos: { targetId: string; type: string }[] };
  const page = targetInfos.find(({ type }) => type === 'page')!;
  const { sessionId } = (await cdp.command('Target.attachToTarget', { targetId: page.targetId, flatten: true }, COMMAND_TIMEOUT_MS)) as { sessionId: string };
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result } = await cdp.command('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true, userGesture: true }, COMMAND_TIMEOUT_MS, sessionId);
    return (result as { value: unknown }).value;
  };
  return {
    navigate: async (url) => {
      const { errorText } = await cdp.command('Page.navigate', { url }, COMMAND_TIMEOUT_MS, sessionId);
      // The answer comes when the page begins.
      await waitFor(async () => (await evaluate('document.readyState')) === 'complete');
      return errorText as string | undefined;
    },
    evaluate,
  };
}

beforeAll(async () => {
  folder = await temporaryFolder();
  counter = await HitCounter.start();
  site = createServer((request, response) => {
    const to = new URL(request.url!, 'http://x').searchParams.get('to');
    if (to !== null) return void response.writeHead(302, { location: to }).end();
    response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' }).end(`<title>${request.headers.host}</title><body>site`);
  });
  new WebSocketServer({ server: site }).on('connection', (socket) => socket.on('message', (data) => socket.send(`echo ${(data as Buffer).toString()}`)));
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  sitePort = (site.address() as AddressInfo).port;
  const lookup = async (name: string): Promise<readonly string[]> => {
    lookups.push(name);
    return names[name]?.() ?? Promise.reject(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }));
  };
  const egress = new NodeEgress({ opened: [parseEgressPattern(`127.0.0.1:${sitePort}`)], lookup });
  host = new TigervncBrowserHost({ dataFolder: folder.path, uidBase: 64_700, uidCount: 40, startTimeoutMs: 30_000, egress });
}, 60_000);
beforeEach(() => {
  counter.hits.length = 0;
  lookups.length = 0;
});
afterAll(async () => {
  await Promise.all(browsers.map((browser) => browser.stop()));
  counter?.stop();
  site?.closeAllConnections();
  site?.close();
  await folder?.remove();
});

/** What a browser takes for an address of this machine, or a name that leads to one. */
const SPELLINGS = [
  '127.0.0.1', 'localhost', 'LOCALHOST', 'LocalHost.', '127.0.0.1.', '127.1', '127.0.1', '2130706433', '0x7f000001', '0x7F.0x0.0x0.0x1', '0x7f.1', '0177.0.0.1', '0177.1', '017700000001',
  '127.000.000.001', '127.0.0.2', '127.255.255.254', '0', '0.0.0.0', '0x0', '0.0', '000000000000', '[::]', '[::1]', '[0:0:0:0:0:0:0:1]', '[0000:0000:0000:0000:0000:0000:0000:0001]',
  '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:127.0.0.1]', '[::ffff:0.0.0.0]', '[::127.0.0.1]', '[::ffff:0:127.0.0.1]', '[64:ff9b::127.0.0.1]', '[64:ff9b:1::127.0.0.1]', '[2002:7f00:1::]',
  'user:pass@127.0.0.1', 'site.example@127.0.0.1', 'site.example%2f@127.0.0.1', '127。0。0。1', '１２７.０.０.１', '%31%32%37.0.0.1', '127%2e0%2e0%2e1', 'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ', 'anything.localhost',
  '127.0.0.1.nip.example', 'mapped.example', 'v6.example', 'zero.example', 'nat64.example', 'own.example', 'mixed.example', ownAddress, decimal(ownAddress), `[::ffff:${ownAddress}]`,
  ...addressesOfThisMachine().filter((address) => address.includes(':') && address !== '::1').map((address) => `[${address}]`),
];

describe('a browser that asks for this machine', () => {
  let driven: Driven;
  beforeAll(async () => {
    driven = await drive();
  }, 60_000);

  it('would be heard, if it came', async () => {
    await new Promise<void>((resolve) => connect(counter.port, ownAddress, resolve).on('error', () => undefined).resume());
    const socket = createSocket('udp4');
    socket.send('x', counter.port, ownAddress);
    await waitFor(() => counter.hits.length === 2);
    socket.close();
  });

  it('is tried in more than forty ways', () => expect(new Set(SPELLINGS).size).toBeGreaterThan(45));

  it.each(SPELLINGS.map((spelling, index) => [spelling, index % 6 === 0 ? '' : ' (ci)'] as const))('does not reach it as http://%s%s', async (...[spelling]) => {
    const error = await driven.navigate(`http://${spelling}:${counter.port}/?secret`);
    expect(counter.hits).toEqual([]);
    // A page of the proxy, or one of Chromium's own where it takes the spelling for no host at all.
    const shown = await driven.evaluate('document.title + " | " + document.body.innerText');
    if (error === undefined) expect(shown).toMatch(/^This address is not open to the session/);
    expect(shown).not.toContain('hit');
  });

  it('does not reach metadata services, or another port of an allowed address', async () => {
    for (const url of ['http://169.254.169.254/latest/meta-data/', 'http://2852039166/', 'http://[fd00:ec2::254]/', 'http://metadata.example/', 'http://100.100.100.200/']) {
      await driven.navigate(url);
      expect(await driven.evaluate('document.title')).toBe('This address is not open to the session');
    }
  });

  it('is not sent there by a redirect, a frame, a form, a script or a socket of an allowed page', async () => {
    const forbidden = `http://127.0.0.1:${counter.port}/`;
    await driven.navigate(`http://127.0.0.1:${sitePort}/?to=${encodeURIComponent(forbidden)}`);
    expect(await driven.evaluate('document.title')).toBe('This address is not open to the session');
    expect(await driven.navigate(`http://127.0.0.1:${sitePort}/`)).toBeUndefined();
    const settled = await driven.evaluate(`(async () => {
      const frame = document.body.appendChild(document.createElement('iframe')); frame.src = ${JSON.stringify(forbidden)};
      const image = new Image(); image.src = ${JSON.stringify(forbidden)};
      document.head.insertAdjacentHTML('beforeend', '<link rel=preconnect href="${forbidden}"><link rel=dns-prefetch href="//own.example"><link rel=prefetch href="${forbidden}p">');
      navigator.sendBeacon(${JSON.stringify(forbidden)}, 'x');
      const target = document.body.appendChild(document.createElement('iframe')); target.name = 'target';
      const form = document.body.appendChild(document.createElement('form')); form.action = ${JSON.stringify(forbidden)}; form.method = 'post'; form.target = 'target'; form.submit();
      const socket = new Promise((resolve) => { const opened = new WebSocket('ws://127.0.0.1:${counter.port}/'); opened.onopen = () => resolve('open'); opened.onerror = () => resolve('refused'); });
      const events = new Promise((resolve) => { const opened = new EventSource(${JSON.stringify(forbidden)}); opened.onopen = () => resolve('open'); opened.onerror = () => resolve('refused'); });
      const transport = (async () => { try { const session = new WebTransport('https://127.0.0.1:${counter.port}/'); await Promise.race([session.ready, new Promise((_, reject) => setTimeout(reject, 3000))]); return 'open'; } catch { return 'refused'; } })();
      const fetched = fetch(${JSON.stringify(forbidden)}).then((response) => response.text(), () => 'refused');
      const secure = fetch('https://127.0.0.1:${counter.port}/').then(() => 'open', () => 'refused');
      const through = fetch('/?to=' + encodeURIComponent(${JSON.stringify(forbidden)})).then((response) => response.text(), () => 'refused');
      return Promise.all([socket, events, transport, fetched, secure, through]);
    })()`);
    expect(settled).toEqual(['refused', 'refused', 'refused', 'refused', 'refused', 'refused']);
    expect(counter.hits).toEqual([]);
    expect(lookups).not.toContain('own.example');
  });

  it('is judged by the address that is connected to, also when a name changes its mind', async () => {
    // The same port at another address of loopback.
    const elsewhere = createTcpServer(() => counter.hits.push('rebound'));
    await new Promise<void>((resolve) => elsewhere.listen(sitePort, '127.0.0.9', resolve));
    await driven.navigate(`http://rebinding.example:${sitePort}/`);
    expect(await driven.evaluate('document.body.innerText')).toBe('site');
    expect(await driven.evaluate(`fetch('/again', { cache: 'no-store' }).then((response) => response.status)`)).toBe(403);
    expect(counter.hits).toEqual([]);
    elsewhere.close();
  });

  it('sends no datagram anywhere by WebRTC, and its connections come to the proxy (ci)', async () => {
    await driven.navigate(`http://127.0.0.1:${sitePort}/`);
    const hosts = addressesOfThisMachine();
    const servers = hosts.map((address) => (address.includes(':') ? `[${address}]` : address)).map((address) => ({
      urls: [`stun:${address}:${counter.port}`, `turn:${address}:${counter.port}`, `turn:${address}:${counter.port}?transport=tcp`, `turns:${address}:${counter.port}`], username: 'a', credential: 'b',
    }));
    const candidates = await driven.evaluate(`(async () => {
      const candidates = [];
      const [near, far] = [new RTCPeerConnection({ iceServers: ${JSON.stringify(servers)}, iceCandidatePoolSize: 2 }), new RTCPeerConnection()];
      near.onicecandidate = ({ candidate }) => candidate?.candidate && candidates.push(candidate.candidate);
      near.createDataChannel('x');
      await near.setLocalDescription(await near.createOffer());
      await far.setRemoteDescription(near.localDescription);
      await far.setLocalDescription(await far.createAnswer());
      await near.setRemoteDescription(far.localDescription);
      for (const host of ${JSON.stringify(hosts)}) for (const end of ['udp 1 ' + host + ' ${counter.port} typ host', 'tcp 1 ' + host + ' ${counter.port} typ host tcptype passive']) {
        await near.addIceCandidate({ candidate: 'candidate:1 1 ' + end, sdpMid: '0' });
      }
      await new Promise((resolve) => setTimeout(resolve, 4000));
      return candidates;
    })()`);
    expect(candidates).toEqual([]);
    expect(counter.hits).toEqual([]);
  });
});

describe('a browser that asks for what is allowed', () => {
  it('gets pages, WebSockets and TLS tunnels', async () => {
    const driven = await drive();
    expect(await driven.navigate(`http://127.0.0.1:${sitePort}/`)).toBeUndefined();
    expect(await driven.evaluate('document.title')).toBe(`127.0.0.1:${sitePort}`);
    await driven.navigate(`http://site.example:${sitePort}/`);
    expect(await driven.evaluate('document.title')).toBe(`site.example:${sitePort}`);
    const echoed = await driven.evaluate(`new Promise((resolve) => { const socket = new WebSocket('ws://site.example:${sitePort}/'); socket.onopen = () => socket.send('hi'); socket.onmessage = ({ data }) => resolve(data); socket.onerror = () => resolve('error'); })`);
    expect(echoed).toBe('echo hi');
    // The site speaks no TLS: it hangs up on the hello that reached it, and a refused tunnel is another error.
    expect(await driven.navigate(`https://127.0.0.1:${sitePort}/`)).toMatch(/ERR_(SSL|CONNECTION|EMPTY)/);
  });

  it('is narrowed to the hosts of its session (ci)', async () => {
    const driven = await drive([`site.example:${sitePort}`]);
    await driven.navigate(`http://site.example:${sitePort}/`);
    expect(await driven.evaluate('document.title')).toBe(`site.example:${sitePort}`);
    for (const url of [`http://other.example:${sitePort}/`, `http://127.0.0.1:${sitePort}/`]) {
      await driven.navigate(url);
      expect(await driven.evaluate('document.body.innerText')).toContain('not among the hosts allowed');
    }
    await driven.navigate(`http://site.example:${counter.port}/`);
    expect(counter.hits).toEqual([]);
    expect(lookups).not.toContain('other.example');
  });

  it('gains nothing from a list of its session (ci)', async () => {
    const driven = await drive(['127.0.0.0/8', 'localhost']);
    await driven.navigate(`http://127.0.0.1:${counter.port}/`);
    expect(await driven.evaluate('document.title')).toBe('This address is not open to the session');
    expect(counter.hits).toEqual([]);
  });
});
