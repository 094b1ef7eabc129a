import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Addresses of this machine, loopback and others, without those that need a zone. */
export function addressesOfThisMachine(): string[] {
  const entries = Object.values(networkInterfaces()).flatMap((found) => found ?? []);
  return entries.map(({ address }) => address).filter((address) => !address.startsWith('fe80:'));
}

/** Listens on one port of every address of this machine, TCP and UDP, and counts whoever comes. */
export class HitCounter {
  readonly hits: string[] = [];
  readonly port: number;
  readonly #tcp: Server;
  readonly #udp: UdpSocket[];

  private constructor(tcp: Server, udp: UdpSocket[]) {
    this.#tcp = tcp;
    this.#udp = udp;
    this.port = (tcp.address() as AddressInfo).port;
  }

  static async start(): Promise<HitCounter> {
    const tcp = createServer();
    await new Promise<void>((resolve) => tcp.listen(0, '::', resolve));
    const { port } = tcp.address() as AddressInfo;
    const udp = await Promise.all(addressesOfThisMachine().map(async (address) => {
      const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
      await new Promise<void>((resolve, reject) => socket.once('error', reject).bind(port, address, resolve));
      return socket;
    }));
    const counter = new HitCounter(tcp, udp);
    tcp.on('connection', (socket) => {
      counter.hits.push(`tcp ${socket.localAddress}`);
      socket.on('error', () => undefined).end('HTTP/1.1 200 OK\r\nContent-Length: 3\r\nAccess-Control-Allow-Origin: *\r\n\r\nhit');
    });
    for (const socket of udp) socket.on('message', () => counter.hits.push(`udp ${socket.address().address}`));
    return counter;
  }

  stop(): void {
    this.#tcp.close();
    for (const socket of this.#udp) socket.close();
  }
}
