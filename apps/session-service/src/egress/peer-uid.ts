import { readFile } from 'node:fs/promises';

/** `0100007F:1F90` in /proc/net/tcp: bytes of the address in the machine's own order, and the port. */
const loopback = (port: number): string => `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;

/** The account of the socket at 127.0.0.1:`peerPort` that is connected to 127.0.0.1:`ownPort`, from the text of /proc/net/tcp (proc(5)). */
export function uidInTable(table: string, peerPort: number, ownPort: number): number | null {
  const addresses = ` ${loopback(peerPort)} ${loopback(ownPort)} `;
  const at = table.indexOf(addresses);
  if (at < 0) return null;
  const line = table.slice(table.lastIndexOf('\n', at) + 1, table.indexOf('\n', at) < 0 ? undefined : table.indexOf('\n', at));
  const uid = Number(line.trim().split(/\s+/)[7]);
  return Number.isInteger(uid) ? uid : null;
}

/** Who is at the other end of a connection over loopback; null when that cannot be said (any more). */
export async function uidOfPeer(peerPort: number, ownPort: number): Promise<number | null> {
  const table = await readFile('/proc/net/tcp', 'latin1').catch(() => '');
  return uidInTable(table, peerPort, ownPort);
}
