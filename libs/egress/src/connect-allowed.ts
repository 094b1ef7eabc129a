import { lookup as systemLookup } from 'node:dns/promises';
import { connect, type Socket } from 'node:net';
import { canonicalHost, type CanonicalHost } from './canonical-host.ts';
import { isNeverListed, refusalOf, type EgressPolicy, type EgressRefusal } from './egress-policy.ts';

export type { EgressRefusal } from './egress-policy.ts';

/** All addresses of a name. Rejects when there are none. */
export type Lookup = (name: string) => Promise<readonly string[]>;

export interface ConnectOptions {
  readonly signal?: AbortSignal;
  /** For resolving and connecting together. Default 15 s. */
  readonly timeoutMs?: number;
  /** Default: the system's resolver (getaddrinfo). */
  readonly lookup?: Lookup;
}

const DEFAULT_TIMEOUT_MS = 15_000;
/** More addresses of one name are not tried. */
const MOST_ADDRESSES = 16;
/** What the first of several addresses may take, so that a dead one does not use up all the time. */
const ATTEMPT_TIMEOUT_MS = 5_000;

const REASONS: Readonly<Record<EgressRefusal, string>> = {
  invalid: 'that is not a host name or an address',
  unspecified: 'its address is no destination (0.0.0.0/8 or ::)',
  loopback: 'its address is a loopback address',
  private: 'its address is a private one',
  shared: 'its address is one shared behind a carrier (100.64.0.0/10)',
  link_local: 'its address is link-local',
  multicast: 'its address is a multicast address',
  reserved: 'its address is reserved',
  own_address: 'its address is this machine\'s own',
  not_listed: 'it is not among the hosts allowed here',
};

/** The rules forbid this connection; nothing was sent. The message is for a person and names host, port and reason. */
export class EgressRefused extends Error {
  override readonly name = 'EgressRefused';
  readonly host: string;
  readonly port: number;
  readonly reason: EgressRefusal;

  constructor(host: string, port: number, reason: EgressRefusal) {
    super(`${host} port ${port} is refused: ${REASONS[reason]}.`);
    this.host = host;
    this.port = port;
    this.reason = reason;
  }
}

/** Allowed, but not there: the name has no address, or none of its addresses answered in time. `code` as of node:dns or node:net. */
export class EgressUnreachable extends Error {
  override readonly name = 'EgressUnreachable';
  readonly host: string;
  readonly port: number;
  readonly code: string;

  constructor(host: string, port: number, code: string, options?: ErrorOptions) {
    super(`${host} port ${port} cannot be reached (${code}).`, options);
    this.host = host;
    this.port = port;
    this.code = code;
  }
}

/**
 * A TCP connection to where the policy lets it go. The name is resolved here, once, and the connection is made to the very address
 * that was judged, so a name that changes its mind (DNS rebinding) changes nothing. Where some addresses of a name are
 * allowed and some not, only the allowed ones are tried. The caller owns the socket and its errors.
 * @throws EgressRefused, EgressUnreachable, or the signal's reason
 */
export async function connectAllowed(host: string, port: number, policy: EgressPolicy, options: ConnectOptions = {}): Promise<Socket> {
  const asked = canonicalHost(host);
  if (!asked || !Number.isInteger(port) || port < 1 || port > 65_535) throw new EgressRefused(shown(host), port, 'invalid');
  const deadline = AbortSignal.timeout(options.timeoutMs ?? DEFAULT_TIMEOUT_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  try {
    return await connectToOne(asked, port, policy, options.lookup ?? allAddresses, signal);
  } catch (error) {
    if (options.signal?.aborted) throw options.signal.reason;
    if (error instanceof EgressRefused || error instanceof EgressUnreachable) throw error;
    throw new EgressUnreachable(nameOf(asked), port, deadline.aborted ? 'ETIMEDOUT' : codeOf(error), { cause: error });
  }
}

async function connectToOne(asked: CanonicalHost, port: number, policy: EgressPolicy, lookup: Lookup, signal: AbortSignal): Promise<Socket> {
  const name = nameOf(asked);
  if (isNeverListed(asked, port, policy)) throw new EgressRefused(name, port, 'not_listed');
  const addresses = await addressesOf(asked, lookup, signal);
  const judged = addresses.map((address) => ({ address, refusal: refusalOf(asked, address, port, policy) }));
  const allowed = judged.filter(({ refusal }) => refusal === null).map(({ address }) => address);
  if (allowed.length === 0) {
    const refusal = judged.find((one) => one.refusal !== null)?.refusal;
    throw refusal ? new EgressRefused(name, port, refusal) : new EgressUnreachable(name, port, 'ENOTFOUND');
  }
  let last: unknown;
  for (const [index, address] of allowed.entries()) {
    const isLast = index === allowed.length - 1;
    try {
      return await connectTo(address, port, isLast ? signal : AbortSignal.any([signal, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]));
    } catch (error) {
      if (signal.aborted) throw error;
      last = error;
    }
  }
  throw last;
}

async function addressesOf(asked: CanonicalHost, lookup: Lookup, signal: AbortSignal): Promise<readonly string[]> {
  if (asked.kind === 'address') return [asked.address];
  const found = await abortable(lookup(asked.name), signal);
  return [...new Set(found.slice(0, MOST_ADDRESSES).map(canonicalAddress))];
}

/** What a resolver gave, in the form that is judged and connected to; what is no address (`fe80::1%eth0`) stays as it is and is refused. */
function canonicalAddress(address: string): string {
  const host = canonicalHost(address);
  return host?.kind === 'address' ? host.address : address;
}

async function allAddresses(name: string): Promise<readonly string[]> {
  return (await systemLookup(name, { all: true, order: 'verbatim' })).map(({ address }) => address);
}

function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** `address` is canonical: connecting resolves nothing. */
function connectTo(address: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const socket = connect({ host: address, port, noDelay: true });
    const abort = (): void => void socket.destroy(signal.reason as Error);
    const settled = (): void => signal.removeEventListener('abort', abort);
    signal.addEventListener('abort', abort, { once: true });
    socket.once('error', (error) => {
      settled();
      reject(error);
    });
    socket.once('connect', () => {
      settled();
      socket.removeAllListeners('error');
      resolve(socket);
    });
  });
}

const nameOf = (host: CanonicalHost): string => (host.kind === 'name' ? host.name : host.address);
/** What was asked for is written by whoever asks. */
const shown = (host: string): string => host.replace(/[^\x21-\x7e]/g, '?').slice(0, 100) || '(nothing)';
const codeOf = (error: unknown): string => String((error as NodeJS.ErrnoException | undefined)?.code ?? 'EUNKNOWN');
